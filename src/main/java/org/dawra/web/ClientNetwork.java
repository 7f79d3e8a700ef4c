package org.dawra.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Whose requests are counted together. */
public final class ClientNetwork {

    /** Some proxies add the port to what they forward: without it, or every connection would be an address of its own. */
    private static final Pattern WITH_PORT =
            Pattern.compile("(?:\\[([^\\[\\]]+)]|(\\d{1,3}(?:\\.\\d{1,3}){3}))(?::\\d{1,5})?");

    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private ClientNetwork() {}

    /** The network of an address: one holder of IPv6 has a whole /64, one of IPv4 what everybody sees. */
    public static String of(String forwarded) {
        var address = bare(forwarded.strip());
        if (!IPV6.matcher(address).matches()) {
            return address;
        }
        try {
            var bytes = InetAddress.getByName(address);
            if (!(bytes instanceof Inet6Address)) {
                return bytes.getHostAddress();
            }
            var groups = bytes.getHostAddress().split(":", -1);
            return String.join(":", groups[0], groups[1], groups[2], groups[3]);
        } catch (UnknownHostException e) {
            return address;
        }
    }

    private static String bare(String forwarded) {
        var parts = WITH_PORT.matcher(forwarded);
        return parts.matches() ? parts.group(1) == null ? parts.group(2) : parts.group(1) : forwarded;
    }
}
