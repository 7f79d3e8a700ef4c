package org.dawra.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Dates, times and numbers as they are written in Morocco: Western digits, Moroccan month names, and a no-break space
 * between groups (a plain one lets "10 000" turn into "000 10" in right-to-left text).
 * Templates use it as {@code ${@formats.date(day)}}; it speaks the language of the request.
 */
@Component("formats")
public class Formats {

    private static final char NO_BREAK_SPACE = '\u00a0';

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
        return day.getDayOfWeek().getDisplayName(TextStyle.FULL, language.locale()) + " " + date(day, language);
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

    /** An instant as the local time of day. */
    public String time(Instant instant) {
        return time(clock.local(instant).toLocalTime());
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

    /** An instant as the local day without its weekday. */
    public String date(Instant instant) {
        return date(clock.local(instant).toLocalDate());
    }

    /** An instant as the local day with its weekday. */
    public String day(Instant instant) {
        return day(clock.local(instant).toLocalDate());
    }

    /** How many local midnights lie between two instants. */
    public long daysBetween(Instant from, Instant to) {
        return ChronoUnit.DAYS.between(
                clock.local(from).toLocalDate(), clock.local(to).toLocalDate());
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
        var number =
                language == Language.FR && day.getDayOfMonth() == 1 ? "1er" : Integer.toString(day.getDayOfMonth());
        return number + " " + day.getMonth().getDisplayName(TextStyle.FULL, language.locale()) + " " + day.getYear();
    }

    /**
     * A person's name as part of a plain text for a reader of this language. Names are mostly Arabic: in a text from left to
     * right they stand apart, so that a number or date behind them is not drawn into their direction.
     */
    public static String isolated(String name, Language language) {
        return language == Language.AR ? name : "\u2068" + name + "\u2069";
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
