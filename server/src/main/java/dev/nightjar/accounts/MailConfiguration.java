package dev.nightjar.accounts;

import dev.nightjar.identity.PublicAddress;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.mail.javamail.JavaMailSender;

/** Chooses how letters leave the program: by SMTP where {@code spring.mail.host} is set. */
@Configuration(proxyBeanMethods = false)
class MailConfiguration {

    /** Throws {@link MailStartException} when a letter could not be sent, or its link not be opened. */
    @Bean
    @Lazy(false)
    Mail mail(ObjectProvider<JavaMailSender> senders, AccountSettings settings, PublicAddress address) {
        JavaMailSender sender = senders.getIfAvailable();
        if (sender != null) {
            return new SmtpMail(sender, from(settings.mail().from(), address));
        }
        if (settings.mail().required()) {
            throw new MailStartException("Nightjar is set to need mail, and no mail server is set.", """
                    Set spring.mail.host (with port, username and password), nightjar.accounts.mail.from and \
                    nightjar.identity.address.""");
        }
        return new ConsoleMail(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
    }

    private static String from(@Nullable String from, PublicAddress address) {
        if (from == null || from.isBlank()) {
            throw new MailStartException(
                    "A mail server is set, but not whose letters it sends.",
                    "Set nightjar.accounts.mail.from, such as nightjar@example.org.");
        }
        if (address.value().isEmpty()) {
            throw new MailStartException(
                    "A mail server is set, but not the address that links in letters lead to.",
                    "Set nightjar.identity.address, such as https://nightjar.example.org.");
        }
        return from;
    }
}
