package dev.nightjar.search.internal;

import dev.nightjar.events.Trigger;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.SessionId;
import dev.nightjar.problem.Problem;
import dev.nightjar.search.Search;
import dev.nightjar.search.SearchFilter;
import dev.nightjar.search.SearchResults;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** People look for events. */
@RestController
@RequestMapping("/api/v1/search")
class SearchController {

    private final Search search;

    SearchController(Search search) {
        this.search = search;
    }

    @GetMapping
    SearchResults search(
            Caller.Person caller,
            @RequestParam(defaultValue = "") @Size(max = 200) String q,
            @RequestParam(required = false) @Nullable DeviceId deviceId,
            @RequestParam(required = false) @Nullable SessionId sessionId,
            @RequestParam(required = false) @Nullable @Size(min = 1, max = 60) String label,
            @RequestParam(required = false) @Nullable String trigger,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant until,
            @RequestParam(required = false) @Nullable @Min(0) @Max(2) Integer concern,
            @RequestParam(required = false) @Nullable Boolean reviewed,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(50) int limit) {
        SearchFilter filter = new SearchFilter(
                deviceId, sessionId, label, trigger(trigger), from, until, concern, reviewed(caller, reviewed));
        return search.search(caller, q, filter, after, limit);
    }

    private static SearchFilter.@Nullable Reviewed reviewed(Caller.Person caller, @Nullable Boolean sought) {
        return sought == null ? null : new SearchFilter.Reviewed(caller.person(), sought);
    }

    private static Trigger.@Nullable Type trigger(@Nullable String text) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(Trigger.Type.values())
                .filter(type -> type.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.INVALID
                        .because("A trigger is motion, sound or both.")
                        .withField("trigger"));
    }
}
