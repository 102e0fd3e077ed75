package dev.nightjar.https;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Where other devices of the same network find this machine.
 *
 * @param addresses literal private addresses, loopback included
 * @param names host names, {@code localhost} included
 * @param preferred what a phone should open: the address on the network of the default route, else any other
 */
record LocalAddresses(SortedSet<String> addresses, SortedSet<String> names, String preferred) {

    /** All that the local authority may vouch for, so that its key is of no use against the rest of the world. */
    static final List<String> PRIVATE_NETWORKS = List.of(
            "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "127.0.0.0/8", "::1/128", "fc00::/7");

    static final List<String> LOCAL_NAMES = List.of("localhost", "local");

    /** Reads the addresses that this machine has now. */
    static LocalAddresses now() {
        try {
            SortedSet<String> addresses = NetworkInterface.networkInterfaces()
                    .filter(LocalAddresses::isUp)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(LocalAddresses::isPrivate)
                    .map(LocalAddresses::literal)
                    .collect(Collectors.toCollection(TreeSet::new));
            return new LocalAddresses(addresses, namesNow(), preferred(addresses));
        } catch (SocketException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** Whether another device of a private network can reach this machine. */
    boolean isReachable() {
        return notLoopback().test(preferred);
    }

    /** What people call this machine. */
    static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException nameless) {
            // a machine without a name is reached by its addresses
            return "this machine";
        }
    }

    private static SortedSet<String> namesNow() {
        SortedSet<String> names = new TreeSet<>(Set.of("localhost"));
        String host = hostName().toLowerCase(Locale.ROOT);
        if (host.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?") && !host.equals("localhost")) {
            names.add(host + ".local");
        }
        return names;
    }

    private static String preferred(SortedSet<String> addresses) {
        return routed().filter(addresses::contains)
                .or(() -> addresses.stream().filter(notLoopback()).findFirst())
                .orElse("127.0.0.1");
    }

    private static Predicate<String> notLoopback() {
        return address -> !address.startsWith("127.") && !address.contains(":");
    }

    /** Connecting a datagram socket sends nothing; it only asks which address the route would use. */
    private static Optional<String> routed() {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1}), 9));
            return Optional.of(literal(socket.getLocalAddress()));
        } catch (IOException | UncheckedIOException noRoute) {
            return Optional.empty();
        }
    }

    private static boolean isUp(NetworkInterface networkInterface) {
        try {
            return networkInterface.isUp();
        } catch (SocketException gone) {
            return false;
        }
    }

    /** Agrees with {@link #PRIVATE_NETWORKS}. */
    private static boolean isPrivate(InetAddress address) {
        if (address instanceof Inet4Address) {
            return address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress();
        }
        boolean uniqueLocal = address instanceof Inet6Address && (address.getAddress()[0] & 0xfe) == 0xfc;
        return address.isLoopbackAddress() || uniqueLocal;
    }

    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
