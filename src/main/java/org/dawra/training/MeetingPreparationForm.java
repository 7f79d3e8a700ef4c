package org.dawra.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.cycle.Edition.SessionKind;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.document.MoroccanText;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.TaskForm;
import org.dawra.web.ChosenLanguage;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Shows the meeting with its sessions as planned, and a facilitator proposed for each. */
@Component
class MeetingPreparationForm implements TaskForm {

    private final Programmes programmes;
    private final StoredSessions sessions;
    private final MeetingDelivery delivery;
    private final Accounts accounts;
    private final MessageSource messages;

    MeetingPreparationForm(
            Programmes programmes,
            StoredSessions sessions,
            MeetingDelivery delivery,
            Accounts accounts,
            MessageSource messages) {
        this.programmes = programmes;
        this.sessions = sessions;
        this.delivery = delivery;
        this.accounts = accounts;
        this.messages = messages;
    }

    @Override
    public String process() {
        return TrainingDelivery.KEY;
    }

    @Override
    public String element() {
        return TrainingDelivery.PREPARE_MEETING;
    }

    @Override
    public Map<String, Object> facts(HumanTask task, Actor actor) {
        var id = MeetingId.of(task.businessKey());
        var meeting = programmes.meeting(id);
        var language = ChosenLanguage.current();
        var locale = language.locale();
        var suggested = delivery.suggestedFacilitators(id);
        var rows = new ArrayList<Map<String, Object>>();
        for (var session : sessions.of(id)) {
            var french = session.titleFr();
            var row = new LinkedHashMap<String, Object>();
            row.put("id", session.id());
            row.put("day", session.day());
            row.put("kind", session.kind().name());
            row.put("starts", session.starts().toString());
            row.put("ends", session.ends().toString());
            row.put("titleAr", session.titleAr());
            row.put("titleFr", french == null ? "" : french);
            row.put("facilitator", suggested.getOrDefault(session.id(), ""));
            rows.add(row);
        }
        var days = new ArrayList<Map<String, Object>>();
        for (var day = 1; day <= meeting.days(); day++) {
            days.add(option(day, MoroccanText.longDate(meeting.startsOn().plusDays(day - 1L), locale)));
        }
        var kinds = new ArrayList<Map<String, Object>>();
        for (var kind : SessionKind.values()) {
            kinds.add(option(kind.name(), text("training.kind." + kind, locale)));
        }
        var facilitators = new ArrayList<Map<String, Object>>();
        for (var account : accounts.withRole(Role.FACILITATOR)) {
            facilitators.add(option(account.userId(), account.displayName()));
        }
        var logistics = delivery.logistics(id);
        var facts = new LinkedHashMap<String, Object>();
        facts.put("meeting", meeting.title().in(language));
        facts.put("place", meeting.place().in(language));
        facts.put("dates", MoroccanText.dateRange(meeting.startsOn(), meeting.endsOn(), locale));
        facts.put("capacity", meeting.capacity());
        facts.put("logistics", logistics == null ? "" : logistics);
        facts.put("sessions", rows);
        facts.put("days", days);
        facts.put("kinds", kinds);
        facts.put("facilitators", facilitators);
        return facts;
    }

    private static Map<String, Object> option(Object value, String label) {
        return Map.of("value", value, "label", label);
    }

    private String text(String key, Locale locale) {
        return messages.getMessage(key, null, locale);
    }
}
