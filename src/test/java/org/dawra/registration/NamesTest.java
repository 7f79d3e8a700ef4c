package org.dawra.registration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @Test
    void tatweelAndBidirectionalControlsLeaveTheName() {
        assertThat(Names.clean(" \u202eفاطمـــة\u202c  \u200fالزهراء\u2067 ")).contains("فاطمة الزهراء");
    }

    @Test
    void aNonJoinerStaysOnlyWhereItShapesTheLettersBesideIt() {
        assertThat(Names.clean("علی\u200cرضا")).contains("علی\u200cرضا");
        assertThat(Names.clean("مُ\u200cحمد")).contains("مُ\u200cحمد");
        assertThat(Names.clean("ක්\u200dරිෂ්ණ")).contains("ක්\u200dරිෂ්ණ");
        assertThat(Names.clean("\u200cعلي \u200dرضا\u200c, Jean\u200cLuc, a\u200cب"))
                .contains("علي رضا, JeanLuc, aب");
        assertThat(Names.clean("علي\u200c\u200cرضا")).contains("علي\u200cرضا");
        assertThat(Names.key("علی\u200cرضا", 120)).isEqualTo(Names.key("عليرضا", 120));
    }

    @Test
    void vowelMarksStayInTheName() {
        assertThat(Names.clean("مُحَمَّد")).contains("مُحَمَّد");
    }

    @Test
    void aNameIsComposed() {
        assertThat(Names.clean("Andre\u0301")).contains("André");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u200f\u0640", "a\u0000b", "a\u0007b"})
    void nothingAndControlCharactersAreNoName(String typed) {
        assertThat(Names.clean(typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "أُمّ الرَّبيع, ام الربيع",
        "فاطمة, فاطمه",
        "هدى, هدي",
        "«تعاونية أم الربيع», تعاونية  ام الربيع",
        "Hélène  EL-FASSI, helene el fassi",
        "ٱلحسن, الحسن"
    })
    void spellingsOfOneNameShareTheirKey(String one, String other) {
        assertThat(Names.key(one, 120)).isEqualTo(Names.key(other, 120));
    }

    @Test
    void otherNamesHaveOtherKeys() {
        assertThat(Names.key("حسن", 120)).isNotEqualTo(Names.key("حسين", 120));
    }

    @Test
    void aKeyIsNeverLongerThanItsColumn() {
        assertThat(Names.key("\ufdfa".repeat(40), 120)).hasSizeLessThanOrEqualTo(120);
    }

    @Test
    void anyScriptMakesAName() {
        assertThat(Names.hasLetters("ⵜⴰⵎⴰⵣⵉⵖⵜ")).isTrue();
        assertThat(Names.hasLetters("12 34")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b.ma", "first.last+x@sub.example.org", "x@nom.invalid"})
    void anAddressHasAHostWithADot(String typed) {
        assertThat(EmailAddress.parse(typed)).contains(typed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a@b",
                "@b.ma",
                "a@@b.ma",
                "a b@c.ma",
                "a@b..ma",
                ".a@b.ma",
                "a@-b.ma",
                "أ@b.ma",
                "a@b.ma\nBcc: x@y.ma"
            })
    void whatIsNoAddressIsRefused(String typed) {
        assertThat(EmailAddress.parse(typed)).isEmpty();
    }
}
