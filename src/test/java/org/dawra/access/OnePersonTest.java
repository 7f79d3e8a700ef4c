package org.dawra.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OnePersonTest {

    private static Account account(String id, @Nullable String email, @Nullable String phone) {
        return new Account(id, Role.PRESIDENT, null, "الموقّع (نموذج)", email, phone, "ar");
    }

    @Test
    void twoAccountsWithOneAddressAreOnePerson() {
        assertThat(account("a", "Somebody@dawra.invalid", "1")
                        .isSamePerson(account("b", "somebody@dawra.invalid ", "2")))
                .isTrue();
        assertThat(account("a", "a@dawra.invalid", "212600000000")
                        .isSamePerson(account("b", "b@dawra.invalid", "212600000000")))
                .as("an office may share its telephone")
                .isFalse();
    }

    @Test
    void whereOneHasNoAddressTheTelephoneDecides() {
        assertThat(account("a", null, "212600000000").isSamePerson(account("b", "b@dawra.invalid", "212600000000")))
                .isTrue();
        assertThat(account("a", null, null).isSamePerson(account("b", null, null)))
                .isFalse();
    }
}
