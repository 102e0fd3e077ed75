package dev.nightjar.events.internal;

import dev.nightjar.identity.Operator;
import dev.nightjar.jobs.DeadLetter;
import dev.nightjar.jobs.DeadLetters;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The operator sees work that was given up, and has it done again. */
@RestController
@RequestMapping("/api/v1/admin/dead-letters")
class DeadLetterController {

    private final DeadLetters letters;

    DeadLetterController(DeadLetters letters) {
        this.letters = letters;
    }

    @GetMapping
    DeadLetterList deadLetters(
            Operator operator,
            @RequestParam(required = false) @Nullable Instant before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(DeadLetters.LONGEST_PAGE) int limit) {
        return new DeadLetterList(letters.newest(before, limit));
    }

    @GetMapping("/{id}")
    DeadLetter deadLetter(Operator operator, @PathVariable UUID id) {
        return letters.get(id);
    }

    @PostMapping("/{id}/replay")
    DeadLetter replayDeadLetter(Operator operator, @PathVariable UUID id) {
        return letters.replay(id);
    }

    /** @param items the newest first */
    record DeadLetterList(List<DeadLetter> items) {}
}
