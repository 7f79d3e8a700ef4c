package org.dawra.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dawra.award.AwardHouse.CYCLE;
import static org.dawra.award.AwardHouse.MANAGER;
import static org.dawra.award.AwardHouse.MEETING;
import static org.dawra.award.AwardHouse.SLUG;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.dawra.award.AwardHouse;
import org.dawra.document.Codes;
import org.dawra.engine.Fields;
import org.dawra.training.HalfDay;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;

/** The public page of the draw before, between and after, and the staff's list. */
class DrawPagesTest {

    private AwardHouse house;
    private MockMvc pages;
    private PrizeDrawing drawing;
    private Draws draws;

    @BeforeEach
    void open() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        house = new AwardHouse(
                database, Draws.class, DrawPapers.class, PrizeDrawing.class, DrawPages.class, AwardHouse.Pages.class);
        pages = house.pages();
        drawing = house.get(PrizeDrawing.class);
        draws = house.get(Draws.class);
        house.jdbc.sql("drop view attended_seat").update();
        house.jdbc
                .sql("create table attended_seat (meeting_id bigint, institution_id bigint)")
                .update();
        for (var i = 1; i <= 6; i++) {
            house.jdbc
                    .sql("insert into attended_seat values (?, ?)")
                    .params(MEETING.value(), house.institution("تعاونية <i>" + i + "</i>", "el-jadida"))
                    .update();
        }
        when(house.attendances.present(any()))
                .thenReturn(Map.of(new HalfDay(1, LocalDate.of(2024, 12, 27), HalfDay.Part.MORNING), 6));
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void beforeTheDrawThePageSaysWhenAndThatItIsFree() throws Exception {
        pages.perform(get("/draws/" + SLUG))
                .andExpect(status().isOk())
                .andExpect(header().string("X-Robots-Tag", "noindex"))
                .andExpect(content().string(containsString("مجانية")))
                .andExpect(content().string(containsString("شريط توثيقي إشهاري")));
        pages.perform(get("/draws/" + SLUG + "/results")).andExpect(status().isOk());
    }

    @Test
    void staffAreLedToTheNewestCycle() throws Exception {
        pages.perform(get("/draws")).andExpect(redirectedUrl("/draws/" + SLUG + "/results"));
    }

    @Test
    void onceFrozenTheFingerprintAndThePoolAreToldButNeitherCodeNorOrder() throws Exception {
        freeze();
        var draw = draws.find(CYCLE).orElseThrow();
        pages.perform(get("/draws/" + SLUG))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString(draw.fingerprint())))
                .andExpect(content().string(containsString("تعاونية &lt;i&gt;1&lt;/i&gt;")))
                .andExpect(content().string(not(containsString(draw.code()))))
                .andExpect(content().string(not(containsString("record.json"))));
        var text = pages.perform(get("/draws/" + SLUG + "/pool.txt"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        assertThat(Codes.sha256(text)).isEqualTo(draw.fingerprint());
        var pool = pages.perform(get("/draws/" + SLUG + "/pool.json"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(pool).contains(draw.fingerprint()).doesNotContain(draw.code());
    }

    @Test
    void afterwardsEverybodyCanReadTheResultAndCheckTheRecord() throws Exception {
        freeze();
        drawing.enterRandomness(
                CYCLE, Fields.of(Map.of("method", "HALL", "randomness", "12 7 45", "witness", "شاهدة")), MANAGER);
        drawing.drawOrder(CYCLE);
        for (var decision : new String[] {"DECLINED", "ACCEPTED", "ACCEPTED"}) {
            var ticket = drawing.offerNext(CYCLE).orElseThrow();
            drawing.recordAnswer(CYCLE, ticket, Fields.of(Map.of("decision", decision)), MANAGER);
        }
        drawing.publish(CYCLE);
        var draw = draws.find(CYCLE).orElseThrow();
        for (var language : new String[] {"ar", "fr", "en"}) {
            pages.perform(get("/draws/" + SLUG).locale(Locale.forLanguageTag(language)))
                    .andExpect(status().isOk())
                    .andExpect(content().string(containsString(draw.code())))
                    .andExpect(content().string(containsString("/draws/" + SLUG + "/record.json")))
                    .andExpect(content().string(containsString("ticket-%d")));
        }
        var record = pages.perform(get("/draws/" + SLUG + "/record.json"))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(DrawVerifier.check(record)).isEmpty();
        pages.perform(get("/draws/" + SLUG + "/minutes.pdf")).andExpect(status().isOk());
        pages.perform(get("/draws/" + SLUG + "/results")).andExpect(status().isOk());
        var file = pages.perform(get("/draws/" + SLUG + "/results.xlsx"))
                .andReturn()
                .getResponse()
                .getContentAsByteArray();
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            assertThat(workbook.getSheetAt(0).getLastRowNum()).isEqualTo(6);
        }
    }

    private void freeze() {
        drawing.plan(CYCLE);
        drawing.freeze(CYCLE);
    }
}
