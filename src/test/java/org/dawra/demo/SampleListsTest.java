package org.dawra.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.dawra.cycle.Bilingual;
import org.dawra.cycle.Edition.SampleInstitution;
import org.dawra.cycle.TrainingCycle;
import org.dawra.engine.Refused;
import org.dawra.registration.Institutions;
import org.dawra.registration.NewRegistration;
import org.dawra.registration.RegistrationIntake;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names from an edition's file that nobody could register. */
class SampleListsTest {

    private final RegistrationIntake intake = mock();
    private final TrainingCycle cycle = mock(RETURNS_DEEP_STUBS);
    private final List<String> listed = new ArrayList<>();
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @BeforeEach
    void anEdition() {
        var institution = new SampleInstitution(
                "nissae", "cooperative", new Bilingual("تعاونية النساء", "Coopérative"), "settat", false);
        when(cycle.edition().samples().institutions()).thenReturn(List.of(institution));
        when(cycle.edition().samples().people(3)).thenReturn(List.of("ي", "فاطمة", "བསྟན"));
    }

    @Test
    void areLeftOutAndToldWhileTheOthersAreListed() {
        refuse("name");
        fill();
        assertThat(listed).containsExactly("فاطمة");
        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("left out: ي (registration.wrong)", "left out: བསྟན (registration.wrong)");
    }

    @Test
    void areTheOnlyThingThatIsBorne() {
        refuse("phone");
        assertThatThrownBy(this::fill).isInstanceOf(Refused.class);
    }

    private void fill() {
        new SampleLists(intake, mock(Institutions.class), mock(SamplePeople.class))
                .fill(cycle, 3, new Progress(new PrintStream(told, true, StandardCharsets.UTF_8), false));
    }

    /** As the intake does: all or none, with each row that is wrong. */
    private void refuse(String field) {
        when(intake.add(any(), anyString(), anyList(), any())).thenAnswer(call -> {
            List<NewRegistration> people = call.getArgument(2);
            var findings = new ArrayList<Refused.Finding>();
            for (var i = 0; i < people.size(); i++) {
                if (!"فاطمة".equals(people.get(i).name())) {
                    findings.add(new Refused.Finding("rows[" + i + "]." + field, "registration.wrong", List.of()));
                }
            }
            if (!findings.isEmpty()) {
                throw new Refused(findings);
            }
            people.forEach(person -> listed.add(person.name()));
            return List.of();
        });
    }
}
