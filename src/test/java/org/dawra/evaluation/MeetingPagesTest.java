package org.dawra.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesRegex;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.ManagementService;
import org.dawra.access.Account;
import org.dawra.access.Accounts;
import org.dawra.access.Role;
import org.dawra.access.SignedIn;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.MeetingId;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.ProcessStarts;
import org.dawra.engine.Timers;
import org.dawra.registration.Institution;
import org.dawra.registration.NewRegistration;
import org.dawra.registration.RegistrationIntake;
import org.dawra.registration.Seat;
import org.dawra.registration.Seats;
import org.dawra.training.Attendances;
import org.dawra.training.Recommendations;
import org.dawra.training.SessionDelivery;
import org.dawra.training.TrainingDelivery;
import org.dawra.training.TrainingSession;
import org.dawra.training.TrainingSessions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/** The pages of a meeting that has begun, in the whole application: who may see them, and what they do with bad input. */
@Tag("database")
@ActiveProfiles("test")
@SpringBootTest
@AutoConfigureMockMvc
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MeetingPagesTest {

    private static final String PROVINCE = "el-jadida";
    private static final Actor MANAGER = new Actor("manager", Set.of(Role.PROGRAMME_MANAGER.group()));
    private static final RequestPostProcessor TEAM = as("team", Role.WORKING_TEAM.group());
    private static final RequestPostProcessor BOSS = as("manager", Role.PROGRAMME_MANAGER.group());
    private static final RequestPostProcessor COORDINATOR =
            as("coordinator", Role.COORDINATOR.group(), Role.COORDINATOR.group(PROVINCE));

    @Autowired
    MockMvc web;

    @Autowired
    Accounts accounts;

    @Autowired
    ProcessStarts starts;

    @Autowired
    HumanTasks tasks;

    @Autowired
    Timers timers;

    @Autowired
    ManagementService jobs;

    @Autowired
    RegistrationIntake intake;

    @Autowired
    TrainingCycles cycles;

    @Autowired
    Programmes programmes;

    @Autowired
    Seats seats;

    @Autowired
    Attendances attendances;

    @Autowired
    TrainingSessions sessions;

    @Autowired
    Recommendations recommendations;

    @Autowired
    SurveyRun surveys;

    @Autowired
    Clock clock;

    private MeetingId meeting = new MeetingId(0);
    private List<Seat> admitted = List.of();
    private String page = "";

    @BeforeAll
    void theMeetingHasBegun() {
        accounts.create(account("manager", Role.PROGRAMME_MANAGER, null), null);
        accounts.create(account("team", Role.WORKING_TEAM, null), null);
        accounts.create(account("coordinator", Role.COORDINATOR, PROVINCE), null);
        accounts.create(account("facilitator-a", Role.FACILITATOR, null), null);
        accounts.create(account("facilitator-b", Role.FACILITATOR, null), null);
        var first = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(6);
        var cycle = CycleId.of(
                starts.submit("annual-cycle", MANAGER, Map.of("edition", "2026", "firstMeetingDay", first.toString())));
        runJobs();
        var people = new ArrayList<NewRegistration>();
        for (var i = 0; i < 12; i++) {
            people.add(new NewRegistration(
                    "مشارك رقم " + i,
                    "06%08d".formatted(i),
                    null,
                    Institution.Kind.COOPERATIVE,
                    i < 6 ? "تعاونية الأمل" : "تعاونية النور",
                    null,
                    "ar",
                    true));
        }
        intake.add(cycle, PROVINCE, people, MANAGER);
        meeting = programmes.meetings(cycle).get(0).id();
        page = "/attendance/" + meeting.value();
        var prepare = waiting(TrainingDelivery.KEY, meeting.key()).get(0);
        var facts = tasks.facts(prepare.id(), MANAGER);
        tasks.submit(prepare.id(), MANAGER, Map.of("sessions", facts.get("sessions")));
        runJobs();
        for (var timer : List.of("timer_seatsOpen", "timer_seatsClose")) {
            timers.fire(TrainingDelivery.KEY, meeting.key(), timer);
            runJobs();
        }
        timers.fire(TrainingDelivery.KEY, meeting.key(), "timer_meetingBegins");
        timers.fire(CycleEvaluation.KEY, meeting.key(), "timer_surveyOpens");
        runJobs();
        admitted = seats.of(meeting).stream().filter(Seat::admitted).toList();
        assertThat(admitted).isNotEmpty();
    }

    @Test
    void onlyStaffSeeAttendanceAndOnlyTheWorkingTeamTicks() throws Exception {
        web.perform(get(page).with(TEAM))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("name=\"t\"")));
        web.perform(get(page).with(BOSS))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("name=\"t\""))));
        web.perform(get(page).with(COORDINATOR)).andExpect(status().isForbidden());
        web.perform(get(page)).andExpect(status().is3xxRedirection());
        web.perform(post(page + "/ticks").with(BOSS).with(csrf())).andExpect(status().isForbidden());
        web.perform(post(page + "/ticks").with(TEAM)).andExpect(status().isForbidden());
        web.perform(get("/attendance/999999").with(TEAM)).andExpect(status().isNotFound());
        web.perform(get("/attendance/x").with(TEAM)).andExpect(status().is4xxClientError());
        web.perform(get(page).param("page", "99").param("province", "<script>").with(TEAM))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("<script>"))));
    }

    @Test
    void sheetsAndWorkbookComeOut() throws Exception {
        web.perform(get(page + "/sheets/1-MORNING/" + PROVINCE).with(TEAM))
                .andExpect(status().isOk())
                .andExpect(content().contentType("application/pdf"));
        web.perform(get(page + "/sheets/1-MORNING/nowhere").with(TEAM)).andExpect(status().isNotFound());
        web.perform(get(page + "/attendance.xlsx").with(BOSS)).andExpect(status().isOk());
        web.perform(post(page + "/sheets").with(TEAM).with(csrf())).andExpect(status().is3xxRedirection());
        web.perform(get(page + "/sheets/1-MORNING/" + PROVINCE).with(TEAM)).andExpect(status().isOk());
    }

    @Test
    void ticksAreSavedByPageKeptOnErrorAndConfirmedOnce() throws Exception {
        var first = admitted.get(0).id();
        var second = admitted.get(1).id();
        web.perform(post(page + "/half-days/1-MORNING").with(TEAM).with(csrf()))
                .andExpect(status().isUnprocessableEntity());
        web.perform(ticks(first, second)
                        .param("times", "true")
                        .param("t", "1-MORNING:" + first)
                        .param("in:1-MORNING:" + first, "10:00")
                        .param("out:1-MORNING:" + first, "09:00"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("value=\"10:00\"")))
                .andExpect(content().string(containsString("aria-invalid=\"true\"")));
        web.perform(ticks(first, 999_999)).andExpect(status().isUnprocessableEntity());
        web.perform(ticks(first, second).param("t", "1-MORNING:" + first)).andExpect(status().is3xxRedirection());
        web.perform(ticks(second).param("t", "1-MORNING:" + second).param("draft", "save"))
                .andExpect(status().is3xxRedirection())
                .andExpect(flash().attribute("done", nullValue()));
        for (var seat : List.of(first, second)) {
            web.perform(get(page).with(TEAM))
                    .andExpect(content()
                            .string(matchesRegex("(?s).*value=\"1-MORNING:" + seat + "\"[^>]*checked=\"checked\".*")));
        }
        assertThat(attendances.of(meeting)).as("saved is not confirmed").isEmpty();
        web.perform(ticks(second).param("all", "1-MORNING:" + admitted.get(0).institution()))
                .andExpect(status().is3xxRedirection());
        web.perform(post(page + "/half-days/1-MORNING").with(TEAM).with(csrf())).andExpect(redirectedUrl(page));
        var present = attendances.of(meeting).size();
        assertThat(present).isGreaterThan(1);
        web.perform(post(page + "/half-days/1-MORNING").with(TEAM).with(csrf())).andExpect(redirectedUrl(page));
        web.perform(ticks(second)).andExpect(status().is3xxRedirection());
        assertThat(attendances.of(meeting)).hasSize(present);
        aWrongTickIsCorrectedForAReason(second, present);
    }

    private void aWrongTickIsCorrectedForAReason(long seat, int present) throws Exception {
        var correction = page + "/half-days/1-MORNING/seats/" + seat;
        web.perform(get(page).with(BOSS)).andExpect(content().string(containsString(correction)));
        web.perform(get(correction).with(COORDINATOR)).andExpect(status().isForbidden());
        web.perform(get(correction).with(TEAM))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("name=\"present\" value=\"false\"")));
        web.perform(get(page + "/half-days/1-MORNING/seats/999999").with(TEAM)).andExpect(status().isNotFound());
        web.perform(get(page + "/half-days/1-AFTERNOON/seats/" + seat).with(TEAM))
                .andExpect(status().isUnprocessableEntity());
        web.perform(post(correction)
                        .param("present", "false")
                        .param("reason", "")
                        .with(TEAM)
                        .with(csrf()))
                .andExpect(status().isUnprocessableEntity());
        web.perform(post(correction)
                        .param("present", "false")
                        .param("reason", "لم يحضر حسب الورقة")
                        .with(BOSS)
                        .with(csrf()))
                .andExpect(redirectedUrl(page + "#corrections"));
        assertThat(attendances.of(meeting)).hasSize(present - 1);
        web.perform(get(page).with(TEAM)).andExpect(content().string(containsString("لم يحضر حسب الورقة")));
        web.perform(post(correction)
                        .param("present", "true")
                        .param("reason", "التوقيع في الورقة الثانية")
                        .with(TEAM)
                        .with(csrf()))
                .andExpect(redirectedUrl(page + "#corrections"));
        assertThat(attendances.of(meeting)).hasSize(present);
    }

    @Test
    void theDeskFindsByCodeAndByNameAndReceivesOnce() throws Exception {
        var seat = admitted.get(2);
        var at = meeting.value() + ":1-AFTERNOON";
        web.perform(get("/checkin")
                        .param("at", at)
                        .param("q", seat.shortCode().toLowerCase(Locale.ROOT))
                        .with(TEAM))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("name=\"seat\" value=\"" + seat.id() + "\"")));
        web.perform(get("/checkin").param("at", at).param("q", "تعاونيه").with(TEAM))
                .andExpect(content().string(containsString("تعاونية")));
        for (var i = 0; i < 2; i++) {
            web.perform(post("/checkin")
                            .param("at", at)
                            .param("seat", "" + seat.id())
                            .with(TEAM)
                            .with(csrf()))
                    .andExpect(status().is3xxRedirection());
        }
        web.perform(post("/checkin")
                        .param("at", at)
                        .param("seat", "999999")
                        .with(TEAM)
                        .with(csrf()))
                .andExpect(status().isUnprocessableEntity());
        web.perform(post("/checkin")
                        .param("at", "9:9-NEVER")
                        .param("seat", "1")
                        .with(TEAM)
                        .with(csrf()))
                .andExpect(status().isUnprocessableEntity());
        web.perform(get("/checkin").with(BOSS)).andExpect(status().isForbidden());
    }

    @Test
    void aSessionIsItsFacilitatorsAlone() throws Exception {
        var session = sessions.of(meeting).stream()
                .filter(s -> "facilitator-a".equals(s.facilitator()))
                .findFirst()
                .orElseThrow();
        var path = "/sessions/" + session.id();
        var own = as("facilitator-a", Role.FACILITATOR.group());
        var other = as("facilitator-b", Role.FACILITATOR.group());
        web.perform(get(path).with(own)).andExpect(status().isOk());
        web.perform(get(path).with(other)).andExpect(status().isNotFound());
        web.perform(get(path).with(TEAM)).andExpect(status().isForbidden());
        web.perform(post(path + "/headcount")
                        .param("headcount", "30")
                        .with(other)
                        .with(csrf()))
                .andExpect(status().isNotFound());
        for (var wrong : List.of("", "-1", "many", "99999999999")) {
            web.perform(post(path + "/headcount")
                            .param("headcount", wrong)
                            .param("remarks", "بدأنا متأخرين")
                            .with(own)
                            .with(csrf()))
                    .andExpect(status().isUnprocessableEntity())
                    .andExpect(content().string(containsString("بدأنا متأخرين")));
        }
        web.perform(post(path + "/headcount").param("headcount", "30").with(own).with(csrf()))
                .andExpect(redirectedUrl(path));
        web.perform(post(path + "/headcount").param("headcount", "31").with(own).with(csrf()))
                .andExpect(redirectedUrl(path));
        assertThat(sessions.find(session.id()).orElseThrow().headcount())
                .as("the second time nothing waits")
                .isEqualTo(30);
        web.perform(post(path + "/summary")
                        .param("summaryAr", "خلاصة لم تكتمل")
                        .param("textAr", "توصية لم تكتمل")
                        .param("textFr", "")
                        .param("draft", "save")
                        .with(own)
                        .with(csrf()))
                .andExpect(redirectedUrl(path));
        web.perform(get(path).with(own))
                .andExpect(content().string(containsString("خلاصة لم تكتمل")))
                .andExpect(content().string(containsString("توصية لم تكتمل")))
                .andExpect(content().string(containsString("مسودة محفوظة")));
        web.perform(post(path + "/summary")
                        .param("summaryAr", "")
                        .param("textAr", "توصية أولى", "")
                        .param("textFr", "", "sans arabe")
                        .with(own)
                        .with(csrf()))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(allOf(containsString("توصية أولى"), containsString("sans arabe"))));
        web.perform(post(path + "/summary")
                        .param("more", "1")
                        .param("summaryAr", "نص لم يكتمل")
                        .with(own)
                        .with(csrf()))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("نص لم يكتمل")));
        for (var i = 0; i < 2; i++) {
            web.perform(post(path + "/summary")
                            .param("summaryAr", "خلاصة الحصة في سطر واحد")
                            .param("textAr", "توصية أولى", "توصية ثانية")
                            .with(own)
                            .with(csrf()))
                    .andExpect(redirectedUrl(path));
        }
        assertThat(sessions.find(session.id()).orElseThrow().state()).isEqualTo(TrainingSession.State.SUMMARISED);
        assertThat(recommendations.of(meeting)).hasSize(2);
        assertThat(waiting(SessionDelivery.KEY, "" + session.id())).isEmpty();
        web.perform(get("/closing/" + meeting.value()).with(TEAM))
                .andExpect(content().string(containsString("خلاصة الحصة في سطر واحد")));
    }

    @Test
    void theHallLetsInByCodeAndTheLinkAnswersOnceAndAgain() throws Exception {
        var hall = "/surveys/hall/" + meeting.value();
        web.perform(get(hall)).andExpect(status().isOk());
        web.perform(post(hall).param("code", "").with(csrf())).andExpect(status().isUnprocessableEntity());
        web.perform(post(hall).param("code", "ZZZZZZ").with(csrf()))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("ZZZZZZ")));
        var seat = admitted.get(0);
        var link = web.perform(
                        post(hall).param("code", " " + seat.shortCode() + " ").with(csrf()))
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        assertThat(link).startsWith("/surveys/");
        web.perform(get(link)).andExpect(status().isOk());
        web.perform(get(link + "X")).andExpect(status().isNotFound());
        web.perform(get("/surveys/nonsense")).andExpect(status().isNotFound());
        web.perform(post(link).with(csrf())).andExpect(status().isUnprocessableEntity());
        var answers = post(link).with(csrf());
        for (var question :
                cycles.get(programmes.meeting(meeting).cycle()).edition().survey()) {
            answers.param(question.code(), question.options().isEmpty() ? "4" : "0");
        }
        web.perform(answers).andExpect(redirectedUrl(link + "?done"));
        web.perform(answers).andExpect(redirectedUrl(link + "?done"));
        assertThat(surveys.of(meeting).orElseThrow().answered()).isEqualTo(1);
        web.perform(get(link).param("done", "")).andExpect(status().isOk());
        for (var language : List.of("ar", "fr", "en")) {
            web.perform(get(link).param("lang", language)).andExpect(status().isOk());
            web.perform(get(hall).param("lang", language)).andExpect(status().isOk());
            web.perform(get("/surveys/" + meeting.value() + "/results")
                            .param("lang", language)
                            .with(BOSS))
                    .andExpect(status().isOk());
            web.perform(get("/surveys").param("lang", language).with(BOSS)).andExpect(status().isOk());
            web.perform(get(page).param("lang", language).with(TEAM)).andExpect(status().isOk());
            web.perform(get("/closing/" + meeting.value())
                            .param("lang", language)
                            .with(TEAM))
                    .andExpect(status().isOk());
        }
        web.perform(get("/surveys/" + meeting.value() + "/results").with(COORDINATOR))
                .andExpect(status().isForbidden());
        web.perform(get("/surveys/" + meeting.value() + "/results.xlsx").with(BOSS))
                .andExpect(status().isOk());
        web.perform(get("/surveys/" + meeting.value() + "/poster.pdf").with(TEAM))
                .andExpect(status().isOk());
        web.perform(get("/surveys/hall/999999")).andExpect(status().isNotFound());
    }

    @Test
    void whoeverGuessesCodesHasToWait() throws Exception {
        var hall = "/surveys/hall/" + meeting.value();
        for (var i = 0; i < WrongCodes.LIMIT; i++) {
            web.perform(post(hall).param("code", "AAAAAA").with(csrf()).with(from("203.0.113.9")))
                    .andExpect(status().isUnprocessableEntity());
        }
        web.perform(post(hall)
                        .param("code", admitted.get(1).shortCode())
                        .with(csrf())
                        .with(from("203.0.113.9")))
                .andExpect(status().isTooManyRequests());
        web.perform(post(hall)
                        .param("code", admitted.get(1).shortCode())
                        .with(csrf())
                        .with(from("203.0.113.10")))
                .andExpect(status().is3xxRedirection());
    }

    private MockHttpServletRequestBuilder ticks(long... seats) {
        var request = post(page + "/ticks").with(TEAM).with(csrf()).param("shown", "1-MORNING");
        for (var seat : seats) {
            request.param("seat", "" + seat);
        }
        return request;
    }

    private List<HumanTask> waiting(String process, String key) {
        return tasks.waiting(process, key);
    }

    /** Does the job executor's work, which is off in tests: whatever is due, once. */
    private void runJobs() {
        var tries = new HashMap<String, Integer>();
        while (true) {
            var due = jobs.createJobQuery().executable().listPage(0, 50).stream()
                    .filter(job -> tries.merge(job.getId(), 1, Integer::sum) == 1)
                    .toList();
            if (due.isEmpty()) {
                return;
            }
            due.forEach(job -> jobs.executeJob(job.getId()));
        }
    }

    private static RequestPostProcessor from(String address) {
        return request -> {
            request.setRemoteAddr(address);
            return request;
        };
    }

    private static RequestPostProcessor as(String name, String... groups) {
        return SignedIn.as(name, groups);
    }

    private static Account account(String user, Role role, String scope) {
        return new Account(user, role, scope, "حساب تجريبي", null, "212600000000", "ar");
    }
}
