package org.dawra.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dawra.access.Role;
import org.dawra.audit.AuditTrail;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Edition.Question;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.Province;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.Refused;
import org.dawra.evaluation.StoredSurveys.Response;
import org.dawra.evaluation.StoredSurveys.State;
import org.dawra.evaluation.StoredSurveys.Survey;
import org.dawra.mail.Message;
import org.dawra.mail.Outbox;
import org.dawra.registration.Person;
import org.dawra.registration.PersonErased;
import org.dawra.registration.Persons;
import org.dawra.web.Language;
import org.dawra.web.PublicUrl;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A survey from its plan to the review of its results. */
@Service
class SurveyRun implements Surveys, SurveyResults {

    private static final int LONGEST_CONCLUSION = 4_000;

    private final StoredSurveys surveys;
    private final Programmes programmes;
    private final TrainingCycles cycles;
    private final Persons persons;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final MessageSource messages;
    private final PublicUrl publicUrl;

    SurveyRun(
            StoredSurveys surveys,
            Programmes programmes,
            TrainingCycles cycles,
            Persons persons,
            Outbox outbox,
            AuditTrail audit,
            MessageSource messages,
            PublicUrl publicUrl) {
        this.surveys = surveys;
        this.programmes = programmes;
        this.cycles = cycles;
        this.persons = persons;
        this.outbox = outbox;
        this.audit = audit;
        this.messages = messages;
        this.publicUrl = publicUrl;
    }

    /** Somebody's own form: the survey and their place in it. */
    record Form(Survey survey, Response response) {

        String token() {
            return SurveyLinks.token(response.id(), survey.secret());
        }
    }

    /** Plans the survey of a meeting. Again, it answers the same. */
    @Transactional
    public SurveyTimes plan(MeetingId meeting) {
        var times = SurveyTimes.of(programmes.timetable(meeting));
        if (surveys.of(meeting).isEmpty()) {
            surveys.plan(programmes.meeting(meeting), times);
        }
        return times;
    }

    /** Opens the survey to every seat admitted to the meeting. Again, it adds only seats that are missing. */
    @Transactional
    public void open(MeetingId meeting) {
        var survey = get(meeting);
        surveys.ask(survey);
        if (survey.state() == State.PLANNED) {
            surveys.state(survey, State.OPEN);
        }
    }

    /** Reminds whoever has not answered, once. */
    @Transactional
    public void remind(MeetingId meeting) {
        var survey = get(meeting);
        if (survey.state() != State.OPEN) {
            return;
        }
        var silent = surveys.toRemind(survey);
        var people = persons.ofSeats(silent.stream().map(Response::seat).toList());
        var reminders = new ArrayList<Message>();
        for (var response : silent) {
            var person = people.get(response.seat());
            if (person != null) {
                reminders.add(reminder(new Form(survey, response), person));
            }
        }
        outbox.planAll(reminders);
        surveys.reminded(silent);
    }

    private static String purpose(MeetingId meeting, long seat) {
        return CycleEvaluation.KEY + ":" + meeting.key() + ":serviceTask_remindOnce:" + seat;
    }

    /** Forgets the reminder to whoever asked for erasure, and what they wrote in words; grades and choices stay counted. */
    @EventListener
    @Transactional
    public void on(PersonErased erased) {
        outbox.erase(surveys.askedOf(erased.seats()).entrySet().stream()
                .map(asked -> purpose(asked.getValue(), asked.getKey()))
                .toList());
        surveys.forgetWords(erased.seats());
    }

    private Message reminder(Form form, Person person) {
        var language = Language.of(Locale.forLanguageTag(person.language()));
        var title = programmes.meeting(form.survey().meeting()).title().in(language);
        return new Message(
                purpose(form.survey().meeting(), form.response().seat()),
                CycleEvaluation.KEY + ":" + form.survey().meeting().key(),
                new Message.Recipient(
                        person.name(), person.email(), person.phone(), Role.COORDINATOR.group(person.province())),
                language.code(),
                messages.getMessage("evaluation.reminder.subject", null, language.locale()),
                messages.getMessage(
                        "evaluation.reminder.text",
                        new Object[] {person.name(), title, publicUrl.of("/surveys/" + form.token())},
                        language.locale()),
                List.of(),
                Message.Decline.NO_MORE);
    }

    /** Closes the survey: from now on nobody answers, and the figures stay as they are. */
    @Transactional
    public void close(MeetingId meeting) {
        var survey = get(meeting);
        if (survey.state() == State.OPEN || survey.state() == State.PLANNED) {
            surveys.state(survey, State.CLOSED);
        }
    }

    /** The programme manager's conclusion. */
    @Transactional
    public void review(MeetingId meeting, Fields fields, Actor actor) {
        if (!actor.in(Role.PROGRAMME_MANAGER.group())) {
            throw new Refused("", "evaluation.notYours");
        }
        surveys.reviewed(get(meeting), fields.text("conclusion", LONGEST_CONCLUSION), actor.userId());
        audit.record(actor.userId(), "survey.reviewed", "meeting:" + meeting.key());
    }

    @Override
    public boolean isOpen(MeetingId meeting) {
        return surveys.of(meeting)
                .filter(survey -> survey.state() == State.OPEN)
                .isPresent();
    }

    @Override
    @Transactional
    public void answer(MeetingId meeting, long seat, Map<String, ?> answers) {
        var form = form(meeting, seat).orElseThrow(() -> new Refused("", "evaluation.notAsked"));
        answer(form, Fields.of(answers));
    }

    /** Saves somebody's answers. */
    @Transactional
    public void answer(Form form, Fields fields) {
        var survey = surveys.find(form.survey().id()).orElseThrow();
        if (survey.state() != State.OPEN) {
            throw new Refused("", "evaluation.closed");
        }
        surveys.save(form.response(), Answer.read(questions(survey), fields));
    }

    /** The form behind a personal link. */
    Optional<Form> form(String token) {
        var id = SurveyLinks.response(token);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        return surveys.response(id.getAsLong())
                .flatMap(response -> surveys.find(response.survey()).map(survey -> new Form(survey, response)))
                .filter(form -> SurveyLinks.genuine(
                        token, form.response().id(), form.survey().secret()));
    }

    /** The form of a seat, once it is asked. */
    Optional<Form> form(MeetingId meeting, long seat) {
        return surveys.of(meeting)
                .flatMap(survey -> surveys.response(survey, seat).map(response -> new Form(survey, response)));
    }

    List<Question> questions(Survey survey) {
        return cycles.get(survey.cycle()).edition().survey();
    }

    List<Answer> answers(Form form) {
        return surveys.answers(form.response());
    }

    Optional<Survey> survey(MeetingId meeting) {
        return surveys.of(meeting);
    }

    @Override
    public Optional<Results> of(MeetingId meeting) {
        return surveys.of(meeting)
                .filter(survey -> survey.state() != State.PLANNED)
                .map(this::results);
    }

    @Override
    public List<Results> of(CycleId cycle) {
        return surveys.of(cycle).stream()
                .filter(survey -> survey.state() != State.PLANNED)
                .map(this::results)
                .toList();
    }

    @Override
    public Map<MeetingId, Share> shares(CycleId cycle) {
        return surveys.shares(cycle);
    }

    private Results results(Survey survey) {
        var asked = surveys.asked(survey);
        var answers = surveys.answers(survey);
        var answered =
                (int) asked.stream().filter(SurveyFigures.Asked::answered).count();
        var order = cycles.get(survey.cycle()).edition().provinces().stream()
                .map(Province::code)
                .toList();
        return new Results(
                survey.meeting(),
                survey.state() == State.CLOSED || survey.state() == State.REVIEWED,
                asked.size(),
                answered,
                SurveyFigures.provinces(order, asked, answers),
                SurveyFigures.questions(
                        questions(survey),
                        answered,
                        answers.values().stream().flatMap(List::stream).toList()),
                survey.conclusion());
    }

    private Survey get(MeetingId meeting) {
        return surveys.of(meeting)
                .orElseThrow(() -> new IllegalStateException("No survey is planned for meeting " + meeting.key()));
    }
}
