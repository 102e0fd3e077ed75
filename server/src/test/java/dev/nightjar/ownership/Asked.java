package dev.nightjar.ownership;

import dev.nightjar.TestCallers;
import dev.nightjar.identity.ids.EventId;
import java.util.HashMap;
import java.util.Map;

/** What a request to a route asks for, when it asks for what a household has. */
public final class Asked {

    private Asked() {}

    /** The values of the path's parameters. */
    public static Map<String, String> path(Route route, Household household) {
        Map<String, String> values = new HashMap<>();
        values.put("id", id(route, household));
        values.put("number", "1");
        values.put("gap", TestCallers.newId().toString());
        return values;
    }

    /** The values of the query's parameters. */
    public static Map<String, String> query(Household household) {
        return Map.of(
                "from", "2026-03-01T08:00:00Z",
                "to", "2026-03-01T09:00:00Z",
                "of", household.account().toString());
    }

    /** The values of the body's properties, for a camera in that session. */
    public static Map<String, String> body(Route route, Household household, Household.Camera camera) {
        Map<String, String> values = new HashMap<>(Map.of(
                "sessionId",
                camera.session().toString(),
                "deviceId",
                camera.device().toString(),
                "accountId",
                household.account().toString(),
                "code",
                household.invitation(),
                "email",
                Households.email(household.owner()),
                "password",
                Households.PASSWORD,
                "present",
                Households.PASSWORD,
                "role",
                "monitor",
                "name",
                "Porch",
                "state",
                "watching"));
        values.put("plan", "home");
        values.put("endpoint", "http://127.0.0.1:9/push/" + TestCallers.newId());
        // any point of the curve, and any sixteen bytes
        values.put(
                "browserKey",
                "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4");
        values.put("browserSecret", "BTBZMqHH6r4Tts7J_aSIgg");
        values.put("timeZone", "Europe/Paris");
        if (route.path().equals("/api/v1/people")) {
            values.put("email", TestCallers.newId() + "@example.org");
        }
        if (route.path().equals("/api/v1/timeline/look")) {
            values.put("at", "2026-03-01T08:00:06.000Z");
        }
        return values;
    }

    private static String id(Route route, Household household) {
        String path = route.path();
        if (path.startsWith("/api/v1/devices/")) {
            return household.camera().device().toString();
        }
        if (path.startsWith("/api/v1/sessions/")) {
            return household.camera().session().toString();
        }
        if (path.startsWith("/api/v1/members/")) {
            return household.monitor().caller().person().toString();
        }
        if (path.startsWith("/api/v1/invitations/")) {
            return household.invitationId().toString();
        }
        if (path.startsWith("/api/v1/telegram/chats/")) {
            return household.telegramChat().toString();
        }
        if (path.startsWith("/api/v1/alert-rules/")) {
            return household.alertRule().toString();
        }
        if (path.startsWith("/api/v1/push/subscriptions/")) {
            return Households.pushSubscription(household.owner()).toString();
        }
        if (path.startsWith("/api/v1/alerts/")) {
            return household.alert().toString();
        }
        if (path.startsWith("/api/v1/alert-addresses/")) {
            return OneAddress.of(household.owner().caller().person()).toString();
        }
        if (path.startsWith("/api/v1/admin/dead-letters/")) {
            return household.deadLetter().toString();
        }
        if (path.startsWith("/api/v1/admin/accounts/")) {
            return household.account().toString();
        }
        return event(path, household).toString();
    }

    private static EventId event(String path, Household household) {
        return switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "uploaded" -> household.arriving();
            case "analysis" -> household.failed();
            case "restore" -> household.dismissed();
            default -> household.done();
        };
    }
}
