package dev.nightjar.notifications;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A live connection whose other side takes nothing from the network until it is told to; it has little room there. */
final class IdleBrowser implements AutoCloseable {

    private static final int SMALLEST_BUFFER = 1024;
    private static final int TEXT = 0x81;
    private static final int LENGTH_FOLLOWS = 126;

    private final Socket socket = new Socket();

    /** Asks for the connection, and does not even read whether it got it. */
    IdleBrowser(int port, String token) throws IOException {
        socket.setReceiveBufferSize(SMALLEST_BUFFER);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.getOutputStream()
                .write("""
                        GET /api/v1/live HTTP/1.1
                        Host: 127.0.0.1:%1$d
                        Origin: http://127.0.0.1:%1$d
                        Cookie: nightjar=%2$s
                        Upgrade: websocket
                        Connection: Upgrade
                        Sec-WebSocket-Version: 13
                        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

                        """.formatted(port, token).replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads the messages that came whole before the server closed the connection. */
    List<String> readAll() throws IOException {
        List<String> messages = new ArrayList<>();
        DataInputStream in = new DataInputStream(socket.getInputStream());
        skipAnswer(in);
        try {
            int kind = in.readUnsignedByte();
            while (kind >= 0) {
                byte[] content = in.readNBytes(length(in));
                if (kind == TEXT) {
                    messages.add(new String(content, StandardCharsets.UTF_8));
                }
                kind = in.readUnsignedByte();
            }
        } catch (IOException closed) {
            // in the middle of a message or not: what came whole is there
        }
        return messages;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static int length(DataInputStream in) throws IOException {
        int length = in.readUnsignedByte();
        return length == LENGTH_FOLLOWS ? in.readUnsignedShort() : length;
    }

    private static void skipAnswer(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
    }
}
