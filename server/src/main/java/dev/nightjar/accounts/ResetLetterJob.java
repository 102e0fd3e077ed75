package dev.nightjar.accounts;

import dev.nightjar.jobs.Job;
import org.springframework.stereotype.Component;

/**
 * Sends the letter with a link to set a new password, if anybody has the e-mail address. The link is made when the
 * letter is: nothing that opens an account is stored.
 */
@Component
class ResetLetterJob implements Job<ResetLetterJob.Asked> {

    /**
     * What was asked.
     *
     * @param page where the page is, without a slash at the end
     */
    record Asked(String email, String page) {}

    private static final String SUBJECT = "A new password for Nightjar";

    private static final String TEXT = """
            Somebody asked for a new password for %s on %s.

            Open this link within an hour to set one:

            %s

            If it was not you, there is nothing to do: your password stays as it is.
            """;

    private final PersonRows persons;
    private final PasswordResets resets;
    private final Mail mail;

    ResetLetterJob(PersonRows persons, PasswordResets resets, Mail mail) {
        this.persons = persons;
        this.resets = resets;
        this.mail = mail;
    }

    @Override
    public String name() {
        return "reset-letter";
    }

    @Override
    public Class<Asked> payload() {
        return Asked.class;
    }

    /** It names a person, who can ask again. */
    @Override
    public boolean keptWhenDead() {
        return false;
    }

    @Override
    public void run(Asked asked) {
        persons.credentials(EmailAddress.of(asked.email())).ifPresent(found -> {
            Person person = found.person();
            String link = "%s/new-password#%s".formatted(asked.page(), resets.issue(person.id()));
            mail.send(new Letter(person.email(), SUBJECT, TEXT.formatted(person.email(), asked.page(), link)));
        });
    }
}
