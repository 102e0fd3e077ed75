package dev.nightjar.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.TestCallers;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.ids.PersonId;
import dev.nightjar.notifications.LiveMessage.Changed;
import dev.nightjar.notifications.LiveMessage.End;
import dev.nightjar.notifications.LiveMessage.Hello;
import dev.nightjar.notifications.LiveMessage.Ping;
import dev.nightjar.notifications.LiveMessage.Reason;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LiveReaderTest {

    private final LiveReader reader = new LiveReader(
            new Caller.Person(
                    new PersonId(TestCallers.newId()),
                    TestCallers.newAccount(),
                    Role.OWNER,
                    false,
                    TestCallers.newId()),
            4);

    @Test
    void theGreetingComesBeforeWhatHappenedMeanwhile() throws Exception {
        reader.changed(change(6));
        reader.changed(change(7));
        reader.changed(change(8));

        reader.greet(7);

        assertThat(reader.take()).isEqualTo(new Hello(7));
        assertThat(reader.take()).isEqualTo(new Changed(change(8)));
    }

    @Test
    void lateNewsOfWhatTheGreetingCoversIsLeftOut() throws Exception {
        reader.greet(7);

        reader.changed(change(7));
        reader.changed(change(8));

        assertThat(reader.take()).isEqualTo(new Hello(7));
        assertThat(reader.take()).isEqualTo(new Changed(change(8)));
    }

    @Test
    void aReaderThatIsTooSlowIsSentAway() throws Exception {
        reader.greet(0);
        for (int n = 1; n <= 4; n++) {
            reader.changed(change(n));
        }

        assertThat(reader.take()).isEqualTo(new End(Reason.TOO_SLOW));
        reader.changed(change(5));
        assertThat(reader.take()).isEqualTo(new End(Reason.TOO_SLOW));
    }

    @Test
    void aReaderThatAnswersNoPingIsSentAway() throws Exception {
        reader.greet(0);
        assertThat(reader.take()).isEqualTo(new Hello(0));
        for (int i = 0; i < 3; i++) {
            reader.ping();
            assertThat(reader.take()).isEqualTo(new Ping());
        }

        reader.ping();

        assertThat(reader.take()).isEqualTo(new End(Reason.SILENT));
    }

    @Test
    void anAnsweredPingCountsAnew() throws Exception {
        reader.greet(0);
        assertThat(reader.take()).isEqualTo(new Hello(0));
        for (int i = 0; i < 10; i++) {
            reader.ping();
            assertThat(reader.take()).isEqualTo(new Ping());
            reader.answered();
        }
    }

    @Test
    void onlyTheFirstReasonCounts() throws Exception {
        reader.end(Reason.SIGNED_OUT);
        reader.end(Reason.STOPPING);

        assertThat(reader.take()).isEqualTo(new End(Reason.SIGNED_OUT));
    }

    private static Change change(long n) {
        return new Change(n, Change.Kind.EVENT, new UUID(0, n));
    }
}
