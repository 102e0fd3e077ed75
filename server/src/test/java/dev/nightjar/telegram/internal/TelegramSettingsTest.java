package dev.nightjar.telegram.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;

class TelegramSettingsTest {

    private final ApplicationContextRunner program = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
            .withUserConfiguration(TelegramConfiguration.class);

    @Test
    void withoutATokenThereIsNoBot() {
        program.withPropertyValues("nightjar.telegram.token=")
                .run(context -> assertThat(
                                context.getBean(TelegramSettings.class).isOn())
                        .isFalse());
    }

    @Test
    void theTokenIsNotPrinted() {
        program.withPropertyValues("nightjar.telegram.token=" + BotApiStub.TOKEN)
                .run(context -> {
                    TelegramSettings settings = context.getBean(TelegramSettings.class);
                    assertThat(settings.toString()).doesNotContain(BotApiStub.TOKEN.substring(10));
                    assertThat(settings.bot()).isEqualTo(110_201_543);
                });
    }

    @Test
    void aMistypedTokenStopsTheStartAndIsNotPrinted() {
        program.withPropertyValues("nightjar.telegram.token=110201543-AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw")
                .run(context -> {
                    StringWriter said = new StringWriter();
                    Objects.requireNonNull(context.getStartupFailure()).printStackTrace(new PrintWriter(said));
                    assertThat(said.toString())
                            .contains("as BotFather gives it")
                            .doesNotContain("AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw");
                });
    }

    @Test
    void anAddressThatCarriesASecretIsNotTaken() {
        program.withPropertyValues("nightjar.telegram.api=https://user:word@bots.example.org")
                .run(context -> assertThat(context).hasFailed());
    }
}
