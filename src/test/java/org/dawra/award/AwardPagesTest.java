package org.dawra.award;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dawra.award.AwardHouse.CYCLE;
import static org.dawra.award.AwardHouse.SLUG;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyMap;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.dawra.access.DraftButtons;
import org.dawra.access.Role;
import org.dawra.engine.Actor;
import org.dawra.engine.Drafts;
import org.dawra.engine.Fields;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The pages of jury, laureates and nominations, on a database, with the engine's tasks played. */
class AwardPagesTest {

    private static final List<String> CRITERIA = List.of("innovation", "social", "economic");

    private AwardHouse house;
    private MockMvc pages;
    private Awards awards;
    private PlayedTasks tasks;

    /** Says who acts by a header. */
    @Configuration(proxyBeanMethods = false)
    static class Actors implements WebMvcConfigurer, HandlerMethodArgumentResolver {

        @Bean
        PlayedTasks playedTasks(Judging judging) {
            return new PlayedTasks(judging);
        }

        @Bean
        PlayedDrafts playedDrafts() {
            return new PlayedDrafts();
        }

        @Bean
        DraftButtons buttons(PlayedDrafts drafts) throws ReflectiveOperationException {
            return BeanUtils.instantiateClass(DraftButtons.class.getDeclaredConstructor(Drafts.class), drafts);
        }

        @Override
        public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
            resolvers.add(this);
        }

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Actor.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                ModelAndViewContainer container,
                NativeWebRequest request,
                WebDataBinderFactory binders) {
            return juror(request.getHeader("X-Actor"));
        }
    }

    /** Drafts as the table would keep them. */
    static class PlayedDrafts implements Drafts {

        private final Map<String, Draft> kept = new HashMap<>();

        @Override
        public Optional<Draft> find(String taskId, Actor actor) {
            return Optional.ofNullable(kept.get(taskId + actor.userId()));
        }

        @Override
        public Instant save(String taskId, Actor actor, Map<String, ?> fields) {
            kept.put(taskId + actor.userId(), new Draft(Instant.EPOCH, Map.copyOf(fields)));
            return Instant.EPOCH;
        }

        @Override
        public void discard(String taskId, Actor actor) {
            kept.remove(taskId + actor.userId());
        }

        @Override
        public void forgetNaming(Collection<String> words) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void forgetOf(String userId) {
            throw new UnsupportedOperationException();
        }
    }

    /** The jurors' tasks as the model would have them. */
    static class PlayedTasks implements HumanTasks {

        private final Judging judging;
        private final Map<String, String> waiting = new HashMap<>();

        PlayedTasks(Judging judging) {
            this.judging = judging;
        }

        void give(String juror, String element) {
            waiting.put(juror, element);
        }

        @Override
        public List<HumanTask> openTo(Actor actor) {
            return List.of();
        }

        @Override
        public List<HumanTask> all() {
            return List.of();
        }

        @Override
        public List<HumanTask> waiting(String processKey, String businessKey) {
            var all = new ArrayList<HumanTask>();
            waiting.forEach((juror, element) -> all.add(new HumanTask(
                    juror, processKey, element, businessKey, "", Instant.EPOCH, null, juror, Set.of(), Map.of())));
            return all;
        }

        @Override
        public Optional<HumanTask> waiting(String taskId) {
            return Optional.empty();
        }

        @Override
        public Optional<HumanTask> seen(String taskId, Actor actor) {
            return Optional.empty();
        }

        @Override
        public Set<String> elsewhere(Actor actor) {
            return Set.of();
        }

        @Override
        public void assign(String taskId, @Nullable Actor to) {
            throw new NoSuchTask();
        }

        @Override
        public Optional<HumanTask> find(String taskId, Actor actor) {
            return Optional.empty();
        }

        @Override
        public void submit(String taskId, Actor actor, Map<String, ?> fields) {
            var read = Fields.of(fields);
            switch (waiting.get(taskId)) {
                case "userTask_declareConflicts" -> judging.declare(CYCLE, taskId, read, actor);
                case "userTask_scoreNominees" -> judging.score(CYCLE, taskId, read, actor);
                default -> judging.deliberate(CYCLE, read, actor);
            }
            waiting.remove(taskId);
        }

        @Override
        public void release(String taskId, Actor actor) {
            throw new NoSuchTask();
        }

        @Override
        public Map<String, Object> facts(String taskId, Actor actor) {
            return Map.of();
        }
    }

    @BeforeEach
    void open() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        house = new AwardHouse(
                database,
                Awards.class,
                AwardRules.class,
                Nominating.class,
                Judging.class,
                Awarding.class,
                DiplomaPaper.class,
                AwardHouse.Pages.class,
                Actors.class,
                AwardPages.class,
                JuryPages.class);
        pages = house.pages();
        awards = house.get(Awards.class);
        tasks = house.get(PlayedTasks.class);
        when(house.rules.decide(eq(AwardHouse.CYCLE), any(), anyMap()))
                .thenReturn(List.of(Map.of("eligible", true, "reason", "ELIGIBLE")));
        var names = List.of("تعاونية نساء العونات", "تعاونية صفوة بلادي", "تعاونية أم الربيع", "جمعية <b>الأفق</b>");
        for (var name : names) {
            awards.nominate(
                    CYCLE,
                    house.institution(name, "sidi-bennour"),
                    "sidi-bennour",
                    "سبب ترشيح " + name,
                    null,
                    "coordinator");
        }
        house.get(Nominating.class).decide(CYCLE);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aJurorDeclaresThenScoresAndSeesNothingOfANomineeWithAnOwnConflict() throws Exception {
        tasks.give("juror-1", "userTask_declareConflicts");
        pages.perform(as("juror-1", get("/jury/" + SLUG)))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("تعاونية نساء العونات")))
                .andExpect(content().string(not(containsString("سبب ترشيح"))));
        pages.perform(as("juror-1", post("/jury/" + SLUG + "/conflicts"))
                        .param("conflict_" + nominee(0), "true")
                        .param("reason_" + nominee(0), "عضو في مكتبها"))
                .andExpect(redirectedUrl("/jury/" + SLUG + "?done=conflicts"));

        tasks.give("juror-1", "userTask_scoreNominees");
        pages.perform(as("juror-1", get("/jury/" + SLUG)))
                .andExpect(content().string(not(containsString("تعاونية نساء العونات"))))
                .andExpect(content().string(containsString("سبب ترشيح تعاونية صفوة بلادي")))
                .andExpect(content().string(containsString("جمعية &lt;b&gt;الأفق&lt;/b&gt;")));
        pages.perform(scores("juror-1", 1, 2, 3).param("score_" + nominee(0) + "_innovation", "10"))
                .andExpect(status().isUnprocessableEntity());
        assertThat(awards.scores(CYCLE)).isEmpty();
        pages.perform(scores("juror-1", 1, 2, 3)).andExpect(redirectedUrl("/jury/" + SLUG + "?done=scores"));
        assertThat(awards.scores(CYCLE)).hasSize(9);
        pages.perform(scores("juror-1", 1, 2, 3)).andExpect(redirectedUrl("/jury/" + SLUG));
        assertThat(awards.scores(CYCLE)).as("sent twice").hasSize(9);
    }

    @Test
    void wrongScoresComeBackWithWhatWasTyped() throws Exception {
        house.get(Awards.class).declare(CYCLE, "juror-1", List.of());
        tasks.give("juror-1", "userTask_scoreNominees");
        var cell = "score_" + nominee(1) + "_social";
        pages.perform(as("juror-1", post("/jury/" + SLUG + "/scores"))
                        .param(cell, "11")
                        .param("score_" + nominee(0) + "_innovation", "7"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("id=\"" + cell + "-errors\"")))
                .andExpect(content().string(containsString("value=\"11\"")))
                .andExpect(content().string(containsString("value=\"7\"")));
        assertThat(awards.scores(CYCLE)).isEmpty();
    }

    @Test
    void aHalfFilledPageIsKeptAsADraftByAButtonAndFoundAgain() throws Exception {
        house.get(Awards.class).declare(CYCLE, "juror-1", List.of());
        tasks.give("juror-1", "userTask_scoreNominees");
        var cell = "score_" + nominee(1) + "_social";
        pages.perform(as("juror-1", post("/jury/" + SLUG + "/scores"))
                        .param(cell, "9")
                        .param("draft", "save"))
                .andExpect(redirectedUrl("/jury/" + SLUG));
        assertThat(awards.scores(CYCLE)).isEmpty();
        pages.perform(as("juror-1", get("/jury/" + SLUG)))
                .andExpect(content().string(containsString("name=\"" + cell + "\" value=\"9\"")))
                .andExpect(content().string(containsString("مسودة محفوظة")));
        pages.perform(as("juror-1", post("/jury/" + SLUG + "/scores")).param("draft", "discard"))
                .andExpect(redirectedUrl("/jury/" + SLUG));
        pages.perform(as("juror-1", get("/jury/" + SLUG)))
                .andExpect(content().string(not(containsString("value=\"9\""))))
                .andExpect(content().string(not(containsString("مسودة محفوظة"))));
    }

    @Test
    void aConflictWithoutAReasonComesBack() throws Exception {
        tasks.give("juror-1", "userTask_declareConflicts");
        pages.perform(as("juror-1", post("/jury/" + SLUG + "/conflicts")).param("conflict_" + nominee(1), "true"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("id=\"reason_" + nominee(1) + "-errors\"")));
    }

    @Test
    void aJurorWithoutATaskOfTheirOwnIsAskedForNothing() throws Exception {
        tasks.give("juror-1", "userTask_scoreNominees");
        pages.perform(as("juror-2", get("/jury/" + SLUG)))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("تعاونية"))));
        pages.perform(scores("juror-2", 0, 1)).andExpect(redirectedUrl("/jury/" + SLUG));
        assertThat(awards.scores(CYCLE)).isEmpty();
    }

    @Test
    void theJurySeesBothRankingsAndRecordsItsDecision() throws Exception {
        score(5, 5, 5, 5);
        tasks.give("juror-2", "userTask_deliberate");
        pages.perform(as("juror-2", get("/jury/" + SLUG).param("lang", "fr")))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("<svg")))
                .andExpect(content().string(containsString("laureate_3")));
        pages.perform(as("juror-2", post("/jury/" + SLUG + "/deliberation"))
                        .param("laureate_1", nominee(1))
                        .param("laureate_2", nominee(1))
                        .param("reason", "سبب القرار"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(content().string(containsString("id=\"laureate_2-errors\"")))
                .andExpect(content().string(containsString("سبب القرار")));
        pages.perform(as("juror-2", post("/jury/" + SLUG + "/deliberation"))
                        .param("laureate_1", nominee(1))
                        .param("laureate_3", nominee(0))
                        .param("reason", "سبب القرار"))
                .andExpect(redirectedUrl("/jury/" + SLUG + "?done=deliberation"));
        assertThat(awards.proposal(CYCLE).orElseThrow().places()).hasSize(2);
    }

    @Test
    void laureatesAreToldOnceTheyAreConfirmedWithTheirScoresMarkedAsSample() throws Exception {
        pages.perform(get("/awards/" + SLUG))
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("تعاونية"))));
        score(9, 8, 7, 2);
        var awarding = house.get(Awarding.class);
        for (var group : List.of("president", "programme-manager")) {
            awarding.confirm(CYCLE, group, Fields.of(Map.of("decision", "CONFIRM")), new Actor(group, Set.of(group)));
        }
        pages.perform(get("/awards/" + SLUG)).andExpect(content().string(not(containsString("تعاونية"))));
        awarding.makeDiplomas(CYCLE);
        pages.perform(get("/awards/" + SLUG))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("تعاونية نساء العونات")))
                .andExpect(content().string(containsString("نقط تجريبية")))
                .andExpect(content().string(not(containsString("الأفق"))));
    }

    @Test
    void staffAreLedToTheNewestCycle() throws Exception {
        pages.perform(get("/awards")).andExpect(redirectedUrl("/awards/" + SLUG + "/nominations"));
    }

    @Test
    void staffReadAndExportNominationsAndScores() throws Exception {
        score(9, 8, 7, 2);
        pages.perform(get("/awards/" + SLUG + "/nominations"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("جمعية &lt;b&gt;الأفق&lt;/b&gt;")))
                .andExpect(content().string(containsString("9,00")));
        var file = pages.perform(get("/awards/" + SLUG + "/nominations.xlsx"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            assertThat(workbook.getSheetAt(0).getLastRowNum()).isEqualTo(4);
            assertThat(workbook.getSheetAt(1).getLastRowNum()).isEqualTo(12);
            assertThat(workbook.getSheetAt(1).getSheetName()).isEqualTo("نقط تجريبية");
        }
    }

    private void score(int... points) {
        var scores = new ArrayList<Ranking.Score>();
        for (var i = 0; i < points.length; i++) {
            for (var criterion : CRITERIA) {
                scores.add(new Ranking.Score("juror-1", Long.parseLong(nominee(i)), criterion, points[i]));
            }
        }
        awards.score(scores);
        house.get(Judging.class).rank(CYCLE);
    }

    private String nominee(int index) {
        return Long.toString(awards.nominees(CYCLE).get(index).id());
    }

    private MockHttpServletRequestBuilder scores(String juror, int... nominees) {
        var request = as(juror, post("/jury/" + SLUG + "/scores"));
        for (var index : nominees) {
            CRITERIA.forEach(c -> request.param("score_" + nominee(index) + "_" + c, "6"));
        }
        return request;
    }

    private static MockHttpServletRequestBuilder as(String juror, MockHttpServletRequestBuilder request) {
        return request.header("X-Actor", juror);
    }

    private static Actor juror(String id) {
        return new Actor(id, Set.of(Role.JURY.group()));
    }
}
