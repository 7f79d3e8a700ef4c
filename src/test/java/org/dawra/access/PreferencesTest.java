package org.dawra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import org.dawra.audit.AuditTrail;
import org.dawra.cycle.CycleFixture;
import org.dawra.engine.Actor;
import org.dawra.engine.Refused;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("database")
class PreferencesTest {

    private final JdbcClient jdbc = new CycleFixture(CycleFixture.h2()).jdbc;
    private final AccountRows rows = new AccountRows(jdbc, CycleFixture.CLOCK);
    private final AuditTrail audit = mock(AuditTrail.class);
    private final Preferences preferences = new Preferences(jdbc, rows, audit, true);

    private Account account(String id, Role role, @Nullable String scope, @Nullable String email, AccountState state) {
        var account = new Account(id, role, scope, id, email, null, "ar");
        rows.insert(account, state, null);
        return account;
    }

    private Account coordinator(String id, String province) {
        return account(id, Role.COORDINATOR, province, id + "@x.test", AccountState.ACTIVE);
    }

    private String refusal(Account account, Preferences.Choice choice) {
        var refused = catchThrowableOfType(Refused.class, () -> preferences.choose(account, choice));
        assertThat(refused).isNotNull();
        return refused.findings().get(0).field();
    }

    @Test
    void theListReachesWhoeverHasAnAddressAndAnAccountInUseAndWantsIt() {
        var samira = coordinator("samira", "settat");
        assertThat(preferences.isListed(samira)).isTrue();
        preferences.choose(samira, new Preferences.Choice(false, 8, null));
        assertThat(preferences.isListed(samira)).isFalse();
        assertThat(preferences.isListed(account("a", Role.JURY, null, null, AccountState.ACTIVE)))
                .isFalse();
        assertThat(preferences.isListed(account("b", Role.JURY, null, "b@x.test", AccountState.INVITED)))
                .isFalse();
        var silent = new Preferences(jdbc, rows, audit, false);
        assertThat(silent.isListed(coordinator("c", "settat"))).isFalse();
    }

    @Test
    void whoeverTurnsTheListOffFromTheListItselfKeepsTheirOtherChoices() {
        var samira = coordinator("samira", "settat");
        coordinator("omar", "berrechid");
        preferences.choose(samira, new Preferences.Choice(true, 9, "omar"));
        rows.enter("omar", AccountState.DISABLED);
        preferences.wantsDigest("samira", false);
        assertThat(preferences.of("samira")).isEqualTo(new Preferences.Choice(false, 9, "omar"));
        preferences.wantsDigest("samira", true);
        assertThat(preferences.isListed(samira)).isTrue();
        preferences.wantsDigest("nobody", false);
        assertThat(preferences.of("nobody").digest()).isTrue();
    }

    @Test
    void aDeputyIsAnotherPersonOfTheSameRoleAndStandsInForTheirScopeOnly() {
        var samira = coordinator("samira", "settat");
        coordinator("omar", "berrechid");
        account("gone", Role.COORDINATOR, "settat", "g@x.test", AccountState.DISABLED);
        account("self", Role.COORDINATOR, "berrechid", "SAMIRA@x.test", AccountState.ACTIVE);
        account("president", Role.PRESIDENT, null, "p@x.test", AccountState.ACTIVE);
        for (var other : new String[] {"samira", "self", "gone", "president", "nobody"}) {
            assertThat(refusal(samira, new Preferences.Choice(true, 8, other)))
                    .as(other)
                    .isEqualTo("deputy");
        }
        preferences.choose(samira, new Preferences.Choice(true, 8, "omar"));
        preferences.choose(samira, new Preferences.Choice(true, 9, "omar"));
        verify(audit).record("samira", "deputy.named", "account:omar");
        verifyNoMoreInteractions(audit);
        var omar = Actor.holder("omar");
        assertThat(preferences.standsIn(omar, Role.COORDINATOR, "settat")).isTrue();
        assertThat(preferences.standsIn(omar, Role.COORDINATOR, "mohammedia")).isFalse();
        assertThat(preferences.standsIn(Actor.holder("samira"), Role.COORDINATOR, "berrechid"))
                .isFalse();
        rows.enter("omar", AccountState.DISABLED);
        assertThat(preferences.standsIn(omar, Role.COORDINATOR, "settat"))
                .as("an account that was closed stands in for nobody")
                .isFalse();
    }

    @Test
    void whoeverIsNotEscalatedNamesNobodyAndTheHourIsOneOfTheDay() {
        var juror = account("juror", Role.JURY, null, "j@x.test", AccountState.ACTIVE);
        account("other", Role.JURY, null, "o@x.test", AccountState.ACTIVE);
        assertThat(refusal(juror, new Preferences.Choice(true, 8, "other"))).isEqualTo("deputy");
        assertThat(refusal(juror, new Preferences.Choice(true, 4, null))).isEqualTo("hour");
        assertThat(refusal(juror, new Preferences.Choice(true, 22, null))).isEqualTo("hour");
        preferences.choose(juror, new Preferences.Choice(true, 21, null));
        assertThat(preferences.of("juror")).isEqualTo(new Preferences.Choice(true, 21, null));
        assertThat(preferences.of("other").hour()).isEqualTo(Preferences.USUAL_HOUR);
    }
}
