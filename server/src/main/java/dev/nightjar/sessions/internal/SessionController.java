package dev.nightjar.sessions.internal;

import dev.nightjar.devices.CameraSettings;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.Cursor;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.SessionId;
import dev.nightjar.sessions.Session;
import dev.nightjar.sessions.SessionList;
import dev.nightjar.sessions.Sessions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Devices report their sessions; people, and the device itself, read them. */
@RestController
@RequestMapping("/api/v1/sessions")
class SessionController {

    /** @param startedAt the wall time of the first frame seen */
    record SessionStart(@NotNull Instant startedAt) {}

    /** @param endedAt when the device stopped watching */
    record SessionStop(@NotNull Instant endedAt) {}

    /** @param instructions what the owner wants to be told in this session */
    record SessionInstructions(
            @NotNull @Size(max = CameraSettings.MOST_INSTRUCTIONS)
            List<
                            @NotNull @Size(max = CameraSettings.LONGEST_INSTRUCTION)
                            @Pattern(regexp = CameraSettings.ONE_LINE) String>
                    instructions) {}

    private final Sessions sessions;

    SessionController(Sessions sessions) {
        this.sessions = sessions;
    }

    @PutMapping("/{id}")
    Session startSession(Caller.Device caller, @PathVariable SessionId id, @Valid @RequestBody SessionStart start) {
        return sessions.start(caller.account(), caller.device(), id, start.startedAt());
    }

    @PostMapping("/{id}/stop")
    Session stopSession(Caller.Device caller, @PathVariable SessionId id, @Valid @RequestBody SessionStop stop) {
        return sessions.stop(caller.account(), caller.device(), id, stop.endedAt());
    }

    @PutMapping("/{id}/instructions")
    Session instructSession(
            Caller.Person caller, @PathVariable SessionId id, @Valid @RequestBody SessionInstructions body) {
        caller.asOwner();
        return sessions.instruct(caller.account(), id, body.instructions());
    }

    @GetMapping("/{id}")
    Session session(Caller caller, @PathVariable SessionId id) {
        return switch (caller) {
            case Caller.Person person -> sessions.get(person.account(), id);
            case Caller.Device device -> sessions.own(device.account(), device.device(), id);
        };
    }

    @GetMapping
    SessionList sessions(
            Caller caller,
            @RequestParam(required = false) @Nullable DeviceId deviceId,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        DeviceId only = caller instanceof Caller.Device device ? device.device() : deviceId;
        return sessions.list(caller.account(), only, Cursor.parse(before), limit);
    }
}
