package dev.nightjar.webpush.internal;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses are of the public Internet, by IANA's registries of special-purpose addresses. Of IPv6 only global
 * unicast is, and of that nothing that carries an IPv4 address in it.
 */
final class PublicNetwork {

    private static final List<Range> SPECIAL_IPV4 = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");
    private static final List<Range> GLOBAL_IPV6 = ranges("2000::/3");
    private static final List<Range> SPECIAL_IPV6 =
            ranges("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20");

    private PublicNetwork() {}

    /** Whether it is; false for loopback, private, link-local, shared, multicast, reserved and translated addresses. */
    static boolean contains(InetAddress address) {
        if (address instanceof Inet4Address) {
            return !within(SPECIAL_IPV4, address);
        }
        return within(GLOBAL_IPV6, address) && !within(SPECIAL_IPV6, address);
    }

    private static boolean within(List<Range> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    private static List<Range> ranges(String... texts) {
        return List.of(texts).stream().map(Range::of).toList();
    }

    /** @param prefix how many of the first bits are those of the network */
    private record Range(InetAddress network, int prefix) {

        static Range of(String text) {
            String[] halves = text.split("/", -1);
            return new Range(InetAddress.ofLiteral(halves[0]), Integer.parseInt(halves[1]));
        }

        boolean contains(InetAddress address) {
            int rest = network.getAddress().length * 8 - prefix;
            return number(network).shiftRight(rest).equals(number(address).shiftRight(rest));
        }

        private static BigInteger number(InetAddress address) {
            return new BigInteger(1, address.getAddress());
        }
    }
}
