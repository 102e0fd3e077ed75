package dev.nightjar.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class MailTest {

    private static final Letter LETTER =
            new Letter("ada@example.org", "A new password", "Open this link:\n\nhttps://nightjar.example.org/x#y\n");

    @Test
    void aLetterLeavesBySmtp() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<String>> heard = threads.submit((Callable<List<String>>) () -> serve(server));

            new SmtpMail(sender(server.getLocalPort()), "nightjar@example.org").send(LETTER);

            assertThat(heard.get(20, TimeUnit.SECONDS))
                    .contains("MAIL FROM:<nightjar@example.org>", "RCPT TO:<ada@example.org>")
                    .contains("From: nightjar@example.org", "To: ada@example.org", "Subject: A new password")
                    .contains("https://nightjar.example.org/x#y");
        }
    }

    @Test
    void aMailServerThatIsAwayFailsTheLetterSoThatItsJobTriesAgain() throws Exception {
        int free;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = server.getLocalPort();
        }

        assertThatThrownBy(() -> new SmtpMail(sender(free), "nightjar@example.org").send(LETTER))
                .isInstanceOf(MailSendException.class);
    }

    @Test
    void withoutAMailServerALetterStandsOnTheConsole() {
        ByteArrayOutputStream console = new ByteArrayOutputStream();

        new ConsoleMail(new PrintStream(console, true, StandardCharsets.UTF_8)).send(LETTER);

        assertThat(console.toString(StandardCharsets.UTF_8))
                .contains("ada@example.org", "https://nightjar.example.org/x#y");
    }

    private static JavaMailSenderImpl sender(int port) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        return sender;
    }

    /** Takes one letter as RFC 5321 says; answers all lines that were said. */
    private static List<String> serve(ServerSocket server) throws IOException {
        List<String> said = new ArrayList<>();
        try (Socket socket = server.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            OutputStream out = socket.getOutputStream();
            answer(out, "220 ready");
            boolean inText = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                said.add(line);
                inText = inText ? !line.equals(".") : line.equals("DATA");
                if (line.equals("DATA")) {
                    answer(out, "354 go on");
                } else if (!inText) {
                    answer(out, line.equals("QUIT") ? "221 bye" : "250 ok");
                }
            }
        }
        return said;
    }

    private static void answer(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
