package dev.nightjar.alerts;

import java.io.IOException;
import java.io.InputStream;

/** A picture or a clip that belongs to an alert, read only when a channel shows it. */
public interface AlertMedia {

    /** Such as {@code image/jpeg}. */
    String contentType();

    /** Its size in bytes, so that a channel can tell what is too large for it. */
    long bytes();

    /** Its content; the caller closes it. */
    InputStream open() throws IOException;
}
