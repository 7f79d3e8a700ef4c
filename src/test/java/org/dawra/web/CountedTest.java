package org.dawra.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Words that change with a number. */
class CountedTest {

    @Test
    void arabicHasSixForms() {
        Map.of(
                        0L, "zero", 1L, "one", 2L, "two", 3L, "few", 10L, "few", 11L, "many", 99L, "many", 100L,
                        "other", 103L, "few", 202L, "other")
                .forEach((number, form) ->
                        assertThat(Counted.form(number)).as("%d", number).isEqualTo(form));
    }

    @Test
    void thePageSaysItInArabic() {
        var counted = new Counted(AllTexts.source());
        assertThat(counted.of("overview.since", 0)).isEqualTo("منذ اليوم");
        assertThat(counted.of("overview.since", 1)).isEqualTo("منذ يوم واحد");
        assertThat(counted.of("overview.since", 2)).isEqualTo("منذ يومين");
        assertThat(counted.of("overview.since", 7)).isEqualTo("منذ 7 أيام");
        assertThat(counted.of("overview.since", 54)).isEqualTo("منذ 54 يوما");
        assertThat(counted.of("overview.since", 100)).isEqualTo("منذ 100 يوم");
        assertThat(counted.of("overview.lateTasks", 2)).isEqualTo("مهمتان متأخرتان");
    }
}
