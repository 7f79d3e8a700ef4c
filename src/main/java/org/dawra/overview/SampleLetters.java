package org.dawra.overview;

import java.util.List;
import java.util.Set;
import org.dawra.award.AwardSelection;
import org.dawra.certificate.CertificateIssuing;
import org.dawra.consultation.CoordinatorConsultation;
import org.dawra.cycle.AnnualCycle;
import org.dawra.evaluation.CycleEvaluation;
import org.dawra.mail.Message;
import org.dawra.mail.Message.Decline;
import org.dawra.mail.SampleMail;
import org.dawra.report.GeneralReport;
import org.dawra.training.SessionDelivery;
import org.dawra.web.Language;
import org.dawra.web.PublicUrl;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * One message of each kind that the house sends, from the very texts that are sent, with invented facts. A test fails when
 * a module sends from a text that is not shown here, or gives it more facts than stand here.
 */
@Component
class SampleLetters implements SampleMail {

    /** A text of the house stands behind a name, a path behind a slash, a number as it is. */
    private record Kind(
            String id,
            String group,
            String subject,
            String text,
            Decline decline,
            List<String> head,
            List<String> facts) {

        Kind(String group, String key, Decline decline, List<String> head, String... facts) {
            this(key, group, key + ".subject", key + ".text", decline, head, List.of(facts));
        }

        Kind(String group, String key, String... facts) {
            this(group, key, Decline.NEVER, List.of(facts), facts);
        }
    }

    private static final String USER = "fatima2026";
    private static final String LINK = "/welcome/hZ2cQ7mSxk0nWbVt3yLr8A";
    private static final String PERSONAL = "/register/2026-2026/confirm/hZ2cQ7mSxk0nWbVt3yLr8A";
    private static final String VERIFY = "/verify/hZ2cQ7mSxk0nWbVt3yLr8A";
    private static final String AGREEMENT = "/agreements/hZ2cQ7mSxk0nWbVt3yLr8A";
    private static final String[] OF_AGREEMENT = {"network", "agreement", "2", "day", AGREEMENT, "212500000000"};

    private static final List<Kind> KINDS = List.of(
            new Kind("registration", "registration.mail.confirm", "name", "edition", PERSONAL, "network"),
            new Kind("registration", "registration.mail.welcome", "name", "edition", PERSONAL, "network"),
            new Kind(
                    "seats",
                    "registration.mail.seat",
                    Decline.BY_HAND,
                    List.of("meeting"),
                    "name",
                    "meeting",
                    "dates",
                    "place",
                    "/seats/hZ2cQ7mSxk0nWbVt3yLr8A",
                    "network"),
            new Kind(
                    CycleEvaluation.KEY,
                    "evaluation.reminder",
                    Decline.NO_MORE,
                    List.of(),
                    "name",
                    "meeting",
                    "/surveys/hZ2cQ7mSxk0nWbVt3yLr8A"),
            new Kind(
                    "certificate.mail",
                    CertificateIssuing.KEY,
                    "certificate.mail.subject",
                    "certificate.mail.attached",
                    Decline.NEVER,
                    List.of(),
                    List.of("name", "meeting", VERIFY)),
            new Kind(
                    "certificate.paper",
                    "certificate-hand-over",
                    "certificate.mail.subject",
                    "certificate.mail.paper",
                    Decline.NEVER,
                    List.of(),
                    List.of("name", "meeting", VERIFY)),
            new Kind(
                    "certificate.mail.corrected",
                    "certificate-life",
                    "certificate.mail.corrected.subject",
                    "certificate.mail.corrected",
                    Decline.NEVER,
                    List.of(),
                    List.of("name", "meeting", VERIFY)),
            new Kind(
                    "certificate.mail.again",
                    "certificate-life",
                    "certificate.mail.again.subject",
                    "certificate.mail.again",
                    Decline.NEVER,
                    List.of(),
                    List.of("name", "meeting", VERIFY)),
            new Kind(
                    "certificate.mail.revoked",
                    "certificate-life",
                    "certificate.mail.revoked.subject",
                    "certificate.mail.revoked",
                    Decline.NEVER,
                    List.of(),
                    List.of("name", "meeting", "reason")),
            new Kind(
                    GeneralReport.KEY,
                    "report.mail",
                    Decline.NO_MORE,
                    List.of("2026"),
                    "name",
                    "edition",
                    "/reports/2026-2026"),
            new Kind("agreement", "partnership.mail.review", OF_AGREEMENT),
            new Kind("agreement", "partnership.mail.reminder", OF_AGREEMENT),
            new Kind("agreement", "partnership.mail.signed", OF_AGREEMENT),
            new Kind(
                    "agreement",
                    "partnership.mail.decision.APPROVE",
                    "agreement",
                    "party",
                    "2",
                    "/agreements/detail/1"),
            new Kind(
                    "agreement",
                    "partnership.mail.decision.CHANGES",
                    "agreement",
                    "party",
                    "2",
                    "/agreements/detail/1"),
            new Kind(
                    "agreement",
                    "partnership.mail.decision.DECLINE",
                    "agreement",
                    "party",
                    "2",
                    "/agreements/detail/1"),
            new Kind("agreement", "partnership.mail.expired", "agreement", "/agreements/detail/1"),
            new Kind(
                    "agreement",
                    "partnership.mail.refused",
                    "network",
                    "agreement",
                    "2",
                    "day",
                    AGREEMENT,
                    "212500000000",
                    "reason"),
            new Kind(
                    "agreement",
                    "partnership.mail.refusedByNetwork",
                    "agreement",
                    "role",
                    "reason",
                    "/agreements/detail/1"),
            new Kind("agreement", "partnership.mail.withheld", "agreement", "role", "reason", "/agreements/detail/1"),
            new Kind(CoordinatorConsultation.KEY, "consultation.reminder", "province", "day", "/my-tasks"),
            new Kind(CoordinatorConsultation.KEY, "consultation.missing", "province", "day", "/my-tasks"),
            new Kind(AnnualCycle.KEY, "cycle.reminder.programme", "edition", "/waiting-for-me"),
            new Kind(
                    "registration-reminders",
                    "registration.mail.list",
                    Decline.NEVER,
                    List.of("province"),
                    "manager",
                    "province",
                    "12",
                    "/registrations/2026-2026"),
            new Kind(
                    "registration-reminders",
                    "registration.mail.reopened",
                    Decline.NEVER,
                    List.of("province"),
                    "manager",
                    "province",
                    "reason",
                    "/registrations/2026-2026"),
            new Kind(
                    SessionDelivery.KEY,
                    "training.reminder",
                    Decline.NEVER,
                    List.of(),
                    "name",
                    "session",
                    "/sessions/1"),
            new Kind(
                    AwardSelection.KEY,
                    "award.remind",
                    Decline.NEVER,
                    List.of("award"),
                    "name",
                    "award",
                    "/jury/2026-2026"),
            new Kind("access-invitation", "access.letter.invitation", "name", "duty", USER, "hours", LINK),
            new Kind("access-reset", "access.letter.reset", "name", "duty", USER, "hours", LINK),
            new Kind("access-notice", "access.letter.handed", "name", "duty", USER, "hours", "manager"),
            new Kind(
                    "digest",
                    "followup.digest",
                    Decline.NO_MORE,
                    List.of("day"),
                    "day",
                    "name",
                    "tasks",
                    "/my-account"),
            new Kind("nudge", "followup.nudging", "task", "day", "reason", "/my-tasks"),
            new Kind("task-deed", "followup.given", "task", "day", "reason", "/my-tasks"),
            new Kind("task-deed", "followup.givenAway", "task", "day", "reason", "/my-tasks"),
            new Kind("task-deed", "followup.extended", "task", "day", "reason", "/my-tasks"),
            new Kind("escalation", "followup.deputy", "task", "day", "/my-tasks"),
            new Kind("escalation", "followup.late", "task", "day", "name", "/tasks"),
            new Kind("failed-steps", "failure.mail", "1", "steps", "/failures"),
            new Kind(
                    "audit-head",
                    "overview.audit.mail",
                    "day",
                    "4812",
                    "9f2c1e7a5b0d4c3e8f6a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60",
                    "/audit"));

    private static final Set<String> ATTACHED =
            Set.of("certificate.mail", "certificate.mail.corrected", "certificate.mail.again");

    private final MessageSource texts;
    private final PublicUrl url;

    SampleLetters(MessageSource texts, PublicUrl url) {
        this.texts = texts;
        this.url = url;
    }

    @Override
    public List<Message> in(Language language) {
        return KINDS.stream().map(kind -> message(kind, language)).toList();
    }

    /** The keys of the subjects that are shown. */
    static List<String> subjects() {
        return KINDS.stream().map(Kind::subject).distinct().toList();
    }

    private Message message(Kind kind, Language language) {
        return new Message(
                kind.id(),
                kind.group() + ":sample",
                new Message.Recipient(
                        text("overview.letter.name", language), "fatima@dawra.invalid", "212600000000", "sample"),
                language.code(),
                said(kind.subject(), kind.head(), language),
                said(kind.text(), kind.facts(), language),
                ATTACHED.contains(kind.id())
                        ? List.of(new Message.Attachment("2026-1-0001.pdf", "application/pdf", new byte[35 * 1024]))
                        : List.of(),
                kind.decline());
    }

    private String said(String key, List<String> facts, Language language) {
        return texts.getMessage(
                key, facts.stream().map(fact -> fact(fact, language)).toArray(), language.locale());
    }

    private Object fact(String fact, Language language) {
        if (fact.startsWith("/")) {
            return url.of(fact);
        }
        if (fact.equals("tasks")) {
            return tasks(language);
        }
        // As the callers do: only counts are numbers, a year or a telephone is text.
        return fact.matches("[0-9]{1,2}")
                ? Integer.valueOf(fact)
                : isLiteral(fact) ? fact : text("overview.letter." + fact, language);
    }

    private static boolean isLiteral(String fact) {
        return fact.chars().anyMatch(Character::isDigit);
    }

    private String tasks(Language language) {
        var line = texts.getMessage(
                "followup.digest.line",
                new Object[] {
                    text("overview.letter.task", language), text("overview.letter.day", language), url.of("/my-tasks")
                },
                language.locale());
        return text("followup.digest.OVERDUE", language) + "\n" + line + "\n\n"
                + text("followup.digest.THIS_WEEK", language) + "\n" + line + "\n\n"
                + texts.getMessage(
                        "followup.digest.TO_CALL", new Object[] {2, url.of("/hand-over")}, language.locale());
    }

    private String text(String key, Language language) {
        return texts.getMessage(key, null, language.locale());
    }
}
