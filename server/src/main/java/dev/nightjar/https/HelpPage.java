package dev.nightjar.https;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The page that says, phone by phone, how the authority is installed. */
final class HelpPage {

    private final String template;

    private HelpPage(String template) {
        this.template = template;
    }

    /**
     * Reads the page.
     *
     * @param name of the authority, as the phone lists it
     * @param fingerprint SHA-256 of the authority, to compare with what the phone shows
     */
    static HelpPage of(String name, String fingerprint) {
        try (InputStream page = HelpPage.class.getResourceAsStream("/https/help.html")) {
            String text = new String(Objects.requireNonNull(page).readAllBytes(), StandardCharsets.UTF_8);
            return new HelpPage(text.replace("{{name}}", name).replace("{{fingerprint}}", fingerprint));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** The page as it leads to the address that phones open afterwards. */
    byte[] html(String address) {
        return template.replace("{{address}}", address).getBytes(StandardCharsets.UTF_8);
    }
}
