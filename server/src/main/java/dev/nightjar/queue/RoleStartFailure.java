package dev.nightjar.queue;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells the person at the console what to set, instead of a stack trace. */
final class RoleStartFailure extends AbstractFailureAnalyzer<RoleStartException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, RoleStartException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.remedy(), cause);
    }
}
