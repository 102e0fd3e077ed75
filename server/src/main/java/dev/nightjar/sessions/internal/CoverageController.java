package dev.nightjar.sessions.internal;

import dev.nightjar.identity.Caller;
import dev.nightjar.sessions.Coverage;
import dev.nightjar.sessions.CoverageList;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** People ask when their cameras watched, so that what nobody saw is never taken for quiet. */
@RestController
@RequestMapping("/api/v1/coverage")
class CoverageController {

    private final Coverage coverage;

    CoverageController(Coverage coverage) {
        this.coverage = coverage;
    }

    @GetMapping
    CoverageList coverage(Caller.Person caller, @RequestParam Instant from, @RequestParam Instant to) {
        return coverage.between(caller.account(), from, to);
    }
}
