package dev.nightjar.https;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;

/** Once the program answers: starts the help page and tells the person at the console what phones should open. */
final class Welcome implements AutoCloseable {

    private final HttpsSettings settings;
    private final Certificates certificates;
    private final PrintStream console;
    private @Nullable HelpServer help;

    Welcome(HttpsSettings settings, Certificates certificates, PrintStream console) {
        this.settings = settings;
        this.certificates = certificates;
        this.console = console;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext context
                && context.getWebServer() != null) {
            int port = context.getWebServer().getPort();
            certificates.authority().ifPresent(authority -> offerAuthority(authority, port));
            sayAddress(port);
        }
    }

    @Override
    public void close() {
        if (help != null) {
            help.close();
        }
    }

    private void offerAuthority(IssuedCertificate authority, int port) {
        String fingerprint = authority.fingerprint();
        HelpPage page = HelpPage.of(authority.name(), fingerprint);
        help = HelpServer.start(settings.helpPort(), () -> page.html(pageAddress(port)), authority);
        String address = "http://%s:%s".formatted(certificates.machine().preferred(), help.port());
        console.printf("%nOnce for each phone: scan this, and let it trust this machine.%n%s%n", address);
        console.print(QrPicture.of(address));
        console.printf("SHA-256 of the authority, to compare with what the phone shows:%n%s%n", fingerprint);
    }

    private void sayAddress(int port) {
        if (certificates.authority().isPresent() && !certificates.machine().isReachable()) {
            console.printf(
                    "%nThis machine has no address in a private network, so no other device can open the page.%n");
        }
        String address = pageAddress(port);
        console.printf("%nThen open the page:%n%s%nNightjar answers at %s%n", QrPicture.of(address), address);
        console.flush();
    }

    private String pageAddress(int port) {
        return "https://%s:%s".formatted(certificates.host(), port);
    }
}
