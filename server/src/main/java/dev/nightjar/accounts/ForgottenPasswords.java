package dev.nightjar.accounts;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.uuid.Generators;
import dev.nightjar.identity.PublicAddress;
import dev.nightjar.jobs.Jobs;
import dev.nightjar.problem.Problem;
import org.springframework.stereotype.Service;

/** For people who do not know their password any more: a letter comes, with a link by which to set a new one. */
@Service
public class ForgottenPasswords {

    private final Mail mail;
    private final Jobs jobs;
    private final ResetLetterJob job;
    private final Guesses guesses;
    private final PublicAddress publicAddress;

    ForgottenPasswords(Mail mail, Jobs jobs, ResetLetterJob job, Guesses guesses, PublicAddress publicAddress) {
        this.mail = mail;
        this.jobs = jobs;
        this.job = job;
        this.guesses = guesses;
        this.publicAddress = publicAddress;
    }

    /**
     * Sends a link to whoever has the e-mail address. The answer does not tell whether anybody has it, nor does the
     * time it takes. Throws {@code MAIL_MISSING} where letters reach only who looks at the server's console, unless it
     * is asked on that machine, or {@code TOO_MANY_TRIES}.
     *
     * @param origin where the page was asked for, such as {@code http://localhost:8080}
     * @return where the letter is to be found
     */
    public Delivery ask(String email, String origin, Asking asking) {
        EmailAddress address = EmailAddress.of(email);
        guesses.reset(address, asking.address());
        if (!mail.reachesEveryone() && !asking.onThisMachine()) {
            throw Problem.MAIL_MISSING.because("This server sends no mail. Open the page on the machine that it runs"
                    + " on, as http://localhost, and ask again there: the link then appears in its console.");
        }
        String page = publicAddress.value().map(Object::toString).orElse(origin);
        String id = Generators.timeBasedEpochGenerator().generate().toString();
        jobs.schedule(job, id, new ResetLetterJob.Asked(address.value(), page));
        return mail.reachesEveryone() ? Delivery.MAIL : Delivery.CONSOLE;
    }

    /** Where a letter comes. */
    public enum Delivery {
        /** To the e-mail address. */
        @JsonProperty("mail")
        MAIL,
        /** To the console of the program. */
        @JsonProperty("console")
        CONSOLE
    }

    /**
     * Who asks.
     *
     * @param address the network address that asks
     * @param onThisMachine whether it is that of the machine itself, with nobody in between
     */
    public record Asking(String address, boolean onThisMachine) {}
}
