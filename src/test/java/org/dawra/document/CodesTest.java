package org.dawra.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CodesTest {

    @Test
    @DisplayName("a code is 26 letters of Crockford's alphabet, readable, safe in a URL and never the same")
    void newCode() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            String code = Codes.newCode();
            assertThat(code).matches("([0-9A-HJKMNP-TV-Z]{5}-){4}[0-9A-HJKMNP-TV-Z]{6}");
            assertThat(seen.add(code)).isTrue();
        }
    }

    @Test
    @DisplayName("a code typed by hand is recognised whatever its case, hyphens and likely mistakes")
    void canonical() {
        String code = Codes.newCode();
        assertThat(Codes.hash(" " + code.toLowerCase().replace("-", " ") + "\n"))
                .isEqualTo(Codes.hash(code));
        assertThat(Codes.canonical("oIl-\u200f0")).isEqualTo("0110");
        assertThat(Codes.canonical("قهوة")).isEmpty();
    }

    @Test
    @DisplayName("SHA-256 is lower-case hex")
    void sha256() {
        assertThat(Codes.sha256(new byte[0]))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
