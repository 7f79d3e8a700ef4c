package org.dawra.registration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0612345678",
                "06 12 34 56 78",
                "06.12.34.56.78",
                "06-12-34-56-78",
                "+212612345678",
                "+212 6 12 34 56 78",
                "+212 (0)6 12 34 56 78",
                "00212612345678",
                "002120612345678",
                "212612345678",
                "612345678",
                " 06\u00a012 345\u202f678 ",
                "٠٦١٢٣٤٥٦٧٨",
                "\u200e+212612345678\u200f"
            })
    void moroccansWriteOneNumberInManyWays(String typed) {
        assertThat(PhoneNumber.parse(typed)).contains(new PhoneNumber("212612345678"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0523456789", "0712345678", "0808123456"})
    void fixedMobileAndServiceNumbersAreMoroccan(String typed) {
        assertThat(PhoneNumber.parse(typed).map(PhoneNumber::digits)).contains("212" + typed.substring(1));
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "06123456",
                "06123456789",
                "0412345678",
                "0912345678",
                "+2126123456789",
                "+212912345678",
                "telephone",
                "06 12 34 56 7x",
                "06+12345678",
                "++212612345678",
                "=0612345678",
                "+",
                "000612345678",
                "+1234567",
                "+1234567890123456"
            })
    void whatIsNoNumberIsRefused(String typed) {
        assertThat(PhoneNumber.parse(typed)).isEmpty();
    }

    @Test
    void aForeignNumberNeedsItsCountryCode() {
        assertThat(PhoneNumber.parse("+33 6 12 34 56 78")).contains(new PhoneNumber("33612345678"));
        assertThat(PhoneNumber.parse("0033612345678")).contains(new PhoneNumber("33612345678"));
    }

    @Test
    void aNumberIsShownAsItIsReadAloud() {
        assertThat(new PhoneNumber("212612345678").display()).isEqualTo("06 12 34 56 78");
        assertThat(new PhoneNumber("33612345678").display()).isEqualTo("+33612345678");
    }
}
