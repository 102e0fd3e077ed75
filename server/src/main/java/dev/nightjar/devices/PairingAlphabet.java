package dev.nightjar.devices;

import java.util.Locale;

/** How pairing codes are written: six characters of which none looks like another. */
final class PairingAlphabet {

    static final int LENGTH = 6;

    /** Without 0 and O, 1, I and L, and U, which is read as V. */
    static final String CHARACTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private PairingAlphabet() {}

    /** The code as it was made, whatever case, spaces or dashes a person typed. */
    static String normal(String typed) {
        return typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }
}
