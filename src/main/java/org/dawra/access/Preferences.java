package org.dawra.access;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dawra.audit.AuditTrail;
import org.dawra.engine.Actor;
import org.dawra.engine.Refused;
import org.dawra.mail.Message;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people have chosen for themselves: whether and when the day's list of their tasks comes by mail, and who stands in
 * for them when a task of theirs is late.
 */
@Component
public class Preferences {

    /** When the day's list comes to whoever has chosen nothing. */
    public static final int USUAL_HOUR = 8;

    static final int FIRST_HOUR = 5;
    static final int LAST_HOUR = 21;

    /** Those for whom another may act when a model says that they are late; a juror's or a partner's word is their own. */
    private static final Set<Role> DEPUTISED = EnumSet.of(Role.PRESIDENT, Role.COORDINATOR, Role.FACILITATOR);

    private static final Choice USUAL = new Choice(true, USUAL_HOUR, null);

    private final JdbcClient jdbc;
    private final AccountRows rows;
    private final AuditTrail audit;
    private final boolean listsAreSent;

    Preferences(
            JdbcClient jdbc,
            AccountRows rows,
            AuditTrail audit,
            @Value("${dawra.followup.digests:true}") boolean listsAreSent) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.audit = audit;
        this.listsAreSent = listsAreSent;
    }

    /**
     * What somebody has chosen.
     *
     * @param digest whether the day's list is wanted at all
     * @param hour local hour from which on it is sent
     * @param deputy user id of whoever stands in
     */
    public record Choice(boolean digest, int hour, @Nullable String deputy) {}

    /** The choice of a person. */
    public Choice of(String userId) {
        return jdbc.sql("select digest, digest_hour, deputy from account_preference where user_id = ?")
                .param(userId)
                .query((row, number) ->
                        new Choice(row.getBoolean("digest"), row.getInt("digest_hour"), row.getString("deputy")))
                .optional()
                .orElse(USUAL);
    }

    /** Whether the day's list reaches a person: this house sends it, they want it, and there is an address. */
    boolean isListed(Account account) {
        return listsAreSent
                && Message.isDeliverable(account.email())
                && of(account.userId()).digest()
                && rows.find(account.userId())
                        .filter(row -> row.state() == AccountState.ACTIVE)
                        .isPresent();
    }

    /** Whether people of this role may name somebody who stands in for them. */
    public static boolean isDeputised(Role role) {
        return DEPUTISED.contains(role);
    }

    /** Whom a person may name: whoever has the same duty elsewhere or beside them, with an account in use. */
    List<Account> possibleDeputies(Account account) {
        return !isDeputised(account.role())
                ? List.of()
                : rows.list(account.role(), AccountState.ACTIVE).stream()
                        .map(AccountRows.Row::account)
                        .filter(other -> !other.userId().equals(account.userId()) && !other.isSamePerson(account))
                        .toList();
    }

    /** Takes a person's choice. Throws {@link Refused} at {@code hour} or {@code deputy}. */
    @Transactional
    void choose(Account account, Choice choice) {
        if (choice.hour() < FIRST_HOUR || choice.hour() > LAST_HOUR) {
            throw new Refused("hour", "access.preferences.hour", FIRST_HOUR, LAST_HOUR);
        }
        var deputy = choice.deputy();
        if (deputy != null
                && possibleDeputies(account).stream()
                        .noneMatch(other -> other.userId().equals(deputy))) {
            throw new Refused("deputy", "access.preferences.deputy");
        }
        var before = of(account.userId()).deputy();
        save(account.userId(), choice);
        if (deputy == null ? before != null : !deputy.equals(before)) {
            audit.record(
                    account.userId(),
                    deputy == null ? "deputy.dismissed" : "deputy.named",
                    "account:" + (deputy == null ? before : deputy));
        }
    }

    /** Turns the day's list off or on for a person who says so from the list itself. */
    @Transactional
    public void wantsDigest(String userId, boolean wanted) {
        if (rows.find(userId).isPresent()) {
            var choice = of(userId);
            save(userId, new Choice(wanted, choice.hour(), choice.deputy()));
        }
    }

    private void save(String userId, Choice choice) {
        if (write(userId, choice) == 0) {
            jdbc.sql("insert into account_preference (user_id, digest, digest_hour, deputy) select ?, ?, ?, ?"
                            + " where not exists (select 1 from account_preference where user_id = ?)")
                    .params(userId, choice.digest(), choice.hour(), choice.deputy(), userId)
                    .update();
        }
    }

    private int write(String userId, Choice choice) {
        return jdbc.sql("update account_preference set digest = ?, digest_hour = ?, deputy = ? where user_id = ?")
                .params(choice.digest(), choice.hour(), choice.deputy(), userId)
                .update();
    }

    /** Who stands in for a person: only while both hold the same role and the deputy's account is in use. */
    public Optional<Account> deputyOf(Account account) {
        var deputy = of(account.userId()).deputy();
        return deputy == null
                ? Optional.empty()
                : rows.find(deputy)
                        .filter(row -> row.state() == AccountState.ACTIVE)
                        .map(AccountRows.Row::account)
                        .filter(other -> other.role() == account.role());
    }

    /** Whether somebody has been named to stand in for one who holds the role, in this scope where it has one. */
    public boolean standsIn(Actor actor, Role role, @Nullable String scope) {
        return rows.list(role, null).stream()
                .filter(row -> row.state() != AccountState.DISABLED)
                .map(AccountRows.Row::account)
                .filter(account -> scope == null || scope.equals(account.scope()))
                .anyMatch(account -> deputyOf(account)
                        .filter(deputy -> deputy.userId().equals(actor.userId()))
                        .isPresent());
    }
}
