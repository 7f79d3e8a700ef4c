package org.dawra.demo;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.Edition;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycles;
import org.dawra.cycle.TrainingMeeting;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.ProcessHistory;
import org.dawra.engine.Timers;
import org.dawra.evaluation.Surveys;
import org.dawra.registration.Institutions;
import org.dawra.registration.Seat;
import org.dawra.registration.SeatAnswers;
import org.dawra.registration.Seats;
import org.dawra.training.TrainingSessions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes the script of a year from its edition's samples. */
@Component
class Scripts {

    /** Of so many seats one is declined, so that the waiting list moves. */
    private static final int ONE_IN_DECLINES = 40;

    private static final int ONE_IN_STAYS_AWAY = 17;
    private static final int ONE_IN_MISSES_A_HALF_DAY = 5;
    private static final int TWO_IN_ANSWER = 3;
    private static final int DAYS_AHEAD = 120;

    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final Institutions institutions;
    private final Seats seats;
    private final SeatAnswers answers;
    private final TrainingSessions sessions;
    private final Surveys surveys;
    private final Timers timers;
    private final HumanTasks tasks;
    private final ProcessHistory history;
    private final SampleLists lists;
    private final SampleAgreements agreements;
    private final Clock clock;

    Scripts(
            TrainingCycles cycles,
            Programmes programmes,
            Institutions institutions,
            Seats seats,
            SeatAnswers answers,
            TrainingSessions sessions,
            Surveys surveys,
            Timers timers,
            HumanTasks tasks,
            ProcessHistory history,
            SampleLists lists,
            SampleAgreements agreements,
            Clock clock) {
        this.cycles = cycles;
        this.programmes = programmes;
        this.institutions = institutions;
        this.seats = seats;
        this.answers = answers;
        this.sessions = sessions;
        this.surveys = surveys;
        this.timers = timers;
        this.tasks = tasks;
        this.history = history;
        this.lists = lists;
        this.agreements = agreements;
        this.clock = clock;
    }

    /** A day far enough ahead for every step of the plan: the year is played, not waited for. */
    LocalDate firstMeetingDay(Edition edition) {
        var today = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC).toLocalDate();
        return today.plusDays(DAYS_AHEAD);
    }

    /** The script of the cycle. */
    Script of(CycleId cycle, Edition edition, int beneficiaries, Progress progress) {
        return new Year(cycle, edition, beneficiaries, progress).script();
    }

    /** One year's script, with what it remembers between its turns. */
    private final class Year {

        private final CycleId cycle;
        private final Edition edition;
        private final int beneficiaries;
        private final Progress progress;
        private final Map<String, Play> plays = new HashMap<>();
        private final List<Script.Turn> turns = new ArrayList<>();
        private final Set<MeetingId> answered = new HashSet<>();
        private final Set<MeetingId> surveyed = new HashSet<>();
        private boolean listed;

        Year(CycleId cycle, Edition edition, int beneficiaries, Progress progress) {
            this.cycle = cycle;
            this.edition = edition;
            this.beneficiaries = beneficiaries;
            this.progress = progress;
        }

        Script script() {
            consultation();
            agreements.plays(plays, cycle, edition);
            meetings();
            award();
            draw();
            endOfYear();
            time();
            return new Script(plays, turns, () -> agreements.running(cycle), progress);
        }

        private void play(String place, Play play) {
            plays.put(place, play);
        }

        private void consultation() {
            play(
                    "coordinator-consultation:userTask_fillSheet",
                    (task, facts) -> listed
                            ? Map.of(
                                    "places", "قاعة العروض بالإقليم (نموذج)",
                                    "dates", "نهاية الأسبوع (نموذج)",
                                    "logistics", "النقل والقاعة متوفران (نموذج)",
                                    "expectedBeneficiaries", expected(task),
                                    "remarks", "")
                            : null);
            play("coordinator-consultation:userTask_holdWorkshop", (task, facts) -> workshop(facts));
            play("annual-cycle:userTask_approveProgramme", (task, facts) -> Map.of("decision", "APPROVE"));
            play(
                    "beneficiary-registration:userTask_validateList",
                    (task, facts) ->
                            listed ? Map.of("decisions", decisions(rows(facts, "decisions")), "final", true) : null);
        }

        private int expected(HumanTask task) {
            var province = String.valueOf(task.variables().get("province"));
            var here = edition.samples().institutions().stream()
                    .filter(i -> i.province().equals(province))
                    .count();
            var all = edition.samples().institutions().size();
            return (int) Math.max(1, (beneficiaries * here + all - 1) / all);
        }

        private Map<String, Object> workshop(Map<String, Object> facts) {
            var first = cycles.get(cycle).firstMeetingDay();
            var decided = new ArrayList<Map<String, Object>>();
            for (var meeting : edition.samples().decidedMeetings()) {
                var starts = first.plusDays(meeting.startsAfter());
                var row = new LinkedHashMap<String, Object>();
                var code = meeting.code();
                if (code != null) {
                    row.put("code", code);
                }
                row.put("titleAr", meeting.title().ar());
                row.put("titleFr", meeting.title().fr());
                row.put("placeAr", meeting.place().ar());
                row.put("placeFr", meeting.place().fr());
                row.put("startsOn", starts.toString());
                row.put("endsOn", starts.plusDays(meeting.days() - 1L).toString());
                row.put("capacity", Math.max(meeting.capacity(), beneficiaries));
                decided.add(row);
            }
            var fields = new HashMap<String, Object>();
            fields.put("method", "التذكير بمنهجية الاشتغال (نموذج)");
            fields.put("logistics", "النقل والإيواء والقاعات (نموذج)");
            fields.put("notes", "");
            fields.put("meetings", decided);
            return fields;
        }

        private List<Map<String, Object>> decisions(List<Map<String, Object>> waiting) {
            return waiting.stream()
                    .map(row -> Map.<String, Object>of(
                            "registration", row.getOrDefault("registration", ""), "decision", "ACCEPT", "reason", ""))
                    .toList();
        }

        private void meetings() {
            play("training-delivery:userTask_prepareMeeting", (task, facts) -> {
                var fields = new HashMap<String, Object>();
                fields.put("logistics", "القاعة والوثائق جاهزة (نموذج)");
                fields.put("sessions", rows(facts, "sessions"));
                return fields;
            });
            play("training-delivery:userTask_tickAttendance", (task, facts) -> tick(task));
            play("training-delivery:userTask_holdClosing", (task, facts) -> {
                var meeting = MeetingId.of(task.businessKey());
                if (othersWait(task, "userTask_tickAttendance") || issuing(meeting)) {
                    return null;
                }
                var award = edition.award();
                return Map.of(
                        "summariesRead",
                        true,
                        "certificatesHanded",
                        attended(meeting),
                        "shieldsGiven",
                        award != null
                                && award.meeting()
                                        .equals(programmes.meeting(meeting).code()),
                        "remarks",
                        "");
            });
            play(
                    "session-delivery:userTask_confirmAttendance",
                    (task, facts) -> Map.of("headcount", attendedSession(task), "remarks", ""));
            play("session-delivery:userTask_writeSummary", (task, facts) -> summary(task));
            play("cycle-evaluation:userTask_reviewResults", (task, facts) -> Map.of("conclusion", "استنتاج (نموذج)"));
            play(
                    "certificate-issuing:userTask_resolveUndeliverable",
                    (task, facts) -> Map.of("note", "تم الاتصال هاتفيا (نموذج)"));
        }

        private @Nullable Map<String, Object> tick(HumanTask task) {
            var meeting = MeetingId.of(task.businessKey());
            var halfDay = String.valueOf(task.variables().get("halfDay"));
            var last = lastHalfDay(meeting);
            if (halfDay.equals(last) && earlyCertificatesOpen(meeting)) {
                return null;
            }
            var present = new ArrayList<Map<String, Object>>();
            for (var seat : admitted(meeting)) {
                var n = seat.id();
                if (n % ONE_IN_STAYS_AWAY != 0 && (n + halfDay.hashCode()) % ONE_IN_MISSES_A_HALF_DAY != 0) {
                    present.add(Map.of("seat", n));
                }
            }
            return Map.of("present", present);
        }

        private boolean earlyCertificatesOpen(MeetingId meeting) {
            var steps = history.steps("training-delivery", meeting.key());
            return steps.stream().noneMatch(s -> s.element().equals("timer_certificatesAt") && s.ended() != null);
        }

        private boolean issuing(MeetingId meeting) {
            return history.isRunning("certificate-issuing", meeting.key());
        }

        private boolean othersWait(HumanTask task, String element) {
            return tasks.waiting(task.processKey(), task.businessKey()).stream()
                    .anyMatch(t -> t.definitionKey().equals(element));
        }

        private String lastHalfDay(MeetingId meeting) {
            return sessions.of(meeting).stream()
                    .map(s -> s.halfDay())
                    .max(java.util.Comparator.naturalOrder())
                    .map(h -> h.key())
                    .orElse("");
        }

        private List<Seat> admitted(MeetingId meeting) {
            return seats.of(meeting).stream().filter(Seat::admitted).toList();
        }

        private int attended(MeetingId meeting) {
            return admitted(meeting).size();
        }

        private int attendedSession(HumanTask task) {
            return sessions.find(Long.parseLong(task.businessKey()))
                    .map(s -> admitted(s.meeting()).size())
                    .orElse(0);
        }

        private Map<String, Object> summary(HumanTask task) {
            var session = sessions.find(Long.parseLong(task.businessKey())).orElseThrow();
            var text = edition.samples().summaries().stream()
                    .filter(s -> s.session().equals(session.code()))
                    .map(s -> s.text())
                    .findFirst();
            var fields = new HashMap<String, Object>();
            fields.put("summaryAr", text.map(t -> t.ar()).orElse("خلاصة الحصة (نموذج)"));
            fields.put("summaryFr", text.map(t -> t.fr()).orElse("Synthèse de la séance (spécimen)"));
            var all = edition.samples().recommendations();
            var mine = new ArrayList<Map<String, Object>>();
            if (!all.isEmpty()) {
                var one = all.get((int) (session.ordinal() % all.size()));
                mine.add(Map.of("textAr", one.ar(), "textFr", one.fr()));
            }
            fields.put("recommendations", mine);
            return fields;
        }

        private void award() {
            play("award-selection:userTask_nominate", (task, facts) -> {
                var province = String.valueOf(task.variables().get("province"));
                var mine = new ArrayList<Map<String, Object>>();
                for (var nomination : edition.samples().nominations()) {
                    var institution = sampleInstitution(nomination.institution());
                    if (institution.province().equals(province)) {
                        mine.add(Map.of(
                                "institution",
                                institutionId(institution),
                                "citationAr",
                                nomination.citation().ar(),
                                "citationFr",
                                nomination.citation().fr()));
                    }
                }
                return Map.of("nominations", mine);
            });
            play("award-selection:userTask_declareConflicts", (task, facts) -> Map.of("conflicts", List.of()));
            play("award-selection:userTask_scoreNominees", (task, facts) -> Map.of("scores", scores(task, facts)));
            play("award-selection:userTask_confirmAward", (task, facts) -> Map.of("decision", "CONFIRM", "note", ""));
        }

        private List<Map<String, Object>> scores(HumanTask task, Map<String, Object> facts) {
            var award = edition.award();
            if (award == null) {
                return List.of();
            }
            var juror = Math.floorMod(
                    Integer.parseInt(String.valueOf(task.assignee()).replaceAll("\\D", "")) - 1, 3);
            var scores = new ArrayList<Map<String, Object>>();
            for (var nominee : rows(facts, "nominees")) {
                var nomination = edition.samples().nominations().stream()
                        .filter(n -> institutionId(sampleInstitution(n.institution()))
                                == ((Number) nominee.getOrDefault("institution", 0L)).longValue())
                        .findFirst()
                        .orElseThrow();
                for (var c = 0; c < award.criteria().size(); c++) {
                    scores.add(Map.of(
                            "nomination",
                            nominee.getOrDefault("nomination", 0L),
                            "criterion",
                            award.criteria().get(c).code(),
                            "score",
                            nomination.scores().get(juror).get(c)));
                }
            }
            return scores;
        }

        private Edition.SampleInstitution sampleInstitution(String code) {
            return edition.samples().institutions().stream()
                    .filter(i -> i.code().equals(code))
                    .findFirst()
                    .orElseThrow();
        }

        private long institutionId(Edition.SampleInstitution institution) {
            return institutions.ofProvince(cycle, institution.province()).stream()
                    .filter(i -> i.name().equals(institution.name().ar()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(institution.code() + " has nobody on its list"))
                    .id();
        }

        private void draw() {
            play(
                    "prize-draw:userTask_enterRandomness",
                    (task, facts) -> Map.of(
                            "method", "HALL", "randomness", "7 21 3 40 18 33", "witness", "شاهد(ة) من القاعة (نموذج)"));
            play("prize-draw:userTask_recordAcceptance", (task, facts) -> Map.of("decision", "ACCEPTED", "note", ""));
        }

        private void endOfYear() {
            var narrative = edition.samples().narrative();
            play(
                    "general-report:userTask_writeNarrative",
                    (task, facts) -> Map.of(
                            "narrativeAr", narrative == null ? "نص التقرير (نموذج)" : narrative.ar(),
                            "narrativeFr", narrative == null ? "Texte du rapport (spécimen)" : narrative.fr()));
            play("general-report:userTask_approveReport", (task, facts) -> Map.of("decision", "APPROVE", "note", ""));
            play("annual-cycle:userTask_adoptRecommendations", (task, facts) -> {
                var all = rows(facts, "recommendations").stream()
                        .map(r -> r.getOrDefault("value", r.getOrDefault("id", "")))
                        .toList();
                return Map.of("adopted", all, "note", "");
            });
        }

        private void time() {
            turns.add(new Script.Turn("beneficiary-registration", this::fillLists));
            turn("beneficiary-registration", "timer_listsOpen");
            ofMeetings("training-delivery", "timer_seatsOpen");
            turns.add(new Script.Turn("seats", () -> eachMeeting(this::answerSeats)));
            ofMeetings("training-delivery", "timer_seatsClose");
            ofMeetings("training-delivery", "timer_meetingBegins");
            ofMeetings("training-delivery", "timer_certificatesAt");
            turn("prize-draw", "timer_drawOpens");
            turn("prize-draw", "timer_attendanceAwaited");
            ofMeetings("cycle-evaluation", "timer_surveyOpens");
            turns.add(new Script.Turn("surveys", () -> eachMeeting(this::answerSurvey)));
            ofMeetings("cycle-evaluation", "timer_surveyReminder");
            ofMeetings("cycle-evaluation", "timer_surveyCloses");
            turn("annual-cycle", "timer_yearEnd");
            turns.add(new Script.Turn("beneficiary-registration", this::endLists));
        }

        private void turn(String process, String timer) {
            turns.add(new Script.Turn(process, () -> timers.fire(process, cycle.key(), timer)));
        }

        private void ofMeetings(String process, String timer) {
            turns.add(new Script.Turn(process, () -> eachMeeting(m -> timers.fire(process, m.id().key(), timer))));
        }

        private int eachMeeting(Function<TrainingMeeting, Integer> what) {
            return programmes.meetings(cycle).stream().mapToInt(what::apply).sum();
        }

        private int fillLists() {
            if (listed) {
                return 0;
            }
            listed = true;
            lists.fill(cycles.get(cycle), beneficiaries, progress);
            return 1;
        }

        /** Lists that are final rest until the year's end, since one may be opened again. */
        private int endLists() {
            var yearEnded = history.steps("annual-cycle", cycle.key()).stream()
                    .anyMatch(s -> s.element().equals("timer_yearEnd") && s.ended() != null);
            return yearEnded ? timers.fire("beneficiary-registration", cycle.key(), "boundary_listsClose") : 0;
        }

        private int answerSeats(TrainingMeeting meeting) {
            var waiting = history.steps("training-delivery", meeting.id().key()).stream()
                    .anyMatch(s -> s.element().equals("timer_seatsClose") && s.ended() == null);
            if (!waiting || !answered.add(meeting.id())) {
                return 0;
            }
            var invited = seats.of(meeting.id()).stream()
                    .filter(s -> s.state() == Seat.State.INVITED)
                    .toList();
            var done = 0;
            for (var seat : invited) {
                var answer =
                        seat.id() % ONE_IN_DECLINES == 0 ? SeatAnswers.Answer.DECLINED : SeatAnswers.Answer.CONFIRMED;
                answers.answer(seat.id(), answer, Actor.holder("seat-" + seat.id()));
                progress.at(++done, invited.size());
            }
            return 1;
        }

        private int answerSurvey(TrainingMeeting meeting) {
            if (!surveys.isOpen(meeting.id()) || !surveyed.add(meeting.id())) {
                return 0;
            }
            for (var seat : admitted(meeting.id())) {
                if (seat.id() % TWO_IN_ANSWER != 0 && seat.id() % ONE_IN_STAYS_AWAY != 0) {
                    surveys.answer(meeting.id(), seat.id(), survey(seat.id()));
                }
            }
            return 1;
        }

        private Map<String, Object> survey(long n) {
            var given = new HashMap<String, Object>();
            for (var question : edition.survey()) {
                switch (question.kind()) {
                    case SCALE ->
                        given.put(
                                question.code(), (int) (3 + (n + question.code().length()) % 3));
                    case CHOICE ->
                        given.put(question.code(), (int) (n % question.options().size()));
                    case TEXT -> given.put(question.code(), n % 10 == 0 ? "اقتراح (نموذج)" : "");
                }
            }
            return given;
        }

        @SuppressWarnings("unchecked")
        private List<Map<String, Object>> rows(Map<String, Object> facts, String name) {
            return facts.get(name) instanceof List<?> list ? (List<Map<String, Object>>) list : List.of();
        }
    }
}
