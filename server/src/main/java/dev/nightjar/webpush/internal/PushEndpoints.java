package dev.nightjar.webpush.internal;

import dev.nightjar.problem.Problem;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import okhttp3.Dns;

/**
 * Which endpoints are used: those of push services, which are https on the usual port, by a public name that leads to
 * public addresses only. Names are looked up when a browser subscribes, and each time a connection is made, to what was
 * just looked at: so that a name which leads somewhere else meanwhile is of no use.
 */
final class PushEndpoints implements Dns {

    private static final int LONGEST = 2_000;
    private static final int HTTPS = 443;

    /** A name with a dot in it whose last part is no number, so that it is no address in disguise. */
    private static final Pattern NAME =
            Pattern.compile("(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\\.)+[a-z][a-z0-9-]*[a-z0-9]");

    private final boolean anywhere;

    /** @param anywhere whether all rules are off, as tests need it */
    PushEndpoints(boolean anywhere) {
        this.anywhere = anywhere;
    }

    /** Throws {@code INVALID} for an endpoint that is not to be used, or whose name leads nowhere now. */
    void check(String endpoint) {
        URI address = parse(endpoint);
        if (anywhere) {
            return;
        }
        try {
            lookup(address.getHost());
        } catch (UnknownHostException refused) {
            throw Problem.INVALID.because(
                    "The push service %s of this browser cannot be used: its name leads to no public address.",
                    address.getHost());
        }
    }

    /** The address, if it has the form of one that is used. Throws {@code INVALID} for all others. */
    URI parse(String endpoint) {
        URI address = read(endpoint);
        boolean used = anywhere ? address.getHost() != null : isOfPushService(address);
        if (!used || endpoint.length() > LONGEST) {
            throw Problem.INVALID.because("The endpoint is not the https address of a push service.");
        }
        return address;
    }

    /** @throws NotPublicException when the name leads to an address that is not public, be it one of several */
    @Override
    public List<InetAddress> lookup(String name) throws UnknownHostException {
        List<InetAddress> addresses = Dns.SYSTEM.lookup(name);
        if (!anywhere && !addresses.stream().allMatch(PublicNetwork::contains)) {
            throw new NotPublicException();
        }
        return addresses;
    }

    private static boolean isOfPushService(URI address) {
        return "https".equals(address.getScheme())
                && address.getHost() != null
                && NAME.matcher(address.getHost().toLowerCase(Locale.ROOT)).matches()
                && (address.getPort() == -1 || address.getPort() == HTTPS)
                && address.getRawUserInfo() == null
                && address.getRawFragment() == null;
    }

    private static URI read(String endpoint) {
        try {
            return new URI(endpoint);
        } catch (URISyntaxException broken) {
            throw Problem.INVALID.because("The endpoint is no address.");
        }
    }

    /** A name that leads into a network which is not public. */
    static final class NotPublicException extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        NotPublicException() {
            super("The name leads to an address that is not public");
        }
    }
}
