package dev.nightjar.identity;

import java.net.URI;

/**
 * Where the app's pages may send to and show media from, besides where they came from.
 *
 * @param value scheme, host and port, as a content policy names them
 */
public record MediaOrigin(String value) {

    /** The origin of an address. */
    public static MediaOrigin of(URI address) {
        return new MediaOrigin(address.getScheme() + "://" + address.getRawAuthority());
    }
}
