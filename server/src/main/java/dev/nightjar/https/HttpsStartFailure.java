package dev.nightjar.https;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells the person at the console why the start ended, in one sentence instead of a stack trace. */
final class HttpsStartFailure extends AbstractFailureAnalyzer<HttpsStartException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, HttpsStartException cause) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
    }
}
