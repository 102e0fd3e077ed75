package dev.nightjar.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.identity.SignIns;
import dev.nightjar.identity.ids.AccountId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Asks a route as a caller would: each with its own credentials, for what a household has. */
@TestComponent
public class Questions {

    private static final String CSRF_TOKEN = "f2b9a1f0-6c0e-4c3c-9d0b-2f4a3c1d5e6f";
    private static final String BOUNDARY = "between-the-parts";
    private static final Set<String> WITH_LEAVE = Set.of(
            "POST /api/v1/devices", "POST /api/v1/sign-ins", "POST /api/v1/members", "POST /api/v1/invitations/lookup");

    private final Samples samples = new Samples(Description.read());
    private final Households households;
    private final SignIns signIns;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    @Value("${nightjar.operator.file}")
    private Path operatorFile = Path.of("");

    Questions(Households households, SignIns signIns, JdbcClient jdbc, JsonMapper json) {
        this.households = households;
        this.signIns = signIns;
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Whether whoever asks has leave: by a code or a password, or as the operator. */
    static boolean bringsLeave(Caller caller, Route route) {
        boolean administers = caller == Caller.OPERATOR && route.path().startsWith("/api/v1/admin/");
        return administers || WITH_LEAVE.contains(route.name());
    }

    HttpResponse<String> ask(
            HttpClient client, URI server, Route route, Caller caller, Household household, Household strangers)
            throws Exception {
        forgetTries();
        String path = route.at(Asked.path(route, household)) + query(route, household);
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path));
        Household speaker = caller == Caller.STRANGER || caller == Caller.STRANGERS_DEVICE ? strangers : household;
        for (String header : credentials(caller, speaker)) {
            String[] halves = header.split(": ", 2);
            request.header(halves[0], halves[1]);
        }
        request.method(route.method(), body(request, route, caller, household, strangers));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** The status, after a look at whether it is said as it is always said. */
    String outcome(Caller caller, HttpResponse<String> answer) {
        int status = answer.statusCode();
        if (status >= 400) {
            String code = json.readTree(answer.body()).path("code").asString("");
            switch (status) {
                case 401 -> assertThat(code).isEqualTo(caller == Caller.REVOKED ? "deviceRevoked" : "notSignedIn");
                case 403 -> assertThat(code).isIn("notAllowed", "resetLinkUnknown");
                case 404 -> assertThat(code).isEqualTo("notFound");
                default -> assertThat(code).as(answer.body()).isNotEmpty();
            }
        }
        return Integer.toString(status);
    }

    /**
     * A digest of every row that is kept of the account, except of when its people last looked, and of what jobs derive
     * from these rows whenever they come to it.
     */
    String stateOf(AccountId account) {
        List<String> tables =
                tables("column_name = 'account' and table_name <> 'sign_ins' and table_name not like 'search\\_%'");
        String all = tables.stream().map("""
                        (select '%1$s ' || md5(coalesce(string_agg(t::text, ',' order by t::text), '')) || ' '
                         from %1$s t where account = :account)"""::formatted).collect(Collectors.joining(" || "));
        return jdbc.sql("select " + all)
                .param("account", account.value())
                .query(String.class)
                .single();
    }

    private List<String> tables(String condition) {
        return jdbc.sql("""
                        select distinct table_name from information_schema.columns
                        where table_schema = 'public' and %s order by table_name
                        """.formatted(condition)).query(String.class).list();
    }

    /** What an outsider must not read; that it knows the id that it asks for does not count. */
    List<String> secretsOf(Household household, Route route) {
        String asked = String.valueOf(Asked.path(route, household).get("id"));
        return Stream.of(
                        household.account().toString(),
                        household.owner().caller().person().toString(),
                        household.camera().device().toString(),
                        household.camera().session().toString(),
                        household.done().toString(),
                        Household.secretName(household.account()))
                .filter(secret -> !secret.equals(asked))
                .toList();
    }

    /**
     * The header lines by which the caller is known.
     *
     * @param household the caller's own
     */
    public List<String> credentials(Caller caller, Household household) throws IOException {
        return switch (caller) {
            case NOBODY -> List.of();
            case EXPIRED -> signedIn(expired(household));
            case REVOKED -> bearer(household.revokedToken());
            case OPERATOR -> bearer(Files.readString(operatorFile).strip());
            case STRANGER, OWNER -> signedIn(again(household.owner()));
            case MONITOR -> signedIn(again(household.monitor()));
            case STRANGERS_DEVICE, OWN_DEVICE -> bearer(household.camera().token());
            case OTHER_DEVICE -> bearer(household.other().token());
        };
    }

    /** Lets everybody guess again. */
    public void forgetTries() {
        jdbc.sql("delete from tries").update();
    }

    /** How many rows the database holds, except of guesses. */
    public long rows() {
        String counts = tables("table_name not in ('tries', 'flyway_schema_history')").stream()
                .map("(select count(*) from %s)"::formatted)
                .collect(Collectors.joining(" + "));
        return jdbc.sql("select " + counts).query(Long.class).single();
    }

    private SignIns.SignIn again(SignIns.SignIn signIn) {
        return signIns.start(
                signIn.caller().person(),
                signIn.caller().account(),
                signIn.caller().role(),
                false);
    }

    private SignIns.SignIn expired(Household household) {
        SignIns.SignIn signIn = again(household.owner());
        jdbc.sql("update sign_ins set expires_at = now() where id = ?")
                .param(signIn.caller().signIn())
                .update();
        return signIn;
    }

    private static List<String> bearer(String token) {
        return List.of("Authorization: Bearer " + token);
    }

    private static List<String> signedIn(SignIns.SignIn signIn) {
        return List.of(
                "Cookie: nightjar=%s; XSRF-TOKEN=%s".formatted(signIn.token(), CSRF_TOKEN),
                "X-XSRF-TOKEN: " + CSRF_TOKEN);
    }

    private BodyPublisher body(
            HttpRequest.Builder request, Route route, Caller caller, Household household, Household strangers) {
        if (route.body().isEmpty()) {
            return BodyPublishers.noBody();
        }
        Household.Camera speaker = switch (caller) {
            case STRANGERS_DEVICE -> strangers.camera();
            case OTHER_DEVICE -> household.other();
            default -> household.camera();
        };
        Map<String, String> known = new HashMap<>(Asked.body(route, household, speaker));
        if (route.path().equals("/api/v1/devices")) {
            known.put("code", households.code(household.account(), "Porch"));
        }
        if (route.takes(MediaType.MULTIPART_FORM_DATA_VALUE)) {
            request.header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
            return BodyPublishers.ofString(preview(route, known), StandardCharsets.ISO_8859_1);
        }
        request.header("Content-Type", MediaType.APPLICATION_JSON_VALUE);
        return BodyPublishers.ofString(
                json.writeValueAsString(samples.of(route.schema(MediaType.APPLICATION_JSON_VALUE), known)));
    }

    private String preview(Route route, Map<String, String> known) {
        Map<String, Object> parts = Description.map(Description.map(route.schema(MediaType.MULTIPART_FORM_DATA_VALUE))
                .get("properties"));
        String announcement = json.writeValueAsString(samples.of(Description.map(parts.get("announcement")), known));
        return """
                --%1$s\r
                Content-Disposition: form-data; name="announcement"\r
                Content-Type: application/json\r
                \r
                %2$s\r
                --%1$s\r
                Content-Disposition: form-data; name="frame"; filename="frame.jpg"\r
                Content-Type: image/jpeg\r
                \r
                \u00ff\u00d8\u00ff\u00e0picture\r
                --%1$s--\r
                """.formatted(BOUNDARY, announcement);
    }

    private static String query(Route route, Household household) {
        return route.parameters().stream()
                .filter(parameter -> parameter.in().equals("query") && parameter.required())
                .map(parameter ->
                        parameter.name() + "=" + Asked.query(household).get(parameter.name()))
                .collect(Collectors.joining("&", "?", ""));
    }
}
