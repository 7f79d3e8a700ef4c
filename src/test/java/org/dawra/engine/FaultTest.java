package org.dawra.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What a stack trace says is shown only so far as it can name nobody. */
class FaultTest {

    private static final String CANARY = "فاطمة الزهراء fatima@dawra.invalid";

    @Test
    void messagesAreLeftOutAndClassesAndOwnLinesStay() {
        var printed = new StringWriter();
        var inner = new IllegalArgumentException(CANARY + "\nCaused by: " + CANARY + "\n\tat " + CANARY);
        new IllegalStateException("for " + CANARY, inner).printStackTrace(new PrintWriter(printed));
        var fault = Fault.of(printed.toString());
        assertThat(fault.causes())
                .containsExactly("java.lang.IllegalStateException", "java.lang.IllegalArgumentException");
        assertThat(fault.root()).isEqualTo("java.lang.IllegalArgumentException");
        assertThat(fault.frames())
                .isNotEmpty()
                .allSatisfy(frame -> assertThat(frame).startsWith("org.dawra."));
        assertThat(fault.text()).doesNotContain("fatima").doesNotContain("فاطمة");
    }

    @Test
    void whatIsNoTraceSaysNothing() {
        assertThat(Fault.of(null).text()).isEmpty();
        assertThat(Fault.of(CANARY).text()).isEmpty();
        assertThat(Fault.of("Caused by: Amina.Alaoui of Sidi Bennour").causes()).isEmpty();
    }
}
