package dev.nightjar.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** Where a request comes from, as tries are counted. */
public final class NetworkAddress {

    /** An IPv6 subscriber has at least the addresses that share these bytes: 2⁶⁴ of them, to change at will. */
    private static final int NETWORK_BYTES = 8;

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
}
