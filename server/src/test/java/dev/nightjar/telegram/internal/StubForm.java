package dev.nightjar.telegram.internal;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fields of a request, from a form or from parts.
 *
 * @param files the bytes of files, by the name of their part
 */
record StubForm(Map<String, String> fields, Map<String, byte[]> files) {

    private static final Pattern NAME = Pattern.compile("name=\"([^\"]+)\"(?:.*?filename=\"([^\"]*)\")?");

    static StubForm read(HttpExchange exchange) throws IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        // one character for each byte, so that files come through
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
        StubForm form = new StubForm(new HashMap<>(), new HashMap<>());
        if (type != null && type.startsWith("multipart/form-data")) {
            form.parts(body, type.substring(type.indexOf("boundary=") + "boundary=".length()));
        } else if (!body.isEmpty()) {
            for (String pair : body.split("&", -1)) {
                String[] halves = pair.split("=", 2);
                form.fields.put(decoded(halves[0]), decoded(halves[1]));
            }
        }
        return form;
    }

    String text(String name) {
        return fields.getOrDefault(name, "");
    }

    /** A field that holds JSON; an empty object when there is none. */
    JsonNode json(String name) {
        String text = text(name);
        return JsonMapper.shared().readTree(text.isEmpty() ? "{}" : text);
    }

    private void parts(String body, String boundary) {
        for (String part : body.split(Pattern.quote("--" + boundary), -1)) {
            int end = part.indexOf("\r\n\r\n");
            Matcher name = NAME.matcher(end < 0 ? "" : part.substring(0, end));
            if (end < 0 || !name.find()) {
                continue;
            }
            byte[] content = part.substring(end + 4, part.length() - 2).getBytes(StandardCharsets.ISO_8859_1);
            if (name.group(2) != null) {
                files.put(name.group(1), content);
            } else {
                fields.put(name.group(1), new String(content, StandardCharsets.UTF_8));
            }
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
