package dev.nightjar.telegram.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nightjar.telegram.internal.StubChat.Written;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Bot API as it behaves over HTTP: its addresses, forms and parts, its JSON, its refusals in its own words, messages
 * that stand in chats and can be edited, updates that come again until they are confirmed.
 */
final class BotApiStub implements AutoCloseable {

    static final String TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw";
    static final String NAME = "nightjar_test_bot";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final StubChat NOWHERE = new StubChat(0, "private", "");

    /** How the next request of a method goes wrong. */
    enum Fault {
        /** Done, but the connection ends before the answer. */
        ANSWER_LOST,
        CONNECTION_LOST,
        SERVER_ERROR,
        UNREADABLE,
        /** No answer until the stub ends or is told to forget it. */
        SILENT
    }

    private final HttpServer server;
    private final Map<Long, StubChat> chats = new ConcurrentHashMap<>();
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final StubUpdates updates = new StubUpdates();
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private final AtomicInteger messageNumbers = new AtomicInteger(100);
    private volatile CountDownLatch silence = new CountDownLatch(1);

    private volatile boolean known = true;
    private volatile boolean webhook;
    private volatile boolean linksRefused;

    BotApiStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    StubChat chat(long id, String type, String name) {
        return chats.computeIfAbsent(id, number -> new StubChat(id, type, name));
    }

    /** The next request of the method goes wrong. */
    void fault(String method, Fault fault) {
        faults.put(method, fault);
    }

    /** Whether the token is one that Telegram knows. */
    void setKnown(boolean known) {
        this.known = known;
    }

    /** Whether somebody else takes the updates. */
    void setWebhook(boolean webhook) {
        this.webhook = webhook;
    }

    void setLinksRefused(boolean linksRefused) {
        this.linksRefused = linksRefused;
    }

    /** How often a method was asked for. */
    int asked(String method) {
        return asked.computeIfAbsent(method, name -> new AtomicInteger()).get();
    }

    /** What was answered to taps on buttons. */
    List<String> answers() {
        return answers;
    }

    /** Lets all that is silent go on. */
    void speak() {
        silence.countDown();
        silence = new CountDownLatch(1);
    }

    /** Something happened that the bot is told of; its number. */
    long happens(String kind, Object what) {
        return updates.happens(kind, what);
    }

    /** The same, with a number of its own. */
    void offer(long number, String kind, Object what) {
        updates.offer(number, kind, what);
    }

    /** Updates that were not confirmed. */
    int waiting() {
        return updates.waiting();
    }

    /** Somebody writes into a chat. */
    long writes(StubChat chat, long user, String text) {
        return happens("message", message(chat, user, text));
    }

    /** Somebody taps the button of the message that carries the data. */
    long taps(StubChat chat, long user, Written message, String data) {
        Map<String, Object> shown = new LinkedHashMap<>(message(chat, 1, message.text()));
        shown.put("message_id", message.id());
        shown.put("reply_markup", message.markup());
        return happens(
                "callback_query",
                Map.of(
                        "id",
                        "query-" + messageNumbers.incrementAndGet(),
                        "from",
                        user(user),
                        "message",
                        shown,
                        "chat_instance",
                        "1",
                        "data",
                        data));
    }

    /** The bot is let in or put out. */
    long belongs(StubChat chat, long user, String status) {
        return happens(
                "my_chat_member",
                Map.of(
                        "chat", described(chat),
                        "from", user(user),
                        "date", 1_772_000_000,
                        "old_chat_member", Map.of("user", user(110_201_543), "status", "member"),
                        "new_chat_member", Map.of("user", user(110_201_543), "status", status, "until_date", 0)));
    }

    static Map<String, Object> user(long id) {
        return Map.of("id", id, "is_bot", false, "first_name", "Mara");
    }

    Map<String, Object> message(StubChat chat, long user, String text) {
        return Map.of(
                "message_id", messageNumbers.incrementAndGet(),
                "from", user(user),
                "chat", described(chat),
                "date", 1_772_000_000,
                "text", text);
    }

    private static Map<String, Object> described(StubChat chat) {
        return Map.of(
                "id", chat.id, "type", chat.type, chat.type.equals("private") ? "first_name" : "title", chat.name);
    }

    @Override
    public void close() {
        speak();
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/", -1);
            StubForm form = StubForm.read(exchange);
            String method = path[path.length - 1];
            asked.computeIfAbsent(method, name -> new AtomicInteger()).incrementAndGet();
            Fault fault = faults.remove(method);
            if (fault != null && fault != Fault.ANSWER_LOST) {
                goWrong(exchange, fault);
                return;
            }
            Object result = known && path[1].equals("bot" + TOKEN)
                    ? done(method, form)
                    : new StubRefusal(401, "Unauthorized", Map.of());
            if (fault == null) {
                answer(exchange, result);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void goWrong(HttpExchange exchange, Fault fault) throws IOException, InterruptedException {
        switch (fault) {
            case SERVER_ERROR -> send(exchange, 502, "<html><h1>Bad Gateway</h1></html>");
            case UNREADABLE -> send(exchange, 200, "{\"ok\":true,\"result\":{\"message_id\":");
            case SILENT -> silence.await();
            case CONNECTION_LOST, ANSWER_LOST -> {}
        }
    }

    private Object done(String method, StubForm form) throws InterruptedException {
        return switch (method) {
            case "getMe" -> Map.of("id", 110_201_543, "is_bot", true, "first_name", "Nightjar", "username", NAME);
            case "getUpdates" ->
                webhook
                        ? new StubRefusal(
                                409,
                                "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
                                Map.of())
                        : updates.asked(form);
            case "sendMessage", "sendPhoto", "sendVideo" -> sent(method, form);
            case "editMessageText", "editMessageCaption", "editMessageMedia", "editMessageReplyMarkup" ->
                edited(method, form);
            case "answerCallbackQuery" -> {
                answers.add(form.text("text"));
                yield true;
            }
            default -> new StubRefusal(404, "Not Found", Map.of());
        };
    }

    private Object sent(String method, StubForm form) {
        StubChat chat = chats.getOrDefault(Long.parseLong(form.text("chat_id")), NOWHERE);
        Optional<StubRefusal> refusal =
                StubRefusal.of(chat).or(() -> StubRefusal.ofContent(chat, method, form, linksRefused));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        String kind =
                method.equals("sendMessage") ? "text" : method.substring(4).toLowerCase(java.util.Locale.ROOT);
        Written written = new Written(
                messageNumbers.incrementAndGet(),
                kind,
                form.text(kind.equals("text") ? "text" : "caption"),
                form.files().getOrDefault(kind, new byte[0]),
                form.json("reply_markup"),
                form.json(kind.equals("text") ? "entities" : "caption_entities"),
                form.text("disable_notification").equals("true"),
                0,
                true);
        chat.messages.put(written.id(), written);
        return told(chat, written);
    }

    private Object edited(String method, StubForm form) {
        StubChat chat = chats.getOrDefault(Long.parseLong(form.text("chat_id")), NOWHERE);
        Optional<StubRefusal> refusal = StubRefusal.of(chat);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Written before = chat.messages.get(Integer.parseInt(form.text("message_id")));
        if (before == null) {
            return StubRefusal.bad("message to edit not found");
        }
        if (!before.editable()) {
            return StubRefusal.bad("message can't be edited");
        }
        if (method.equals("editMessageText") && !before.kind().equals("text")) {
            return StubRefusal.bad("there is no text in the message to edit");
        }
        if (method.equals("editMessageCaption") && before.kind().equals("text")) {
            return StubRefusal.bad("there is no caption in the message to edit");
        }
        Optional<StubRefusal> content = StubRefusal.ofContent(chat, method, form, linksRefused);
        if (content.isPresent()) {
            return content.get();
        }
        Written after = after(method, form, before);
        if (after.says(before)) {
            return StubRefusal.bad(
                    "message is not modified: specified new message content and reply markup are exactly the same as"
                            + " a current content and reply markup of the message");
        }
        chat.messages.put(after.id(), after);
        return told(chat, after);
    }

    private static Written after(String method, StubForm form, Written before) {
        JsonNode media = form.json("media");
        String kind = method.equals("editMessageMedia") ? media.path("type").asString() : before.kind();
        String text = switch (method) {
            case "editMessageText" -> form.text("text");
            case "editMessageCaption" -> form.text("caption");
            case "editMessageMedia" -> media.path("caption").asString();
            default -> before.text();
        };
        byte[] content = method.equals("editMessageMedia")
                ? form.files().values().iterator().next()
                : before.content();
        return new Written(
                before.id(),
                kind,
                text,
                content,
                form.json("reply_markup"),
                before.entities(),
                before.silent(),
                before.edits() + 1,
                true);
    }

    private static Map<String, Object> told(StubChat chat, Written written) {
        return Map.of("message_id", written.id(), "date", 1_772_000_000, "chat", described(chat));
    }

    private static void answer(HttpExchange exchange, Object result) throws IOException {
        if (result instanceof StubRefusal refusal) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("ok", false);
            body.put("error_code", refusal.code());
            body.put("description", refusal.description());
            if (!refusal.parameters().isEmpty()) {
                body.put("parameters", refusal.parameters());
            }
            send(exchange, refusal.code(), JSON.writeValueAsString(body));
            return;
        }
        send(exchange, 200, JSON.writeValueAsString(Map.of("ok", true, "result", result)));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
