package org.dawra.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.ObjectProvider;

class PasswordRulesTest {

    private final PasswordRules rules = new PasswordRules(scopes());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Kd7m-Xq2w-He9h-Rs4b",
                "بقرة زرقاء تحت المطر",
                "trois chaises bleues rient",
                "grass teapot violin",
                "7f3a91c0d2e4",
                "القمر يضحك فوق القنطرة القديمة",
                "kursi zra9 o jbel 3ali"
            })
    void whatNobodyWouldTryFirstIsAPassword(String password) {
        assertThat(rules.objection(password, "facilitator-7")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1234",
                "Password2026!",
                "P@ssw0rd2026!",
                "motdepasse123",
                "azertyuiop123",
                "qwertyuiop[]",
                "123456789012",
                "061234567890",
                "aaaaaaaaaaaa",
                "abababababab",
                "abcdefghijklm",
                "iloveyou2026!",
                "correcthorsebatterystaple",
                "RajaCasablanca1949",
                "bismillah786786",
                "كلمة المرور 2026",
                "بسم الله الرحمن الرحيم",
                "لا إله إلا الله",
                "ضصثقفغعهخحجد",
                "إقليم سيدي بنور 2026",
                "SidiBennour2026!",
                "facilitator-7-facilitator-7",
                "Facilitator7!2026",
                "شبكة الجمعيات 2026",
                "réseau-exemple-2026",
                "adminadminadmin"
            })
    void whatEverybodyTriesFirstIsNone(String password) {
        assertThat(rules.objection(password, "facilitator-7")).hasValue("access.password.known");
    }

    @Test
    void elevenLettersAreTooShortAndTheLengthIsCountedInLettersNotBytes() {
        assertThat(rules.objection("kdmxqwhehrs", "x")).hasValue("access.password.short");
        assertThat(rules.objection("kdmxqwhehrsb", "x")).isEmpty();
        assertThat(rules.objection("😀😃😄😁😆", "x")).hasValue("access.password.short");
        assertThat(rules.objection("", "x")).hasValue("access.password.short");
        assertThat(rules.objection(null, "x")).hasValue("access.password.short");
        assertThat(rules.objection("violin grass ".repeat(10), "x")).hasValue("access.password.long");
    }

    @Test
    void everyByteOfALongPasswordCounts() {
        var bcrypt = new BcryptPasswords();
        var long1 = "القمر يضحك فوق القنطرة القديمة والبحر نائم".repeat(2) + "a";
        var long2 = "القمر يضحك فوق القنطرة القديمة والبحر نائم".repeat(2) + "b";
        assertThat(long1.getBytes(java.nio.charset.StandardCharsets.UTF_8)).hasSizeGreaterThan(72);
        var hash = bcrypt.encrypt(long1);
        assertThat(bcrypt.check(long1, hash)).isTrue();
        assertThat(bcrypt.check(long2, hash)).isFalse();
    }

    @Test
    void aLetterTypedInTwoWaysIsTheSameLetter() {
        var bcrypt = new BcryptPasswords();
        assertThat(bcrypt.check("cafe\u0301 bleu", bcrypt.encrypt("caf\u00e9 bleu")))
                .isTrue();
    }

    @Test
    void onlyHashesLikeTheNewOnesAreCurrent() {
        var hash = new BcryptPasswords().encrypt("something");
        assertThat(BcryptPasswords.isCurrent("{bcrypt-sha256}" + hash)).isTrue();
        assertThat(BcryptPasswords.isCurrent("{bcrypt-sha256}" + hash.replace("$10$", "$08$")))
                .isFalse();
        assertThat(BcryptPasswords.isCurrent("{SHA-512}abc")).isFalse();
        assertThat(BcryptPasswords.isCurrent("")).isFalse();
    }

    private static ObjectProvider<ScopeChoices> scopes() {
        ScopeChoices provinces = new ScopeChoices() {
            @Override
            public Role role() {
                return Role.COORDINATOR;
            }

            @Override
            public List<Choice> choices() {
                return List.of(new Choice("sidi-bennour", "سيدي بنور", "Sidi Bennour"));
            }

            @Override
            public List<String> names() {
                return List.of("شبكة الجمعيات", "Réseau Exemple");
            }
        };
        return new ObjectProvider<>() {
            @Override
            public Stream<ScopeChoices> stream() {
                return Stream.of(provinces);
            }
        };
    }
}
