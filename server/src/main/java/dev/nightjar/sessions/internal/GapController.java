package dev.nightjar.sessions.internal;

import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.SessionId;
import dev.nightjar.sessions.Gap;
import dev.nightjar.sessions.Gaps;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Devices report when they could not see. */
@RestController
@RequestMapping("/api/v1/sessions/{id}/gaps")
class GapController {

    /**
     * @param until null while it lasts
     * @param reason why it cannot see, as a code
     */
    record NewGap(
            @NotNull Instant from,
            @Nullable Instant until,
            @NotNull @Pattern(regexp = "[a-zA-Z]{1,40}") String reason) {}

    private final Gaps gaps;

    GapController(Gaps gaps) {
        this.gaps = gaps;
    }

    @PutMapping("/{gap}")
    Gap putGap(
            Caller.Device caller, @PathVariable SessionId id, @PathVariable UUID gap, @Valid @RequestBody NewGap body) {
        return gaps.put(caller.account(), caller.device(), id, gap, body.from(), body.until(), body.reason());
    }
}
