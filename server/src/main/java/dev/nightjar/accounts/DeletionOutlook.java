package dev.nightjar.accounts;

import java.util.List;

/**
 * What goes when a person deletes everything.
 *
 * @param deleted the accounts of which the person is the only owner: they go with all they hold
 * @param left the accounts that stay, without the person
 */
public record DeletionOutlook(List<Going> deleted, List<Belonging> left) {

    /**
     * An account that goes.
     *
     * @param others how many other people lose it
     */
    public record Going(Belonging account, int others) {}
}
