package org.dawra.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ChainHashTest {

    private static final Instant AT = Instant.parse("2026-01-31T09:00:00Z");

    /** Computed without this code: {@code (head -c 32 /dev/zero; printf …) | sha256sum}. */
    @Test
    void anybodyCanComputeIt() {
        assertThat(ChainHash.of(ChainHash.GENESIS, 1, 7, AT, "manager", "agreement.approved", "agreement:12"))
                .isEqualTo("1740a43f8426bb87133400c7195fba1a130a72338ba1ac66ad08e2b2445e1077");
    }

    /** Computed in the same way, behind the one above. */
    @Test
    void aLinkHangsOnTheOneBefore() {
        var first = "1740a43f8426bb87133400c7195fba1a130a72338ba1ac66ad08e2b2445e1077";
        assertThat(ChainHash.of(first, 2, 8, AT, "president", "agreement.signed", "agreement:12"))
                .isEqualTo("80b73a60f174d9dbf378af145e0d58a51ff114411b1252b12e743debf486ded9");
    }

    @Test
    void noFieldCanPassForTheEndOfAnother() {
        assertThat(ChainHash.of(ChainHash.GENESIS, 1, 7, AT, "a", "b,1:c", "d"))
                .isNotEqualTo(ChainHash.of(ChainHash.GENESIS, 1, 7, AT, "a,1:b", "c", "d"));
    }
}
