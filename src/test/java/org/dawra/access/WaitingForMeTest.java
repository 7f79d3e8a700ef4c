package org.dawra.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyMap;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.dawra.engine.Actor;
import org.dawra.engine.Fields;
import org.dawra.engine.HumanTask;
import org.dawra.engine.HumanTasks;
import org.dawra.engine.Refused;
import org.dawra.web.AllTexts;
import org.dawra.web.Counted;
import org.dawra.web.FormErrors;
import org.dawra.web.Formats;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.web.servlet.mvc.support.RedirectAttributesModelMap;

/** What a card's two buttons send, and what becomes of what was typed. */
class WaitingForMeTest {

    private static final Instant NOW = Instant.parse("2026-02-01T10:00:00Z");
    private static final Actor PRESIDENT = new Actor("president", Set.of("president"));

    private final HumanTasks tasks = mock(HumanTasks.class);
    private final TaskSubjects subjects = mock(TaskSubjects.class);
    private final List<String> putOff = new ArrayList<>();
    private final MockHttpServletResponse response = new MockHttpServletResponse();
    private final RedirectAttributesModelMap after = new RedirectAttributesModelMap();
    private final ExtendedModelMap model = new ExtendedModelMap();
    private Decision decision = approval();
    private boolean secondDeedPutsOff;
    private WaitingForMe page = page();

    @BeforeEach
    void aTaskWaits() {
        var task = new HumanTask(
                "t1", "some-process", "userTask_some", "7", "مهمة", NOW, null, null, Set.of("president"), Map.of());
        when(tasks.find("t1", PRESIDENT)).thenReturn(Optional.of(task));
        when(tasks.openTo(PRESIDENT)).thenReturn(List.of(task));
        when(subjects.about(any())).thenReturn("");
    }

    @Test
    void yesSendsItsFieldsAndNoReason() {
        decide("yes", "كتبت شيئا ثم صادقت", false);
        verify(tasks).submit("t1", PRESIDENT, Map.of("decision", "APPROVE"));
        assertThat(after.getFlashAttributes().get("done")).isEqualTo("approved");
    }

    @Test
    void noSendsItsFieldsAndTheReason() {
        decide("no", "السبب", false);
        verify(tasks).submit("t1", PRESIDENT, Map.of("decision", "SEND_BACK", "note", "السبب"));
        assertThat(after.getFlashAttributes().get("done")).isEqualTo("sent back");
    }

    @Test
    void whatIsRefusedIsShownAgainWithWhatWasTyped() {
        doThrow(new Refused("note", "form.required")).when(tasks).submit(eq("t1"), eq(PRESIDENT), anyMap());
        assertThat(decide("no", "  ", false)).isEqualTo("access/waiting-for-me");
        assertThat(response.getStatus()).isEqualTo(422);
        assertThat(model.get("errors"))
                .isInstanceOfSatisfying(
                        FormErrors.class, e -> assertThat(e.has("note")).isTrue());
        assertThat(model.get("typed")).isInstanceOfSatisfying(WaitingForMe.Typed.class, typed -> {
            assertThat(typed.was("t1", "no")).isTrue();
            assertThat(typed.reason()).isEqualTo("  ");
        });
        assertThat(after.getFlashAttributes()).isEmpty();
    }

    @Test
    void whatWasDecidedMeanwhileIsSaidAndNoFault() {
        assertThat(page.decide("gone", "yes", null, false, null, PRESIDENT, model, response, after))
                .isEqualTo("redirect:/waiting-for-me");
        doThrow(new HumanTasks.NoSuchTask()).when(tasks).submit(eq("t1"), eq(PRESIDENT), anyMap());
        decide("yes", null, false);
        assertThat(after.getFlashAttributes().get("already")).isEqualTo(true);
        assertThat(after.getFlashAttributes().get("done")).isNull();
    }

    @Test
    void tickedRowsGoToTheFormsFieldAndTheOtherButtonTicksNone() {
        decision = adoption();
        decide("yes", null, false, "4");
        verify(tasks)
                .submit(
                        "t1",
                        PRESIDENT,
                        Map.of(
                                "adopted",
                                List.of(Map.of("id", "4", "adopted", true), Map.of("id", "5", "adopted", false))));
        decide("no", null, false, "4", "5");
        verify(tasks)
                .submit(
                        "t1",
                        PRESIDENT,
                        Map.of(
                                "adopted",
                                List.of(Map.of("id", "4", "adopted", false), Map.of("id", "5", "adopted", false))));
    }

    @Test
    void yesWithNothingTickedIsAskedForAgain() {
        decision = adoption();
        decide("yes", null, false);
        verify(tasks, never()).submit(any(), any(), anyMap());
        assertThat(response.getStatus()).isEqualTo(422);
    }

    @Test
    void aRowThatTheCardDoesNotShowIsNeverSent() {
        decision = adoption();
        decide("yes", null, false, "4", "666");
        verify(tasks)
                .submit(
                        "t1",
                        PRESIDENT,
                        Map.of(
                                "adopted",
                                List.of(Map.of("id", "4", "adopted", true), Map.of("id", "5", "adopted", false))));
    }

    @Test
    void aSignatureCarriesItsConsentAsTickedOrNot() {
        decision = signature();
        decide("yes", null, false);
        verify(tasks).submit("t1", PRESIDENT, Map.of("consent", false));
        decide("yes", null, true);
        verify(tasks).submit("t1", PRESIDENT, Map.of("consent", true));
    }

    @Test
    void whatIsPutOffCompletesNothing() {
        decision = signature();
        secondDeedPutsOff = true;
        page = page();
        decide("no", "ليس اليوم", false);
        assertThat(putOff).containsExactly("ليس اليوم");
        verify(tasks, never()).submit(any(), any(), anyMap());
    }

    private String decide(String deed, @Nullable String reason, boolean consent, String... chosen) {
        return page.decide("t1", deed, reason, consent, List.of(chosen), PRESIDENT, model, response, after);
    }

    private WaitingForMe page() {
        var card = new DecisionCard() {
            @Override
            public String process() {
                return "some-process";
            }

            @Override
            public String element() {
                return "userTask_some";
            }

            @Override
            public Decision of(HumanTask task, Actor actor) {
                return decision;
            }

            @Override
            public boolean secondDeedPutsOff() {
                return secondDeedPutsOff;
            }

            @Override
            public void putOff(HumanTask task, Fields fields, Actor actor) {
                putOff.add(fields.text("reason", 100));
            }
        };
        return new WaitingForMe(
                tasks,
                subjects,
                new ObjectProvider<>() {
                    @Override
                    public Stream<DecisionCard> stream() {
                        return Stream.of(card);
                    }
                },
                new Findings(AllTexts.source()),
                mock(Counted.class),
                mock(Formats.class),
                AllTexts.source(),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Decision approval() {
        return decision(
                null,
                Decision.Deed.of("yes", Map.of("decision", "APPROVE"), "approved"),
                Decision.Deed.of("no", Map.of("decision", "SEND_BACK"), "sent back")
                        .because("note", "why"));
    }

    private static Decision adoption() {
        return decision(
                new Decision.Choices(
                        "adopted", "legend", List.of(new Decision.Choice("4", "a"), new Decision.Choice("5", "b"))),
                Decision.Deed.of("yes", Map.of(), "adopted"),
                Decision.Deed.of("no", Map.of(), "none"));
    }

    private static Decision signature() {
        return decision(
                null,
                Decision.Deed.of("yes", Map.of(), "signed").consenting("I have read it"),
                Decision.Deed.of("no", Map.of(), "not now").because("reason", "why"));
    }

    private static Decision decision(Decision.@Nullable Choices choices, Decision.Deed yes, Decision.Deed no) {
        return new Decision("ask", "behind", List.of(), List.of(), List.of(), List.of(), choices, yes, no);
    }
}
