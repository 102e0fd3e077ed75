package dev.nightjar.problem.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Errors that happened in a browser, in batches; they end in the server's log as one line each. */
@RestController
class ClientLogController {

    private static final Logger log = LoggerFactory.getLogger("client");

    private final LogBudget budget;

    ClientLogController(LogBudget budget) {
        this.budget = budget;
    }

    @PostMapping("/api/v1/client-log")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clientLog(@Valid @RequestBody ClientLog batch, HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        String caller = principal == null ? "" : principal.getName();
        budget.take(caller, batch.entries().size());
        for (ClientLogEntry entry : batch.entries()) {
            log.atWarn()
                    .addKeyValue("code", entry.code())
                    .addKeyValue("at", entry.at())
                    .addKeyValue("event", entry.eventId())
                    .addKeyValue("caller", caller)
                    .log(oneLine(entry.message()));
        }
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\p{Cntrl}+", " ");
    }

    /** What happened since the last batch. */
    record ClientLog(@NotNull @Size(max = 50) List<@Valid ClientLogEntry> entries) {}

    /**
     * One error.
     *
     * @param code what kind, in camelCase
     */
    record ClientLogEntry(
            @NotNull Instant at,
            @NotNull @Pattern(regexp = "[A-Za-z0-9.]{1,60}") String code,
            @NotNull @Size(max = 200) String message,
            @Nullable UUID eventId) {}
}
