package org.dawra.training;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dawra.access.Accounts;
import org.dawra.access.Preferences;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.dawra.mail.Message;
import org.dawra.mail.Outbox;
import org.dawra.web.Language;
import org.dawra.web.PublicUrl;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A session as its facilitator closes it: the count, the summary, the recommendations. */
@Service
class SessionConduct {

    static final int MOST_RECOMMENDATIONS = 20;
    private static final int LONGEST_SUMMARY = 6_000;
    private static final int SHORTEST_SUMMARY = 10;
    private static final int LONGEST_RECOMMENDATION = 1_000;
    private static final int LONGEST_REMARK = 2_000;
    private static final int LARGEST_HALL = 20_000;
    /** A summary is due when the summaries are read in the hall, and for a session after that within a day. */
    private static final Duration AFTER_CLOSING = Duration.ofDays(1);

    private final StoredSessions sessions;
    private final StoredRecommendations recommendations;
    private final Programmes programmes;
    private final TrainingCycles cycles;
    private final Accounts accounts;
    private final Preferences preferences;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final MessageSource messages;
    private final PublicUrl publicUrl;

    SessionConduct(
            StoredSessions sessions,
            StoredRecommendations recommendations,
            Programmes programmes,
            TrainingCycles cycles,
            Accounts accounts,
            Preferences preferences,
            Outbox outbox,
            AuditTrail audit,
            MessageSource messages,
            PublicUrl publicUrl) {
        this.sessions = sessions;
        this.recommendations = recommendations;
        this.programmes = programmes;
        this.cycles = cycles;
        this.accounts = accounts;
        this.preferences = preferences;
        this.outbox = outbox;
        this.audit = audit;
        this.messages = messages;
        this.publicUrl = publicUrl;
    }

    /** Who must act on a session, and until when. */
    record Charge(String facilitator, Instant ends, Instant summaryDue) {}

    /** Opens the session for its facilitator. Again, it answers the same. */
    @Transactional
    public Charge open(long id) {
        var session = session(id);
        var facilitator = session.facilitator();
        if (facilitator == null) {
            throw new IllegalStateException("Session " + id + " has no facilitator");
        }
        sessions.opened(id);
        var ends = cycles.localTimes(session.cycle()).instant(LocalDateTime.of(session.on(), session.ends()));
        var closing = programmes.timetable(session.meeting()).closing();
        return new Charge(facilitator, ends, closing.isAfter(ends) ? closing : ends.plus(AFTER_CLOSING));
    }

    /** The facilitator's own count of who sat in the session. */
    @Transactional
    public void confirmAttendance(long id, Fields fields, Actor actor) {
        var session = ofFacilitator(id, actor);
        sessions.counted(
                session.id(),
                fields.integer("headcount", 0, LARGEST_HALL),
                fields.optionalText("remarks", LONGEST_REMARK));
        audit.record(actor.userId(), "session.counted", "session:" + id);
    }

    /** The facilitator's summary and recommendations. Empty rows of the form are none. */
    @Transactional
    public void writeSummary(long id, Fields fields, Actor actor) {
        var session = ofFacilitator(id, actor);
        var findings = new ArrayList<Refused.Finding>();
        String summaryAr = "";
        String summaryFr = null;
        try {
            summaryAr = fields.text("summaryAr", LONGEST_SUMMARY);
            if (summaryAr.length() < SHORTEST_SUMMARY) {
                throw fields.refused("summaryAr", "training.summaryShort");
            }
        } catch (Refused refused) {
            findings.addAll(refused.findings());
        }
        try {
            summaryFr = fields.optionalText("summaryFr", LONGEST_SUMMARY);
        } catch (Refused refused) {
            findings.addAll(refused.findings());
        }
        var rows = fields.rows("recommendations");
        if (rows.size() > MOST_RECOMMENDATIONS) {
            throw new Refused("recommendations", "form.tooManyRows", MOST_RECOMMENDATIONS);
        }
        var texts = new ArrayList<StoredRecommendations.Text>();
        for (var row : rows) {
            try {
                if (row.has("textAr") || row.has("textFr")) {
                    texts.add(new StoredRecommendations.Text(
                            row.text("textAr", LONGEST_RECOMMENDATION),
                            row.optionalText("textFr", LONGEST_RECOMMENDATION)));
                }
            } catch (Refused refused) {
                findings.addAll(refused.findings());
            }
        }
        if (!findings.isEmpty()) {
            throw new Refused(findings);
        }
        sessions.summarised(id, summaryAr, summaryFr);
        recommendations.replace(session, texts);
        audit.record(actor.userId(), "session.summarised", "session:" + id);
    }

    /** Reminds the facilitator of the summary once, where no day's list says it. */
    @Transactional
    public void remind(long id) {
        var session = session(id);
        var facilitator = session.facilitator();
        if (facilitator == null || session.state() == TrainingSession.State.SUMMARISED) {
            return;
        }
        accounts.find(facilitator)
                .filter(account -> !accounts.isSentTheDaysList(account))
                .ifPresent(account -> {
                    var locale = Locale.forLanguageTag(account.language());
                    var language = Language.of(locale);
                    outbox.plan(new Message(
                            SessionDelivery.KEY + ":" + id + ":" + SessionDelivery.WRITE_SUMMARY + ":"
                                    + account.userId(),
                            SessionDelivery.KEY + ":" + id,
                            new Message.Recipient(
                                    account.displayName(),
                                    account.email(),
                                    account.phone(),
                                    Role.PROGRAMME_MANAGER.group()),
                            language.code(),
                            messages.getMessage("training.reminder.subject", null, language.locale()),
                            messages.getMessage(
                                    "training.reminder.text",
                                    new Object[] {
                                        account.displayName(), session.title(language), publicUrl.of("/sessions/" + id)
                                    },
                                    language.locale()),
                            List.of()));
                });
    }

    private TrainingSession ofFacilitator(long id, Actor actor) {
        var session = session(id);
        if (!isFor(session, actor)) {
            throw new Refused("", "training.notYours");
        }
        return session;
    }

    /** Whether it is the actor's session, or that of a facilitator who has named the actor to stand in. */
    boolean isFor(TrainingSession session, Actor actor) {
        var facilitator = session.facilitator();
        return facilitator != null
                && (actor.userId().equals(facilitator)
                        || accounts.find(facilitator)
                                .flatMap(preferences::deputyOf)
                                .filter(deputy -> deputy.userId().equals(actor.userId()))
                                .isPresent());
    }

    private TrainingSession session(long id) {
        return sessions.find(id).orElseThrow();
    }
}
