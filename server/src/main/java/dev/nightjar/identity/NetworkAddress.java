package dev.nightjar.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.List;

/** Where a request comes from, as tries are counted. */
public final class NetworkAddress {

    /** An IPv6 subscriber has at least the addresses that share these bytes: 2⁶⁴ of them, to change at will. */
    private static final int NETWORK_BYTES = 8;

    /** What proxies add to a request that they pass on. */
    private static final List<String> PASSED_ON = List.of("Forwarded", "X-Forwarded-For", "Via");

    private NetworkAddress() {}

    /** The address that asks; of IPv6 the network, since whoever has one address of it has all. */
    public static String of(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        if (!address.contains(":")) {
            return address;
        }
        String withoutZone = address.split("%", 2)[0];
        InetAddress parsed = InetAddress.ofLiteral(withoutZone);
        return parsed instanceof Inet6Address
                ? HexFormat.of().formatHex(parsed.getAddress(), 0, NETWORK_BYTES)
                : parsed.getHostAddress();
    }

    /**
     * Whether the request was made on this machine itself. One that says to come from elsewhere, as a proxy tells, does
     * not count.
     */
    public static boolean isThisMachine(HttpServletRequest request) {
        return InetAddress.ofLiteral(request.getRemoteAddr().split("%", 2)[0]).isLoopbackAddress()
                && PASSED_ON.stream().allMatch(header -> request.getHeader(header) == null);
    }
}
