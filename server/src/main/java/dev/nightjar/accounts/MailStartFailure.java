package dev.nightjar.accounts;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells the person at the console what is missing and how to set it, instead of a stack trace. */
final class MailStartFailure extends AbstractFailureAnalyzer<MailStartException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, MailStartException cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.remedy(), cause);
    }
}
