package org.dawra.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Whose requests are counted together. */
public final class ClientNetwork {

    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private ClientNetwork() {}

    /** The network of an address: one holder of IPv6 has a whole /64, one of IPv4 what everybody sees. */
    public static String of(String address) {
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
}
