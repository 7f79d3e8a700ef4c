package org.dawra.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.dawra.web.Language;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

class WaitingTimeTest {

    private final WaitingTime waiting = new WaitingTime(texts());

    @Test
    void aWaitIsSaidAsOneSaysIt() {
        var arabic = Language.AR.locale();
        assertThat(waiting.of(1, arabic)).isEqualTo("ثانية واحدة");
        assertThat(waiting.of(2, arabic)).isEqualTo("ثانيتين");
        assertThat(waiting.of(8, arabic)).isEqualTo("8 ثوان");
        assertThat(waiting.of(16, arabic)).isEqualTo("16 ثانية");
        assertThat(waiting.of(120, arabic)).isEqualTo("دقيقتين");
        assertThat(waiting.of(121, arabic)).isEqualTo("3 دقائق");
        assertThat(waiting.of(901, arabic)).isEqualTo("16 دقيقة");
        assertThat(waiting.of(31, Language.FR.locale())).isEqualTo("31 secondes");
        assertThat(waiting.of(240, Locale.ENGLISH)).isEqualTo("4 minutes");
    }

    private static ResourceBundleMessageSource texts() {
        var texts = new ResourceBundleMessageSource();
        texts.setBasename("messages/access");
        texts.setDefaultEncoding("UTF-8");
        return texts;
    }
}
