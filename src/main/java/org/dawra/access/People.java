package org.dawra.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.dawra.audit.AuditTrail;
import org.dawra.engine.Actor;
import org.dawra.engine.Drafts;
import org.dawra.engine.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes, changes, closes and opens accounts for those who may. An account is invited: nobody types another's password. */
@Component
class People {

    /** An account's page is {@code /people/<user id>}. */
    private static final String PAGE_OF_INVITATIONS = "invite";

    private static final int TRIES_FOR_A_NAME = 1000;

    private final AccountRows rows;
    private final StoredAccounts accounts;
    private final EngineUsers users;
    private final AccessLinks links;
    private final LinkLetters letters;
    private final Duties duties;
    private final Drafts drafts;
    private final AuditTrail audit;

    People(
            AccountRows rows,
            StoredAccounts accounts,
            EngineUsers users,
            AccessLinks links,
            LinkLetters letters,
            Duties duties,
            Drafts drafts,
            AuditTrail audit) {
        this.rows = rows;
        this.accounts = accounts;
        this.users = users;
        this.links = links;
        this.letters = letters;
        this.duties = duties;
        this.drafts = drafts;
        this.audit = audit;
    }

    /** What became of an invitation: the account, and the link where it is to be handed over. */
    record Invited(String userId, LinkLetters.@Nullable Shown shown) {}

    /** Makes an account and its first link. A form that was sent before answers the account it made then. */
    @Transactional
    public Invited invite(Actor by, InvitationForm form) {
        var once = form.once() == null || form.once().isBlank() || form.once().length() > 40 ? null : form.once();
        var before = once == null ? Optional.<String>empty() : rows.ofForm(once);
        if (before.isPresent()) {
            return new Invited(before.get(), null);
        }
        refuseWrong(by, form);
        var duty = duty(by, form);
        var account = form.account(userId(form, duty), duty);
        refuseUnreachable(account, form.byMail());
        refuseSecond(account);
        accounts.create(account, null, once);
        return new Invited(account.userId(), hand(by, account, form.byMail(), true));
    }

    /** Another link to set a password; it ends those before. Empty when it goes by mail. */
    @Transactional
    public Optional<LinkLetters.Shown> link(Actor by, String userId, boolean byMail) {
        var row = anotherOne(by, userId);
        if (row.state() == AccountState.DISABLED) {
            throw new Refused("", "access.people.isDisabled");
        }
        refuseUnreachable(row.account(), byMail);
        links.endAll(userId);
        return Optional.ofNullable(hand(by, row.account(), byMail, row.state() == AccountState.INVITED));
    }

    private LinkLetters.@Nullable Shown hand(Actor by, Account account, boolean byMail, boolean first) {
        var userId = account.userId();
        audit.record(by.userId(), byMail ? "account.linkMailed" : "account.linkHanded", "account:" + userId);
        if (byMail) {
            letters.mail(account, AccessLinks.Purpose.INVITATION, first);
            return null;
        }
        if (!first) {
            letters.tellOfHandedLink(account, by.userId());
        }
        return letters.show(account, links.issue(userId, AccessLinks.Purpose.INVITATION), first);
    }

    /** Closes the account: its sessions end with their next request, its links at once. */
    @Transactional
    public void disable(Actor by, String userId) {
        var row = anotherOne(by, userId);
        if (row.state() == AccountState.DISABLED) {
            return;
        }
        keepAnAdministrator(row.account());
        links.endAll(userId);
        drafts.forgetOf(userId);
        rows.enter(userId, AccountState.DISABLED);
        audit.record(by.userId(), "account.disabled", "account:" + userId);
    }

    /** Opens a closed account again; it needs a link where it never had a password. */
    @Transactional
    public void enable(Actor by, String userId) {
        var row = anotherOne(by, userId);
        if (row.state() == AccountState.DISABLED) {
            rows.enter(userId, AccountState.ACTIVE);
            audit.record(by.userId(), "account.enabled", "account:" + userId);
        }
    }

    /** Changes what is known about the person, and the duty; another duty ends the sessions. */
    @Transactional
    public void change(Actor by, String userId, InvitationForm form) {
        var row = manageable(by, userId);
        var before = row.account();
        var duty = form.duty() != null && form.duty().equals(Duty.of(before).code()) ? Duty.of(before) : duty(by, form);
        var after = form.account(userId, duty);
        StoredAccounts.check(after);
        refuseUnreachable(after, false);
        var moves = !duty.equals(Duty.of(before));
        if (moves) {
            if (userId.equals(by.userId())) {
                throw new Refused("duty", "access.people.notOneself");
            }
            if (duty.role() != before.role()) {
                keepAnAdministrator(before);
            }
        }
        rows.update(after);
        if (moves) {
            users.move(after, StoredAccounts.groups(after));
            drafts.forgetOf(userId);
            rows.enter(userId, row.state());
        }
        audit.record(by.userId(), moves ? "account.roleChanged" : "account.changed", "account:" + userId);
    }

    /** The account, for whoever may look at it: everybody who may manage any. */
    AccountRows.Row find(Actor by, String userId) {
        if (Duties.givenBy(by).isEmpty()) {
            throw new NoSuchElementException();
        }
        return rows.find(userId).orElseThrow(NoSuchElementException::new);
    }

    private AccountRows.Row manageable(Actor by, String userId) {
        var row = find(by, userId);
        if (!Duties.givenBy(by).contains(row.account().role())) {
            throw new Refused("", "access.people.notYours");
        }
        return row;
    }

    private AccountRows.Row anotherOne(Actor by, String userId) {
        if (userId.equals(by.userId())) {
            throw new Refused("", "access.people.notOneself");
        }
        return manageable(by, userId);
    }

    /** All that is wrong with the form at once; what only the finished account shows comes after. */
    private void refuseWrong(Actor by, InvitationForm form) {
        var person = form.account("", new Duty(Role.AUDITOR, null));
        var wrong = new ArrayList<>(StoredAccounts.wrong(person));
        if (form.byMail() && person.email() == null) {
            wrong.add(new Refused.Finding("email", "access.people.noMail", List.of()));
        }
        try {
            duty(by, form);
        } catch (Refused refused) {
            wrong.addAll(refused.findings());
        }
        if (!wrong.isEmpty()) {
            throw new Refused(wrong);
        }
    }

    private Duty duty(Actor by, InvitationForm form) {
        var duty = Duty.parse(form.duty())
                .filter(duties::exists)
                .orElseThrow(() -> new Refused("duty", "access.people.duty"));
        if (!Duties.givenBy(by).contains(duty.role())) {
            throw new Refused("duty", "access.people.notYours");
        }
        return duty;
    }

    private static void refuseUnreachable(Account account, boolean byMail) {
        if (account.email() != null && !LinkLetters.canBeMailed(account)) {
            throw new Refused("email", "access.account.email");
        }
        if (byMail && account.email() == null) {
            throw new Refused("email", "access.people.noMail");
        }
    }

    /** Somebody who was invited already gets another link, not another account. */
    private void refuseSecond(Account account) {
        var email = account.email();
        if (email != null
                && rows.named(email).stream()
                        .map(AccountRows.Row::account)
                        .anyMatch(other -> Duty.of(other).equals(Duty.of(account)))) {
            throw new Refused("email", "access.people.already");
        }
    }

    /** Somebody must be able to let others in. The rows are held, so that two do not close each other at once. */
    private void keepAnAdministrator(Account account) {
        if (account.role() == Role.ADMINISTRATOR
                && rows.holdAdministrators().stream().allMatch(account.userId()::equals)) {
            throw new Refused("", "access.people.lastAdministrator");
        }
    }

    /** A name that says the duty and nothing about the person: the engine and the trail keep it for good. */
    private String userId(InvitationForm form, Duty duty) {
        var wished = form.user();
        if (wished != null && !wished.isBlank()) {
            var name = wished.strip().toLowerCase(Locale.ROOT);
            if (name.equals(PAGE_OF_INVITATIONS)) {
                throw new Refused("userId", "access.account.taken");
            }
            return name;
        }
        var scope = duty.scope();
        var name = duty.role().name().toLowerCase(Locale.ROOT).replace('_', '-') + (scope == null ? "" : "-" + scope);
        for (var number = 1; number < TRIES_FOR_A_NAME; number++) {
            var candidate = number == 1 ? name : name + "-" + number;
            if (!rows.isTaken(candidate) && !users.exists(candidate)) {
                return candidate;
            }
        }
        throw new Refused("userId", "access.account.taken");
    }
}
