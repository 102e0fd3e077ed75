package dev.nightjar.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Requests in parts that no honest camera sends. */
final class HostileParts {

    private static final String BOUNDARY = "edge";
    private static final String NAMED = "Content-Disposition: form-data; name=\"%s\"";
    private static final String PICTURE = "\u00ff\u00d8\u00ff\u00e0picture";

    private HostileParts() {}

    /** @param contentType the header line */
    record Form(String contentType, byte[] body) {}

    static List<Form> forms(String session) {
        String said = """
                {"sessionId":"%s","at":"2026-03-01T08:00:06Z","trigger":{"type":"motion","score":0.1,"doubt":true}}""".formatted(session);
        String announcement = part(NAMED.formatted("announcement"), "application/json", said);
        String frame = part(NAMED.formatted("frame") + "; filename=\"a.jpg\"", "image/jpeg", PICTURE);
        List<Form> forms = new ArrayList<>();
        for (String odd : List.of(
                "application/json; charset=utf-16",
                "application/json; charset=nonsense",
                "text/plain",
                "",
                "a/b/c",
                "\u0007")) {
            forms.add(form(part(NAMED.formatted("announcement"), odd, said) + frame));
        }
        for (String name : List.of(
                "Content-Disposition: form-data",
                "Content-Disposition: attachment",
                "Content-Disposition: form-data; name=\"",
                "Content-Disposition: form-data; name=frame; filename*=utf-8''%ff%00",
                NAMED.formatted("frame") + "; filename=\"../../../../etc/passwd\"",
                NAMED.formatted("frame") + "; filename=\"" + "f".repeat(5_000) + "\"",
                NAMED.formatted("frame") + "; filename=\"\u0000\"",
                NAMED.formatted("frame"),
                NAMED.formatted("frame[0].bytes") + "; filename=\"x\"",
                NAMED.formatted("class.module.classLoader"),
                "No header at all",
                "X: " + "x".repeat(9_000))) {
            forms.add(form(announcement + part(name, "image/jpeg", PICTURE)));
        }
        for (String value : Hostile.VALUES.subList(0, 30)) {
            forms.add(form(
                    part(NAMED.formatted("announcement"), "application/json", said.replace("0.1", value)) + frame));
            forms.add(form(part(NAMED.formatted("announcement"), "application/json", value) + frame));
        }
        forms.add(form(announcement + announcement + frame));
        forms.add(form(announcement + part(NAMED.formatted("frame") + "; filename=\"a\"", "image/jpeg", "")));
        forms.add(form(announcement + part(NAMED.formatted("frame") + "; filename=\"a\"", "text/html", "<script>")));
        forms.add(form(part(NAMED.formatted("announcement") + "; filename=\"a\"", "image/jpeg", PICTURE) + frame));
        forms.add(form(part(NAMED.formatted("p"), "text/plain", "x").repeat(500)));
        forms.add(form(""));
        forms.add(new Form(type(BOUNDARY), bytes(announcement + frame)));
        forms.add(new Form(type(BOUNDARY), bytes("--" + BOUNDARY)));
        forms.add(new Form(type(BOUNDARY), new byte[0]));
        forms.add(new Form(type("other"), form(announcement + frame).body()));
        forms.add(new Form(type("b".repeat(2_000)), form(announcement + frame).body()));
        forms.add(new Form(
                "Content-Type: multipart/form-data", form(announcement + frame).body()));
        forms.add(new Form(
                "Content-Type: multipart/mixed; boundary=" + BOUNDARY,
                form(announcement + frame).body()));
        return forms;
    }

    private static Form form(String parts) {
        return new Form(type(BOUNDARY), bytes(parts + "--" + BOUNDARY + "--\r\n"));
    }

    private static String part(String disposition, String type, String content) {
        return "--%s\r\n%s\r\nContent-Type: %s\r\n\r\n%s\r\n".formatted(BOUNDARY, disposition, type, content);
    }

    private static String type(String boundary) {
        return "Content-Type: multipart/form-data; boundary=" + boundary;
    }

    /** Each character is one byte, so that pictures can stand in text. */
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
