package dev.nightjar;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A body that is sent to a grant's address part by part, as a phone does on a bad line. */
public final class SlowUpload implements AutoCloseable {

    private final Socket socket;
    private final byte[] content;
    private int sent;

    private SlowUpload(Socket socket, byte[] content) {
        this.socket = socket;
        this.content = content;
    }

    /**
     * Sends the head of the request and nothing of its body.
     *
     * @param url absolute
     * @param headers besides the length
     */
    public static SlowUpload begin(URI url, Map<String, String> headers, byte[] content) throws IOException {
        StringBuilder head = new StringBuilder("PUT %s?%s HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\n"
                .formatted(url.getRawPath(), url.getRawQuery(), url.getAuthority(), content.length));
        headers.forEach((name, value) -> head.append("%s: %s\r\n".formatted(name, value)));
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.getOutputStream().write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        return new SlowUpload(socket, content);
    }

    /** Sends the next bytes, or what is left of them. */
    public void send(int bytes) throws IOException {
        int next = Math.min(bytes, content.length - sent);
        socket.getOutputStream().write(content, sent, next);
        socket.getOutputStream().flush();
        sent += next;
    }

    /** Sends what is left; the status of the answer. */
    int finish() throws IOException {
        send(content.length);
        byte[] begin = socket.getInputStream().readNBytes("HTTP/1.1 201".length());
        String status = new String(begin, StandardCharsets.US_ASCII);
        return Integer.parseInt(status.substring("HTTP/1.1 ".length()));
    }

    /** Breaks off, whatever was sent. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
