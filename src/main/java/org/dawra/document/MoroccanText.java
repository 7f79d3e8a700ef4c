package org.dawra.document;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Locale;

/**
 * Dates, times and numbers as Moroccans write them, in Arabic, French and English. Arabic always means {@code ar-MA}:
 * Western digits and the Moroccan names of the months, which the JDK's bare {@code ar} does not give. Digits are grouped
 * with U+00A0: an ordinary space would let "10 000" turn into "000 10" in right-to-left text.
 */
public final class MoroccanText {

    private static final char GROUP = '\u00a0';
    /** With its region: bare {@code ar} would give ديسمبر. */
    private static final Locale ARABIC = Locale.forLanguageTag("ar-MA");

    private MoroccanText() {}

    /** "29 دجنبر 2024", "29 décembre 2024", "29 December 2024"; the first of a month is "فاتح" and "1er". */
    public static String date(LocalDate date, Locale locale) {
        return day(date, locale) + " " + month(date.getMonthValue(), locale) + " " + date.getYear();
    }

    /** With the day of the week: "الأحد 29 دجنبر 2024". */
    public static String longDate(LocalDate date, Locale locale) {
        return weekday(date.getDayOfWeek(), locale) + " " + date(date, locale);
    }

    /** "29/12/2024" in every language, for tables; day, month, year. */
    public static String shortDate(LocalDate date) {
        return pad(date.getDayOfMonth()) + "/" + pad(date.getMonthValue()) + "/" + date.getYear();
    }

    /**
     * "من 27 إلى 29 دجنبر 2024", "du 27 au 29 décembre 2024"; months and years are repeated only where they differ, and a
     * single day is just that day.
     */
    public static String dateRange(LocalDate from, LocalDate to, Locale locale) {
        if (from.equals(to)) {
            return date(from, locale);
        }
        String start;
        if (from.getYear() != to.getYear()) {
            start = date(from, locale);
        } else if (from.getMonthValue() != to.getMonthValue()) {
            start = day(from, locale) + " " + month(from.getMonthValue(), locale);
        } else {
            start = day(from, locale);
        }
        return choose(locale, "من ", "du ", "from ")
                + start
                + choose(locale, " إلى ", " au ", " to ")
                + date(to, locale);
    }

    /** "14:05", "14 h 05", "14:05". */
    public static String time(LocalTime time, Locale locale) {
        String minutes = pad(time.getMinute());
        return isFrench(locale)
                ? time.getHour() + "\u00a0h" + (time.getMinute() == 0 ? "" : "\u00a0" + minutes)
                : pad(time.getHour()) + ":" + minutes;
    }

    /** "من 09:00 إلى 12:30", "de 9 h à 12 h 30". */
    public static String timeRange(LocalTime from, LocalTime to, Locale locale) {
        return choose(locale, "من ", "de ", "from ")
                + time(from, locale)
                + choose(locale, " إلى ", " à ", " to ")
                + time(to, locale);
    }

    /** Date and time: "29 دجنبر 2024 على الساعة 14:05". */
    public static String dateTime(LocalDateTime at, Locale locale) {
        return date(at.toLocalDate(), locale)
                + choose(locale, " على الساعة ", " à ", " at ")
                + time(at.toLocalTime(), locale);
    }

    /** "الأحد", "dimanche", "Sunday". */
    public static String weekday(DayOfWeek day, Locale locale) {
        return day.getDisplayName(TextStyle.FULL, choose(locale, ARABIC, Locale.FRENCH, Locale.ENGLISH));
    }

    /** The month from 1: "دجنبر", "décembre", "December". */
    public static String month(int month, Locale locale) {
        return Month.of(month).getDisplayName(TextStyle.FULL, choose(locale, ARABIC, Locale.FRENCH, Locale.ENGLISH));
    }

    /** "10 000" with a space that neither breaks nor turns around; "10,000" in English. */
    public static String number(long number, Locale locale) {
        return group(BigDecimal.valueOf(number), locale);
    }

    /** With so many decimals, half up: "3,5", in English "3.5". */
    public static String decimal(double number, int decimals, Locale locale) {
        return group(BigDecimal.valueOf(number).setScale(decimals, RoundingMode.HALF_UP), locale);
    }

    /** A share of 1 as "45%", in French "45 %": from right to left a space would send the sign to the other side. */
    public static String percent(double share, Locale locale) {
        String figure = decimal(share * 100, 0, locale);
        return choose(locale, figure + "%", figure + GROUP + "%", figure + "%");
    }

    private static String group(BigDecimal number, Locale locale) {
        String plain = number.abs().toPlainString();
        int point = plain.indexOf('.');
        String whole = point < 0 ? plain : plain.substring(0, point);
        StringBuilder text = new StringBuilder();
        // Before the digits in memory; U+200E keeps it there in right-to-left text.
        if (number.signum() < 0) {
            text.append(isArabic(locale) ? "\u200e-" : "-");
        }
        for (int i = 0; i < whole.length(); i++) {
            if (i > 0 && (whole.length() - i) % 3 == 0) {
                text.append(isEnglish(locale) ? ',' : GROUP);
            }
            text.append(whole.charAt(i));
        }
        if (point >= 0) {
            text.append(isEnglish(locale) ? '.' : ',').append(plain, point + 1, plain.length());
        }
        return text.toString();
    }

    private static String day(LocalDate date, Locale locale) {
        int day = date.getDayOfMonth();
        return day == 1 ? choose(locale, "فاتح", "1er", "1") : Integer.toString(day);
    }

    private static String pad(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    private static <T> T choose(Locale locale, T arabic, T french, T english) {
        if (isArabic(locale)) {
            return arabic;
        }
        return isFrench(locale) ? french : english;
    }

    private static boolean isArabic(Locale locale) {
        return locale.getLanguage().equals("ar");
    }

    private static boolean isFrench(Locale locale) {
        return locale.getLanguage().equals("fr");
    }

    private static boolean isEnglish(Locale locale) {
        return !isArabic(locale) && !isFrench(locale);
    }
}
