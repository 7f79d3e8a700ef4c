package org.dawra.registration;

import java.util.List;
import java.util.Locale;
import org.dawra.access.Account;
import org.dawra.access.Role;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.document.MoroccanText;
import org.dawra.mail.Message;
import org.dawra.web.Language;
import org.dawra.web.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What beneficiaries and coordinators are told, in their own language; it serves as e-mail and as WhatsApp message. */
@Component
class RegistrationMessages {

    private final MessageSource texts;
    private final PublicUrl publicUrl;

    RegistrationMessages(MessageSource texts, PublicUrl publicUrl) {
        this.texts = texts;
        this.publicUrl = publicUrl;
    }

    /** The list on which a coordinator finds what is to be handed over. */
    static String handList(String province) {
        return Role.COORDINATOR.group(province);
    }

    /** Carries the personal link of a registration. */
    Message link(TrainingCycle cycle, Entry entry, int linkNumber, String token) {
        var language = language(entry.language());
        var url = publicUrl.of("/register/" + cycle.slug() + "/confirm/" + token);
        var kind = entry.state() == RegistrationState.WAITING ? "confirm" : "welcome";
        return new Message(
                Entry.purpose(entry.id(), linkNumber),
                "registration:" + cycle.id().key(),
                recipient(entry.name(), entry.email(), entry.phone(), entry.province()),
                language.code(),
                text("registration.mail." + kind + ".subject", language),
                text(
                        "registration.mail." + kind + ".text",
                        language,
                        entry.name(),
                        cycle.edition().title().in(language),
                        url,
                        cycle.edition().network().name().in(language)),
                List.of());
    }

    /** Invites to a meeting. */
    Message invitation(TrainingCycle cycle, TrainingMeeting meeting, SeatBook.Invited invited, String token) {
        var language = language(invited.language());
        var url = publicUrl.of("/seats/" + token);
        return new Message(
                SeatBook.purpose(invited.seat()),
                "seats:" + meeting.id().key(),
                recipient(invited.name(), invited.email(), invited.phone(), invited.province()),
                language.code(),
                text("registration.mail.seat.subject", language, meeting.title().in(language)),
                text(
                        "registration.mail.seat.text",
                        language,
                        invited.name(),
                        meeting.title().in(language),
                        dates(meeting, language.locale()),
                        meeting.place().in(language),
                        url,
                        cycle.edition().network().name().in(language)),
                List.of(),
                Message.Decline.BY_HAND);
    }

    /** Reminds a coordinator of the list. */
    Message reminder(TrainingCycle cycle, String purpose, Account account, String province, int waiting) {
        return toCoordinator(cycle, purpose, account, province, "registration.mail.list", waiting);
    }

    /** Tells a coordinator that the list was opened again, and why. */
    Message reopened(TrainingCycle cycle, String purpose, Account account, String province, String reason) {
        return toCoordinator(cycle, purpose, account, province, "registration.mail.reopened", reason);
    }

    private Message toCoordinator(
            TrainingCycle cycle, String purpose, Account account, String province, String key, Object detail) {
        var language = language(account.language());
        var name = cycle.edition()
                .province(province)
                .map(p -> p.name().in(language))
                .orElse(province);
        return new Message(
                purpose,
                "registration-reminders:" + cycle.id().key(),
                new Message.Recipient(
                        account.displayName(), account.email(), account.phone(), Role.PROGRAMME_MANAGER.group()),
                language.code(),
                text(key + ".subject", language, name),
                text(
                        key + ".text",
                        language,
                        account.displayName(),
                        name,
                        detail,
                        publicUrl.of("/registrations/" + cycle.slug())),
                List.of());
    }

    static String dates(TrainingMeeting meeting, Locale locale) {
        return MoroccanText.dateRange(meeting.startsOn(), meeting.endsOn(), locale);
    }

    private static Message.Recipient recipient(
            @Nullable String name, @Nullable String email, @Nullable String phone, String province) {
        return new Message.Recipient(name == null ? "" : name, email, phone, handList(province));
    }

    private static Language language(String code) {
        return Language.of(Locale.forLanguageTag(code));
    }

    private String text(String key, Language language, @Nullable Object... args) {
        return texts.getMessage(key, args, language.locale());
    }
}
