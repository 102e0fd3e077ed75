package dev.nightjar.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Sends bytes as they are, each time over a connection of its own, and reads what comes until it is closed. */
record RawHttp(int port) {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final int MOST = 2_000_000;

    /**
     * What a server answered.
     *
     * @param status of the first answer; 0 when the connection was closed without one
     */
    record Answer(int status, String head, String body) {

        boolean isProblem() {
            return head.toLowerCase(java.util.Locale.ROOT).contains("content-type: application/problem+json");
        }
    }

    Answer send(byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            write(socket.getOutputStream(), request, socket);
            return parse(read(socket.getInputStream()));
        }
    }

    private static void write(OutputStream stream, byte[] request, Socket socket) throws IOException {
        try {
            stream.write(request);
            socket.shutdownOutput();
        } catch (SocketException refusedBeforeTheEnd) {
            // the answer was given already, and is read next
        }
    }

    private static String read(InputStream stream) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8_192];
        try {
            for (int read = stream.read(buffer); read >= 0 && all.size() < MOST; read = stream.read(buffer)) {
                all.write(buffer, 0, read);
            }
        } catch (SocketTimeoutException hangs) {
            throw hangs;
        } catch (SocketException closedHard) {
            // what came before counts
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    private static Answer parse(String text) {
        if (!text.startsWith("HTTP/1.1 ")) {
            return new Answer(0, "", text);
        }
        int end = text.indexOf("\r\n\r\n");
        String head = end < 0 ? text : text.substring(0, end);
        return new Answer(Integer.parseInt(text.substring(9, 12)), head, end < 0 ? "" : text.substring(end + 4));
    }
}
