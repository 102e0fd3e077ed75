package dev.nightjar.search.internal;

import dev.nightjar.identity.Operator;
import dev.nightjar.search.Rebuild;
import dev.nightjar.search.RebuildState;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The operator has all that is searched written anew, and sees how far that has come. */
@RestController
@RequestMapping("/api/v1/admin/search/rebuild")
class RebuildController {

    private final Rebuild rebuild;

    RebuildController(Rebuild rebuild) {
        this.rebuild = rebuild;
    }

    @GetMapping
    RebuildState searchRebuild(Operator operator) {
        return rebuild.state();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    RebuildState rebuildSearch(Operator operator) {
        return rebuild.start();
    }
}
