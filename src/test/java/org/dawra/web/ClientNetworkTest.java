package org.dawra.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientNetworkTest {

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "203.0.113.7:51044, 203.0.113.7",
        "' 203.0.113.7:1 ', 203.0.113.7",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2",
        "[2001:db8:1:2:3:4:5:6], 2001:db8:1:2",
        "[2001:db8:1:2::9]:443, 2001:db8:1:2",
        "::ffff:203.0.113.7, 203.0.113.7",
        "[::ffff:203.0.113.7]:8080, 203.0.113.7",
    })
    void anAddressIsTheSameWithAndWithoutItsPort(String forwarded, String network) {
        assertThat(ClientNetwork.of(forwarded)).isEqualTo(network);
    }

    @Test
    void whatIsNoAddressStaysAsItCame() {
        assertThat(ClientNetwork.of("unknown")).isEqualTo("unknown");
        assertThat(ClientNetwork.of("[not an address")).isEqualTo("[not an address");
    }
}
