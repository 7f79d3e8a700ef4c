package org.dawra.partnership;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.Codes;
import org.dawra.document.MoroccanText;
import org.dawra.engine.Actor;
import org.dawra.mail.Message;
import org.dawra.mail.Message.Recipient;
import org.dawra.mail.Outbox;
import org.dawra.registration.PersonErased;
import org.dawra.web.Language;
import org.dawra.web.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What goes out about an agreement. Each message to a party carries a personal link of its own; the token stands in the
 * message alone, our tables keep its hash.
 */
@Component
class AgreementLetters {

    /** The list of messages that the programme manager hands over. */
    static final String HAND_LIST = Role.PROGRAMME_MANAGER.group();

    private static final String REFUSED = "refused";

    private final AgreementRows rows;
    private final TrainingCycles cycles;
    private final Accounts accounts;
    private final Outbox outbox;
    private final MessageSource messages;
    private final PublicUrl publicUrl;

    AgreementLetters(
            AgreementRows rows,
            TrainingCycles cycles,
            Accounts accounts,
            Outbox outbox,
            MessageSource messages,
            PublicUrl publicUrl) {
        this.rows = rows;
        this.cycles = cycles;
        this.accounts = accounts;
        this.outbox = outbox;
        this.messages = messages;
        this.publicUrl = publicUrl;
    }

    /** Lays a sealed version before every party. */
    void lay(Agreement agreement, AgreementVersion version) {
        for (var party : rows.parties(agreement.id())) {
            toParty(agreement, version, party, "v" + version.number(), "partnership.mail.review");
        }
    }

    /** Reminds a party of a version. */
    void remind(Agreement agreement, AgreementVersion version, AgreementParty party) {
        toParty(agreement, version, party, "v" + version.number() + ":reminder", "partnership.mail.reminder");
    }

    /** Tells all parties that the agreement is signed. */
    void tellParties(Agreement agreement) {
        var version = rows.latest(agreement.id()).orElseThrow();
        for (var party : rows.parties(agreement.id())) {
            toParty(agreement, version, party, "signed", "partnership.mail.signed");
        }
    }

    /**
     * Tells all parties, the programme managers and the other signatories' roles that the network does not sign, and why;
     * the one who said so knows.
     */
    void tellOfRefusal(Agreement agreement, AgreementVersion version, Role signatory, String reason, Actor by) {
        for (var party : rows.parties(agreement.id())) {
            toParty(agreement, version, party, REFUSED, "partnership.mail.refused", reason);
        }
        for (var role : List.of(Role.PROGRAMME_MANAGER, Role.PRESIDENT)) {
            accounts.withRole(role).stream()
                    .filter(account -> !account.userId().equals(by.userId()))
                    .forEach(account -> {
                        var locale = Language.of(Locale.forLanguageTag(account.language()))
                                .locale();
                        toManager(
                                agreement,
                                account,
                                REFUSED,
                                "partnership.mail.refusedByNetwork",
                                version.content().title().in(locale),
                                messages.getMessage("access.role." + signatory.name(), null, locale),
                                reason);
                    });
        }
    }

    /** A fresh link to be handed over, whatever became of the earlier ones: it stands on the hand-over list only. */
    void handOver(Agreement agreement, AgreementVersion version, AgreementParty party) {
        var recipient = recipient(party);
        var locale = locale(party);
        var token = Codes.newCode();
        var link = rows.addLink(party.id(), Codes.hash(token));
        plan(
                agreement,
                "party:" + party.id() + ":link:" + link,
                new Recipient(recipient.name(), null, recipient.phone(), HAND_LIST),
                locale,
                "partnership.mail.review",
                arguments(agreement, version, locale, token));
    }

    /** The purposes of all messages that carry a link of this party. */
    List<String> purposesOfLinks(Agreement agreement, AgreementParty party) {
        var purposes = new ArrayList<String>();
        for (var version : rows.versions(agreement.id())) {
            purposes.add(purpose(agreement, "v" + version.number(), party));
            purposes.add(purpose(agreement, "v" + version.number() + ":reminder", party));
        }
        purposes.add(purpose(agreement, "signed", party));
        purposes.add(purpose(agreement, REFUSED, party));
        rows.links(party.id())
                .forEach(link -> purposes.add(agreement.purpose() + ":party:" + party.id() + ":link:" + link));
        return purposes;
    }

    /**
     * Forgets how a person was reached who stood for a party, and what was written to them. The agreement itself, which
     * others have approved or signed, stays: a contract cannot lose a party.
     */
    @EventListener
    @Transactional
    public void on(PersonErased erased) {
        for (var reached : rows.reachedBy(erased.addresses())) {
            outbox.erase(purposesOfLinks(rows.get(reached.agreement()), reached.party()));
            rows.forgetContact(reached.party().id());
        }
    }

    private static String purpose(Agreement agreement, String what, AgreementParty party) {
        return agreement.purpose() + ":" + what + ":party:" + party.id();
    }

    /** Tells the programme managers what a party decided. */
    void tellManagers(
            Agreement agreement, AgreementVersion version, AgreementParty party, PartyDecision.Kind decision) {
        for (var manager : accounts.withRole(Role.PROGRAMME_MANAGER)) {
            var locale = Language.of(Locale.forLanguageTag(manager.language())).locale();
            toManager(
                    agreement,
                    manager,
                    "v" + version.number() + ":party:" + party.id() + ":decision",
                    "partnership.mail.decision." + decision,
                    version.content().title().in(locale),
                    party.name().in(locale),
                    version.number());
        }
    }

    /** Tells the programme managers that an agreement lapsed. */
    void tellManagersOfExpiry(Agreement agreement) {
        for (var manager : accounts.withRole(Role.PROGRAMME_MANAGER)) {
            var locale = Language.of(Locale.forLanguageTag(manager.language())).locale();
            var title = rows.latest(agreement.id())
                    .map(version -> version.content().title().in(locale))
                    .orElse(agreement.code());
            toManager(agreement, manager, "expired", "partnership.mail.expired", title);
        }
    }

    /** Tells the programme managers why one of the network's signatories does not sign yet. */
    void tellManagersOfWithholding(
            Agreement agreement, AgreementVersion version, Role signatory, String reason, long row) {
        for (var manager : accounts.withRole(Role.PROGRAMME_MANAGER)) {
            var locale = Language.of(Locale.forLanguageTag(manager.language())).locale();
            toManager(
                    agreement,
                    manager,
                    "withheld:" + row,
                    "partnership.mail.withheld",
                    version.content().title().in(locale),
                    messages.getMessage("access.role." + signatory.name(), null, locale),
                    reason);
        }
    }

    private void toManager(Agreement agreement, Account manager, String what, String key, Object... arguments) {
        if (manager.email() == null) {
            return; // the manager hands messages over, and sees the agreement's state on its page
        }
        var locale = Language.of(Locale.forLanguageTag(manager.language())).locale();
        var all = new Object[arguments.length + 1];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = publicUrl.of("/agreements/detail/" + agreement.id());
        plan(
                agreement,
                what + ":" + manager.userId(),
                new Recipient(manager.displayName(), manager.email(), manager.phone(), HAND_LIST),
                locale,
                key,
                all);
    }

    private void toParty(
            Agreement agreement,
            AgreementVersion version,
            AgreementParty party,
            String what,
            String key,
            Object... more) {
        var locale = locale(party);
        var token = Codes.newCode();
        rows.addLink(party.id(), Codes.hash(token));
        plan(
                agreement,
                what + ":party:" + party.id(),
                recipient(party),
                locale,
                key,
                Stream.concat(Stream.of(arguments(agreement, version, locale, token)), Stream.of(more))
                        .toArray());
    }

    private Object[] arguments(Agreement agreement, AgreementVersion version, Locale locale, String token) {
        var network = cycles.get(agreement.cycle()).edition().network();
        return new Object[] {
            network.name().in(locale),
            version.content().title().in(locale),
            version.number(),
            day(agreement, version.seal().reviewDue(), locale),
            publicUrl.of("/agreements/" + token),
            network.phone()
        };
    }

    private void plan(Agreement agreement, String what, Recipient to, Locale locale, String key, Object... arguments) {
        outbox.plan(new Message(
                agreement.purpose() + ":" + what,
                agreement.purpose(),
                to,
                locale.getLanguage(),
                messages.getMessage(key + ".subject", arguments, locale),
                messages.getMessage(key + ".text", arguments, locale),
                List.of()));
    }

    private String day(Agreement agreement, Instant instant, Locale locale) {
        return MoroccanText.date(
                cycles.localTimes(agreement.cycle()).local(instant).toLocalDate(), locale);
    }

    private Recipient recipient(AgreementParty party) {
        var contact = party.contact();
        var account = account(party);
        if (account == null) {
            return new Recipient(party.name().ar(), contact.email(), contact.phone(), HAND_LIST);
        }
        return new Recipient(
                account.displayName(),
                account.email() == null ? contact.email() : account.email(),
                account.phone() == null ? contact.phone() : account.phone(),
                HAND_LIST);
    }

    private Locale locale(AgreementParty party) {
        var account = account(party);
        var code = account == null ? party.contact().language() : account.language();
        return Language.of(Locale.forLanguageTag(code)).locale();
    }

    private @Nullable Account account(AgreementParty party) {
        return party.userId() == null ? null : accounts.find(party.userId()).orElse(null);
    }
}
