package org.dawra.partnership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dawra.partnership.AgreementState.CHANGES_ASKED;
import static org.dawra.partnership.AgreementState.DECLINED;
import static org.dawra.partnership.AgreementState.DRAFT;
import static org.dawra.partnership.AgreementState.EXPIRED;
import static org.dawra.partnership.AgreementState.IN_REVIEW;
import static org.dawra.partnership.AgreementState.SIGNED;
import static org.dawra.partnership.AgreementState.SIGNING;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Edition.Signing;
import org.dawra.partnership.PartyDecision.Kind;
import org.dawra.partnership.PartyDecision.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AgreementStateTest {

    private static final Instant NOON = Instant.parse("2024-11-20T12:00:00Z");
    private static final Map<AgreementState, Set<AgreementState>> WAYS = Map.of(
            DRAFT, Set.of(IN_REVIEW, EXPIRED),
            IN_REVIEW, Set.of(CHANGES_ASKED, SIGNING, DECLINED, EXPIRED),
            CHANGES_ASKED, Set.of(IN_REVIEW, EXPIRED),
            SIGNING, Set.of(SIGNED, DECLINED, EXPIRED),
            SIGNED, Set.of(),
            DECLINED, Set.of(),
            EXPIRED, Set.of());

    @ParameterizedTest
    @EnumSource(AgreementState.class)
    void anAgreementGoesOnlyTheWaysThatAreNamed(AgreementState from) {
        for (var to : AgreementState.values()) {
            var agreement = in(from);
            if (WAYS.get(from).contains(to)) {
                assertThat(agreement.become(to, NOON).state()).isEqualTo(to);
                assertThat(agreement.become(to, NOON).since()).isEqualTo(NOON);
            } else {
                assertThatThrownBy(() -> agreement.become(to, NOON)).isInstanceOf(IllegalStateException.class);
            }
        }
    }

    @Test
    void whatHasEndedStaysAsItIs() {
        assertThat(Arrays.stream(AgreementState.values()).filter(AgreementState::isFinal))
                .containsExactly(SIGNED, DECLINED, EXPIRED);
    }

    @Test
    void oneRefusalEndsItAndOneWishForChangesOpensItAgain() {
        assertThat(PartyDecision.outcome(List.of(says(Kind.APPROVE), says(Kind.APPROVE))))
                .isEqualTo(Outcome.APPROVED);
        assertThat(PartyDecision.outcome(List.of(says(Kind.APPROVE), says(Kind.CHANGES))))
                .isEqualTo(Outcome.CHANGES);
        assertThat(PartyDecision.outcome(List.of(says(Kind.DECLINE), says(Kind.CHANGES))))
                .isEqualTo(Outcome.DECLINED);
    }

    @Test
    void allSignOnPaperAsSoonAsOnePartyNeedsPaper() {
        var electronic = wishes(Signing.ELECTRONIC);
        var paper = wishes(Signing.PAPER);
        var nothing = wishes(null);
        assertThat(PartyDecision.signing(List.of(electronic, electronic), Signing.PAPER, true))
                .isEqualTo(Signing.ELECTRONIC);
        assertThat(PartyDecision.signing(List.of(electronic, paper), Signing.ELECTRONIC, true))
                .isEqualTo(Signing.PAPER);
        assertThat(PartyDecision.signing(List.of(electronic, nothing), Signing.PAPER, true))
                .isEqualTo(Signing.PAPER);
        assertThat(PartyDecision.signing(List.of(nothing), Signing.ELECTRONIC, true))
                .isEqualTo(Signing.ELECTRONIC);
        assertThat(PartyDecision.signing(List.of(electronic), Signing.ELECTRONIC, false))
                .as("nobody could sign for the network")
                .isEqualTo(Signing.PAPER);
    }

    @Test
    void anAgreementLapsesWithItsYearButNeverBeforeTheVisasHadTheirTime() {
        var farEnd = NOON.plus(Duration.ofDays(300));
        var nearEnd = NOON.plus(Duration.ofDays(20));
        assertThat(AgreementDeadlines.expiry(NOON, farEnd)).isEqualTo(farEnd);
        assertThat(AgreementDeadlines.expiry(NOON, nearEnd)).isEqualTo(NOON.plus(Duration.ofDays(120)));
    }

    private static Agreement in(AgreementState state) {
        return new Agreement(
                1,
                new CycleId(1),
                AgreementKind.PARTNER,
                "region",
                state,
                Instant.EPOCH,
                Signing.PAPER,
                null,
                true,
                null,
                null,
                null);
    }

    private static PartyDecision says(Kind kind) {
        return new PartyDecision(1, kind, null, null, NOON);
    }

    private static PartyDecision wishes(Signing signing) {
        return new PartyDecision(1, Kind.APPROVE, null, signing, NOON);
    }
}
