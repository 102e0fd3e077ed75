package dev.nightjar.storage;

import java.io.IOException;

/** A grant has run out, was not made by this store, or does not allow what was asked. */
public final class GrantRefused extends IOException {

    private static final long serialVersionUID = 1L;

    private final String sentence;

    public GrantRefused(String sentence) {
        super(sentence);
        this.sentence = sentence;
    }

    /** Why, for people. */
    public String sentence() {
        return sentence;
    }
}
