package dev.nightjar.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.TestCallers;
import dev.nightjar.accounts.Invitations;
import dev.nightjar.alerts.AlertRules;
import dev.nightjar.devices.Devices;
import dev.nightjar.devices.PairedDevice;
import dev.nightjar.devices.Pairing;
import dev.nightjar.events.ClipDescription;
import dev.nightjar.events.EventAnnouncement;
import dev.nightjar.events.EventIntake;
import dev.nightjar.events.Trigger;
import dev.nightjar.events.Why;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.Secrets;
import dev.nightjar.identity.SignIns;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.identity.ids.PersonId;
import dev.nightjar.identity.ids.SessionId;
import dev.nightjar.jobs.DeadLetters;
import dev.nightjar.ownership.Household.Camera;
import dev.nightjar.sessions.Sessions;
import dev.nightjar.storage.UploadGrant;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Makes households by the ways that people and phones take; only what an analysis leaves is written by hand. */
@TestComponent
public class Households {

    /** Of everybody who signs up. */
    static final String PASSWORD = "a long way home";

    private static final Instant AT = Instant.parse("2026-03-01T08:00:06Z");
    private static final byte[] CLIP = "a clip, for the store".getBytes(StandardCharsets.UTF_8);

    private final SignIns signIns;
    private final Pairing pairing;
    private final Devices devices;
    private final Invitations invitations;
    private final Sessions sessions;
    private final EventIntake intake;
    private final DeadLetters deadLetters;
    private final AlertRules alertRules;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    /** Slow to make on purpose, so it is made once, by signing somebody up. */
    private String passwordHash = "";

    Households(
            SignIns signIns,
            Pairing pairing,
            Devices devices,
            Invitations invitations,
            Sessions sessions,
            EventIntake intake,
            DeadLetters deadLetters,
            AlertRules alertRules,
            JdbcClient jdbc,
            JsonMapper json) {
        this.signIns = signIns;
        this.pairing = pairing;
        this.devices = devices;
        this.invitations = invitations;
        this.sessions = sessions;
        this.intake = intake;
        this.deadLetters = deadLetters;
        this.alertRules = alertRules;
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The e-mail address by which the person signs in. */
    static String email(SignIns.SignIn signIn) {
        return signIn.caller().person() + "@example.org";
    }

    /** The id of the browser on which that sign-in's person is told. */
    static UUID pushSubscription(SignIns.SignIn signIn) {
        return signIn.caller().signIn();
    }

    /** A new household of the server at that address. */
    public Household make(URI server) throws Exception {
        if (passwordHash.isEmpty()) {
            passwordHash = signUp(server);
        }
        AccountId account = TestCallers.newAccount();
        jdbc.sql("insert into accounts (id, name, created_at) values (?, 'Home', now())")
                .param(account.value())
                .update();
        SignIns.SignIn owner = person(account, Role.OWNER);
        SignIns.SignIn monitor = person(account, Role.MONITOR);
        Camera camera = pair(account, Household.secretName(account));
        Camera other = pair(account, "Hall");
        Camera removed = pair(account, "Attic");
        devices.revoke(account, removed.device());
        subscribe(owner);
        String invitation = invitations.invite(owner.caller(), Role.MONITOR).code();
        EventId done = announce(server, account, camera);
        finish(account, done, "done");
        jdbc.sql("""
                        update events set poster_key = ?, strip_key = ?, strip_frames = 8, findings_key = ?, previews = 1
                        where account = ? and id = ?
                        """)
                .params(
                        "derived/%s/%s/1/poster.jpg".formatted(account, done),
                        "derived/%s/%s/1/strip.jpg".formatted(account, done),
                        "derived/%s/%s/1/findings.json".formatted(account, done),
                        account.value(),
                        done.value())
                .update();
        EventId arriving = announce(server, account, camera);
        EventId failed = announce(server, account, camera);
        finish(account, failed, "failed");
        EventId dismissed = announce(server, account, camera);
        jdbc.sql("update events set state = 'dismissed', previews = 1 where account = ? and id = ?")
                .params(account.value(), dismissed.value())
                .update();
        return new Household(
                account,
                owner,
                monitor,
                camera,
                other,
                removed.token(),
                invitation,
                invitations.list(owner.caller()).getFirst().id(),
                deadLetter(account, camera),
                rule(owner),
                alert(owner, camera, done),
                telegramChat(owner),
                done,
                arriving,
                failed,
                dismissed);
    }

    /** A phone of the account that watches. */
    public Camera pair(AccountId account, String name) {
        PairedDevice paired = pairing.pair(code(account, name));
        SessionId session = new SessionId(TestCallers.newId());
        sessions.start(account, paired.device().id(), session, AT.minusSeconds(60));
        return new Camera(paired.device().id(), paired.token(), session);
    }

    /** A code that makes one phone a camera. */
    public String code(AccountId account, String name) {
        return pairing.code(account, name).code();
    }

    private String signUp(URI server) throws Exception {
        String email = TestCallers.newId() + "@example.org";
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(server.resolve("/api/v1/people"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD)))
                    .build();
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }
        return jdbc.sql("select password_hash from persons where email = ?")
                .param(email)
                .query(String.class)
                .single();
    }

    private SignIns.SignIn person(AccountId account, Role role) {
        PersonId person = new PersonId(TestCallers.newId());
        jdbc.sql("""
                        insert into persons (id, email, name, password_hash, operator, created_at)
                        values (?, ?, 'Ana', ?, false, now())
                        """)
                .params(person.value(), person + "@example.org", passwordHash)
                .update();
        jdbc.sql("insert into memberships (account, person, role, created_at) values (?, ?, ?, now())")
                .params(account.value(), person.value(), role.name())
                .update();
        return signIns.start(person, account, role, false);
    }

    private void subscribe(SignIns.SignIn signIn) {
        jdbc.sql("""
                        insert into push_subscriptions (id, account, person, sign_in, endpoint, endpoint_hash, browser_key,
                            browser_secret, name, created_at, renewed_at)
                        values (:id, :account, :person, :id, 'https://push.example.org/', :hash, '', '', 'Chrome', now(),
                            now())
                        """)
                .param("id", pushSubscription(signIn))
                .param("account", signIn.caller().account().value())
                .param("person", signIn.caller().person().value())
                .param("hash", Secrets.hash(signIn.caller().signIn().toString()))
                .update();
    }

    private UUID deadLetter(AccountId account, Camera camera) {
        String about = """
                {"account":"%s","device":"%s","event":"%s"}""".formatted(account, camera.device(), TestCallers.newId());
        deadLetters.add("clip-deletion", TestCallers.newId().toString(), about, "It failed too often");
        return jdbc.sql("select id from dead_letters where account = ?")
                .param(account.value())
                .query(UUID.class)
                .single();
    }

    private UUID rule(SignIns.SignIn owner) {
        return alertRules.list(owner.caller()).getFirst().id();
    }

    private UUID alert(SignIns.SignIn owner, Camera camera, EventId event) {
        UUID alert = TestCallers.newId();
        jdbc.sql("""
                        insert into alerts (account, id, person, subject, kind, event, device, rules, state, happened_at,
                            version, title, text, first_look, holds, clip, made_at, told_at)
                        values (?, ?, ?, ?, 'event', ?, ?, '{}', 'told', now(), 1, ?, 'Person', false, true, true, now(), now())
                        """)
                .params(
                        owner.caller().account().value(),
                        alert,
                        owner.caller().person().value(),
                        "event/" + event,
                        event.value(),
                        camera.device().value(),
                        Household.secretName(owner.caller().account()))
                .update();
        return alert;
    }

    private UUID telegramChat(SignIns.SignIn owner) {
        UUID chat = TestCallers.newId();
        jdbc.sql("""
                        insert into telegram_chats
                            (id, account, person, chat, telegram_user, is_group, name, media, linked_at)
                        values (?, ?, ?, 1, 1, false, ?, 'PICTURE', now())
                        """)
                .params(
                        chat,
                        owner.caller().account().value(),
                        owner.caller().person().value(),
                        Household.secretName(owner.caller().account()))
                .update();
        return chat;
    }

    private EventId announce(URI server, AccountId account, Camera camera) throws Exception {
        EventId event = new EventId(TestCallers.newId());
        ClipDescription clip = new ClipDescription(
                18,
                10,
                8,
                CLIP.length,
                "video/mp4",
                HexFormat.of().formatHex(Secrets.hash(new String(CLIP, StandardCharsets.UTF_8))));
        Trigger trigger = new Trigger(Trigger.Type.MOTION, 0.1, null, null, null, null, false);
        UploadGrant grant = Objects.requireNonNull(intake.announce(
                        new Caller.Device(camera.device(), account),
                        event,
                        new EventAnnouncement(camera.session(), AT, trigger, clip, null, why()))
                .upload());
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest upload = HttpRequest.newBuilder(server.resolve(grant.url()))
                    .header("Content-Type", "video/mp4")
                    .PUT(BodyPublishers.ofByteArray(CLIP))
                    .build();
            assertThat(client.send(upload, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(201);
        }
        return event;
    }

    private Why why() {
        Description description = Description.read();
        return json.convertValue(new Samples(description).of(description.schema("Why"), Map.of()), Why.class);
    }

    /** As if it had been analysed. */
    private void finish(AccountId account, EventId event, String outcome) {
        jdbc.sql("""
                        update events set state = :outcome, analysis = :outcome, uploaded_at = now(), done_at = now()
                        where account = :account and id = :id
                        """)
                .param("outcome", outcome)
                .param("account", account.value())
                .param("id", event.value())
                .update();
    }
}
