package org.dawra.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Dates, times and numbers as they are written in Morocco, whatever the JDK's locale data say: Western digits, Moroccan
 * month names, and a no-break space between groups (a plain one lets "10 000" turn into "000 10" in right-to-left text).
 * Templates use it as {@code ${@formats.date(day)}}; it speaks the language of the request.
 */
@Component("formats")
public class Formats {

    private static final char NO_BREAK_SPACE = '\u00a0';
    private static final String[] AR_MONTHS = {
        "يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"
    };
    private static final String[] FR_MONTHS = {
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre"
    };
    private static final String[] EN_MONTHS = {
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December"
    };
    private static final String[] AR_DAYS = {"الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"};
    private static final String[] FR_DAYS = {"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"};
    private static final String[] EN_DAYS = {
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
    };

    private final LocalClock clock;

    Formats(ObjectProvider<LocalClock> clock, UtcOffset fallback) {
        this.clock = clock.getIfUnique(() -> fallback::local);
    }

    /** A day without its weekday: {@code 1 فبراير 2026}. */
    public String date(LocalDate day) {
        return date(day, ChosenLanguage.current());
    }

    /** A day with its weekday: {@code الأحد 1 فبراير 2026}. */
    public String day(LocalDate day) {
        var language = ChosenLanguage.current();
        var index = day.getDayOfWeek().getValue() - 1;
        return switch (language) {
            case AR -> AR_DAYS[index] + " " + date(day, language);
            case FR -> FR_DAYS[index] + " " + date(day, language);
            case EN -> EN_DAYS[index] + " " + date(day, language);
        };
    }

    /** First and last day of something, said once when they are the same. */
    public String days(LocalDate first, LocalDate last) {
        if (first.equals(last)) {
            return day(first);
        }
        return switch (ChosenLanguage.current()) {
            case AR -> "من " + day(first) + " إلى " + day(last);
            case FR -> "du " + day(first) + " au " + day(last);
            case EN -> "from " + day(first) + " to " + day(last);
        };
    }

    /** A time of day: {@code 09:30}. */
    public String time(LocalTime time) {
        return "%02d:%02d".formatted(time.getHour(), time.getMinute());
    }

    /** A day and the time on it. */
    public String dateTime(LocalDateTime moment) {
        var comma = ChosenLanguage.current() == Language.AR ? "، " : ", ";
        return date(moment.toLocalDate()) + comma + time(moment.toLocalTime());
    }

    /** An instant as the local day and time. */
    public String dateTime(Instant instant) {
        return dateTime(clock.local(instant));
    }

    /** An instant as the local day with its weekday. */
    public String day(Instant instant) {
        return day(clock.local(instant).toLocalDate());
    }

    /** A whole number. */
    public String number(long number) {
        return number(number, ChosenLanguage.current());
    }

    /** A share of the whole, 0 to 1, as a rounded percentage. */
    public String percent(double share) {
        var rounded = Math.round(share * 100);
        return ChosenLanguage.current() == Language.FR ? rounded + "\u00a0%" : rounded + "%";
    }

    /** A day in the given language, for texts that are written outside a request. */
    public static String date(LocalDate day, Language language) {
        var month = day.get(ChronoField.MONTH_OF_YEAR) - 1;
        var number = Integer.toString(day.getDayOfMonth());
        return switch (language) {
            case AR -> number + " " + AR_MONTHS[month] + " " + day.getYear();
            case FR -> (day.getDayOfMonth() == 1 ? "1er" : number) + " " + FR_MONTHS[month] + " " + day.getYear();
            case EN -> number + " " + EN_MONTHS[month] + " " + day.getYear();
        };
    }

    /** A whole number in the given language; four digits stand together, so that a year reads as one. */
    public static String number(long number, Language language) {
        var digits = Long.toString(Math.abs(number));
        if (digits.length() <= 4) {
            return Long.toString(number);
        }
        var group = language == Language.EN ? ',' : NO_BREAK_SPACE;
        return String.format(Locale.ROOT, "%,d", number).replace(',', group);
    }
}
