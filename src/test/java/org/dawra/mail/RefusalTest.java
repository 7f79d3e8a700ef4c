package org.dawra.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "500 5.5.2 what",
                "501 5.1.7 bad address",
                "503 5.5.1 no",
                "530 5.7.0 log in",
                "550 5.7.1 not you",
                "550 no",
                "550",
                "552 5.2.2 the account is full",
                "552 5.7.0 more than you may today",
                "553-5.1.8 one\r\n553 5.1.8 two",
                "554 5.7.1 5.3.4 is not said at its place",
                "555 5.5.4 parameters"
            })
    void isOfTheSender(String answer) {
        assertThat(Refusal.isOfSender(status(answer), answer)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "552",
                "552 too large",
                "552 5.3.4 too large",
                "552-5.2.3 too\r\n552 5.2.3 long",
                "554 5.3.4 too big",
                "250 2.1.0 well",
                "421 4.3.2 closing",
                "450 4.7.1 later",
                "599999",
                "600 what"
            })
    void isOfTheMessageOrNone(String answer) {
        assertThat(Refusal.isOfSender(status(answer), answer)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "553 5.1.8 <a@b.c>: Sender address rejected: Domain not found, true",
        "501-5.1.7 what is that, true",
        "530 5.7.0 log in, true",
        "535 no, true",
        "550 5.1.1 unknown, false",
        "550 5.7.1 not you or not to them, false",
        "553 5.1.3 no name, false",
        "550 5.1.1 5.1.8 is not said at its place, false",
        "553, false",
        "450 4.1.8 later, false"
    })
    void mayBeOfTheSenderWhenTheRecipientIsNamed(String answer, boolean expected) {
        assertThat(Refusal.isOfSenderAtRecipient(status(answer), answer)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "550 5.7.1 <a@b.c>: rejected, 5.7.1 … rejected",
        "550 5.7.1 user a.b+c@d.e may not, 5.7.1 user … may not",
        "550 سعيد@تعاونية.المغرب لا, … لا",
        "550, ''",
        "'', ''"
    })
    void isToldWithoutAddresses(String answer, String said) {
        assertThat(Refusal.of(550, answer).said()).isEqualTo(said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"550-one\r\n550-two\r\n550 three\r\n", "550-one\n550-two\n550 three", "550 one\0two\u202Ethree"})
    void isToldOnOneLineOfText(String answer) {
        assertThat(Refusal.of(550, answer).said()).isEqualTo("one two three");
    }

    @ParameterizedTest
    @ValueSource(ints = {249, 250, 251, 5000})
    void isToldAtALengthThatIsKept(int length) {
        assertThat(Refusal.of(550, "550 " + "x".repeat(length)).said()).hasSize(Math.min(length, 250));
    }

    private static int status(String answer) {
        var digits = answer.replaceAll("^(\\d+).*", "$1").lines().findFirst().orElseThrow();
        return Integer.parseInt(
                digits.substring(0, Math.min(6, digits.length())).replaceAll("[^0-9].*", ""));
    }
}
