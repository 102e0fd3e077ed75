package dev.nightjar.events;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.jobs.Job;
import dev.nightjar.jobs.Retries;
import dev.nightjar.storage.ClipStore;
import org.springframework.stereotype.Component;

/** Deletes all clips of a deleted account, and all that was made from them. */
@Component
class AccountClips implements Job<AccountClips.Gone> {

    /** @param account whose files go */
    record Gone(AccountId account) {}

    private final ClipStore clips;

    AccountClips(ClipStore clips) {
        this.clips = clips;
    }

    @Override
    public String name() {
        return "account-clips-deletion";
    }

    @Override
    public Class<Gone> payload() {
        return Gone.class;
    }

    @Override
    public Retries retries() {
        return Retries.FOR_DAYS;
    }

    @Override
    public void run(Gone gone) {
        clips.deleteAll("clips/%s".formatted(gone.account()));
        clips.deleteAll("derived/%s".formatted(gone.account()));
    }
}
