package org.dawra.engine;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a submitted form, read strictly: what is missing, of another type or out of range is {@link Refused} at
 * its field. Text is trimmed; an empty text counts as missing. Numbers may arrive as JSON numbers or as digits.
 */
public final class Fields {

    private final String prefix;
    private final Map<String, Object> values;

    private Fields(String prefix, Map<String, Object> values) {
        this.prefix = prefix;
        this.values = values;
    }

    /** Wraps the values of a form. */
    public static Fields of(Map<String, ?> values) {
        return new Fields("", new LinkedHashMap<>(values));
    }

    /** Whether the field was given a value other than blank. */
    public boolean has(String name) {
        return raw(name) != null;
    }

    /** A required text of at most {@code max} characters. */
    public String text(String name, int max) {
        var text = optionalText(name, max);
        if (text == null) {
            throw refused(name, "form.required");
        }
        return text;
    }

    /** A text of at most {@code max} characters, or null when blank. */
    public @Nullable String optionalText(String name, int max) {
        var value = raw(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
            throw refused(name, "form.text");
        }
        var text = value.toString();
        if (text.length() > max) {
            throw refused(name, "form.tooLong", max);
        }
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t')) {
            throw refused(name, "form.text");
        }
        return text;
    }

    /** A required whole number from {@code min} to {@code max}. */
    public int integer(String name, int min, int max) {
        var value = raw(name);
        if (value == null) {
            throw refused(name, "form.required");
        }
        long number;
        try {
            number = value instanceof Number n ? exact(n) : Long.parseLong(value.toString());
        } catch (ArithmeticException | NumberFormatException e) {
            throw refused(name, "form.integer");
        }
        if (number < min) {
            throw refused(name, "form.min", min);
        }
        if (number > max) {
            throw refused(name, "form.max", max);
        }
        return (int) number;
    }

    /** A required id of one of our rows. */
    public long id(String name) {
        var value = raw(name);
        if (value == null) {
            throw refused(name, "form.required");
        }
        try {
            return value instanceof Number n ? exact(n) : Long.parseLong(value.toString());
        } catch (ArithmeticException | NumberFormatException e) {
            throw refused(name, "form.option");
        }
    }

    /** A check box; missing means unticked. */
    public boolean flag(String name) {
        var value = raw(name);
        if (value == null) {
            return false;
        }
        return switch (value.toString()) {
            case "true", "on" -> true;
            case "false" -> false;
            default -> throw refused(name, "form.option");
        };
    }

    /** A required value of an enum, by its constant's name. */
    public <E extends Enum<E>> E option(String name, Class<E> type) {
        var value = raw(name);
        if (value == null) {
            throw refused(name, "form.required");
        }
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equals(value.toString())) {
                return constant;
            }
        }
        throw refused(name, "form.option");
    }

    /** A required local date in ISO form ({@code 2026-01-31}); a time after {@code T} is ignored. */
    public LocalDate date(String name) {
        var value = raw(name);
        if (value == null) {
            throw refused(name, "form.required");
        }
        var text = value.toString();
        var t = text.indexOf('T');
        try {
            return LocalDate.parse(t < 0 ? text : text.substring(0, t));
        } catch (DateTimeException e) {
            throw refused(name, "form.date");
        }
    }

    /** A local time ({@code 09:30}), or null when blank. */
    public @Nullable LocalTime optionalTime(String name) {
        var value = raw(name);
        if (value == null) {
            return null;
        }
        try {
            return LocalTime.parse(value.toString());
        } catch (DateTimeException e) {
            throw refused(name, "form.time");
        }
    }

    /** The rows of a grid, each as fields whose findings name the cell, as in {@code meetings[2].capacity}. */
    public List<Fields> rows(String name) {
        var value = raw(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw refused(name, "form.rows");
        }
        if (list.size() > 5_000) {
            throw refused(name, "form.tooManyRows", 5_000);
        }
        var rows = new ArrayList<Fields>();
        for (var i = 0; i < list.size(); i++) {
            if (!(list.get(i) instanceof Map<?, ?> cells)) {
                throw refused(name, "form.rows");
            }
            var row = new LinkedHashMap<String, Object>();
            cells.forEach((k, v) -> row.put(String.valueOf(k), v));
            rows.add(new Fields(prefix + name + "[" + i + "].", row));
        }
        return rows;
    }

    /** A refusal at this field, with the path of the row it stands in. */
    public Refused refused(String name, String messageKey, Object... args) {
        return new Refused(prefix + name, messageKey, args);
    }

    private static long exact(Number number) {
        if (number.doubleValue() != Math.rint(number.doubleValue())) {
            throw new ArithmeticException();
        }
        return number.longValue();
    }

    private @Nullable Object raw(String name) {
        var value = values.get(name);
        if (value instanceof String text) {
            var trimmed = text.strip();
            return trimmed.isEmpty() ? null : trimmed;
        }
        return value;
    }
}
