package org.dawra.certificate;

import java.time.Duration;

/** How long a training lasted, in whole hours and minutes. */
record TrainingHours(long hours, long minutes) {

    static TrainingHours of(Duration duration) {
        return new TrainingHours(duration.toHours(), duration.toMinutesPart());
    }

    /** "14 ساعة من التكوين": Arabic counts three to ten in the plural, from eleven on in the singular. */
    String inArabic() {
        var text = counted(hours, "ساعة واحدة", "ساعتان", "ساعات", "ساعة");
        if (minutes > 0) {
            text += " و" + counted(minutes, "دقيقة واحدة", "دقيقتان", "دقائق", "دقيقة");
        }
        return "مدة التكوين " + text;
    }

    private static String counted(long number, String one, String two, String few, String many) {
        if (number == 1) {
            return one;
        }
        if (number == 2) {
            return two;
        }
        return number + "\u00a0" + (number >= 3 && number <= 10 ? few : many);
    }
}
