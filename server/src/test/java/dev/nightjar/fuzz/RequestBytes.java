package dev.nightjar.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes requests without caring whether HTTP allows them. */
final class RequestBytes {

    private RequestBytes() {}

    /** A request that says how long its body is. */
    static byte[] of(String method, String target, List<String> headers, byte[] body) {
        return head(method, target, headers, "Content-Length: " + body.length, body);
    }

    /** A request that does not say how long its body is. */
    static byte[] chunked(String method, String target, List<String> headers, byte[] body) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        int step = Math.max(1, body.length / 3);
        for (int from = 0; from < body.length; from += step) {
            int length = Math.min(step, body.length - from);
            chunks.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            chunks.write(body, from, length);
            chunks.writeBytes("\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        chunks.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        return head(method, target, headers, "Transfer-Encoding: chunked", chunks.toByteArray());
    }

    private static byte[] head(String method, String target, List<String> headers, String length, byte[] body) {
        StringBuilder head = new StringBuilder(
                "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n%s\r\n".formatted(method, target, length));
        headers.forEach(header -> head.append(header).append("\r\n"));
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        return request.toByteArray();
    }
}
