package org.dawra.cycle;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping of an edition's file, read strictly and to the end: each finding is noted with its line and path, and reading
 * goes on with a stand-in so that the author gets all findings at once.
 */
final class EditionNode {

    private static final Pattern CODE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");
    private static final int LONGEST_TEXT = 4_000;

    private final MappingNode node;
    private final String path;
    private final List<EditionError> errors;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> read = new HashSet<>();

    EditionNode(MappingNode node, String path, List<EditionError> errors) {
        this.node = node;
        this.path = path;
        this.errors = errors;
        for (var tuple : node.getValue()) {
            var key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (values.put(key, tuple.getValueNode()) != null) {
                error(line(tuple.getKeyNode()), key, "twice");
            }
            keys.put(key, tuple.getKeyNode());
        }
    }

    /** Notes keys that nobody asked for. Called once everything has been read. */
    void nothingElse() {
        keys.forEach((key, at) -> {
            if (!read.contains(key)) {
                error(
                        line(at),
                        key,
                        "unknownKey",
                        String.join(", ", read.stream().sorted().toList()));
            }
        });
    }

    boolean has(String key) {
        read.add(key);
        return value(key) != null;
    }

    EditionNode section(String key) {
        var section = optionalSection(key);
        if (section == null) {
            missing(key);
            return new EditionNode(
                    new MappingNode(Tag.MAP, List.of(), node.getFlowStyle()), path(key), new ArrayList<>());
        }
        return section;
    }

    @Nullable
    EditionNode optionalSection(String key) {
        var value = value(key);
        if (value == null) {
            return null;
        }
        if (value instanceof MappingNode mapping) {
            return new EditionNode(mapping, path(key), errors);
        }
        error(line(value), key, "section");
        return null;
    }

    /** The rows of a list; one that must not be empty has {@code least} 1. */
    List<EditionNode> rows(String key, int least) {
        var rows = new ArrayList<EditionNode>();
        var items = items(key, least);
        for (var i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof MappingNode mapping) {
                rows.add(new EditionNode(mapping, path(key) + "[" + i + "]", errors));
            } else {
                error(line(items.get(i)), key + "[" + i + "]", "section");
            }
        }
        return rows;
    }

    /** Rows, read with {@code how}; unknown keys of each are noted. */
    <T> List<T> rows(String key, int least, Function<EditionNode, T> how) {
        return rows(key, least).stream()
                .map(row -> {
                    var value = how.apply(row);
                    row.nothingElse();
                    return value;
                })
                .toList();
    }

    /** Rows that carry a code, each code once. */
    <T> List<T> coded(String key, int least, Function<EditionNode, T> how) {
        var seen = new HashSet<String>();
        return rows(key, least, row -> {
            var code = row.code("code");
            if (!code.isEmpty() && !seen.add(code)) {
                row.wrong("code", "duplicate", code);
            }
            return how.apply(row);
        });
    }

    List<Bilingual> texts(String key, int least) {
        return rows(key, least, EditionNode::bilingual);
    }

    Bilingual text(String key) {
        var section = section(key);
        var text = section.bilingual();
        section.nothingElse();
        return text;
    }

    @Nullable
    Bilingual optionalText(String key) {
        return has(key) ? text(key) : null;
    }

    private Bilingual bilingual() {
        return new Bilingual(string("ar"), string("fr"));
    }

    /** Plain strings: a list, or one text with a string a line. */
    List<String> strings(String key) {
        var value = value(key);
        if (value instanceof ScalarNode scalar) {
            return scalar.getValue()
                    .lines()
                    .map(String::strip)
                    .filter(s -> !s.isEmpty())
                    .toList();
        }
        var strings = new ArrayList<String>();
        var items = items(key, 0);
        for (var i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
                strings.add(scalar.getValue().strip());
            } else {
                error(line(items.get(i)), key + "[" + i + "]", "text");
            }
        }
        return strings;
    }

    /** All keys of the mapping with their texts, whatever they are called. */
    Map<String, String> entries() {
        var entries = new LinkedHashMap<String, String>();
        for (var key : keys.keySet()) {
            var text = scalar(key);
            if (text != null) {
                entries.put(key, text);
            }
        }
        return entries;
    }

    String string(String key) {
        var text = scalar(key);
        if (text == null) {
            return "";
        }
        if (text.length() > LONGEST_TEXT) {
            wrong(key, "tooLong", LONGEST_TEXT);
        }
        return text;
    }

    String code(String key) {
        var text = scalar(key);
        if (text != null && !CODE.matcher(text).matches()) {
            wrong(key, "code", text);
            return "";
        }
        return text == null ? "" : text;
    }

    /** A code that must be one of {@code known}. */
    String reference(String key, Collection<String> known, String problem) {
        var text = scalar(key);
        if (text != null && !known.contains(text)) {
            wrong(key, problem, text, String.join(", ", known));
        }
        return text == null ? "" : text;
    }

    int integer(String key, int least, int most) {
        return integer(key, scalar(key), least, most);
    }

    int integerOr(String key, int otherwise, int least, int most) {
        return has(key) ? integer(key, least, most) : otherwise;
    }

    private int integer(String key, @Nullable String text, int least, int most) {
        if (text == null) {
            return least;
        }
        try {
            var number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
            wrong(key, "range", number, least, most);
        } catch (NumberFormatException e) {
            wrong(key, "integer", text);
        }
        return least;
    }

    /** Rows of whole numbers, as scores are. */
    List<List<Integer>> numbers(String key, int least, int most) {
        var rows = new ArrayList<List<Integer>>();
        var items = items(key, 1);
        for (var i = 0; i < items.size(); i++) {
            var name = key + "[" + i + "]";
            if (!(items.get(i) instanceof SequenceNode row)) {
                error(line(items.get(i)), name, "list");
                continue;
            }
            rows.add(row.getValue().stream()
                    .map(cell -> integer(name, cell instanceof ScalarNode s ? s.getValue() : "?", least, most))
                    .toList());
        }
        return rows;
    }

    boolean flag(String key, boolean otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        var text = scalar(key);
        if (text != null && !text.equals("true") && !text.equals("false")) {
            wrong(key, "flag", text);
        }
        return "true".equals(text);
    }

    <E extends Enum<E>> E option(String key, Class<E> type) {
        var text = scalar(key);
        var option = text == null ? null : option(key, text, type);
        return option == null ? type.getEnumConstants()[0] : option;
    }

    /** A list of names, each one of the type's. */
    <E extends Enum<E>> Set<E> options(String key, Class<E> type) {
        var options = EnumSet.noneOf(type);
        for (var text : strings(key)) {
            var option = option(key, text, type);
            if (option != null) {
                options.add(option);
            }
        }
        return options;
    }

    private <E extends Enum<E>> @Nullable E option(String key, String text, Class<E> type) {
        var names = new ArrayList<String>();
        for (var constant : type.getEnumConstants()) {
            var name = constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (name.equals(text)) {
                return constant;
            }
            names.add(name);
        }
        wrong(key, "option", text, String.join(", ", names));
        return null;
    }

    /** A list of days of any year, as {@code 07-30}. */
    Set<MonthDay> monthDays(String key) {
        var days = new LinkedHashSet<MonthDay>();
        for (var text : strings(key)) {
            try {
                days.add(MonthDay.parse("--" + text));
            } catch (DateTimeException e) {
                wrong(key, "monthDay", text);
            }
        }
        return days;
    }

    LocalDate date(String key) {
        return parsed(key, LocalDate::parse, LocalDate.EPOCH, "date");
    }

    LocalTime time(String key) {
        return parsed(key, LocalTime::parse, LocalTime.MIDNIGHT, "time");
    }

    ZoneOffset offset(String key) {
        return parsed(key, ZoneOffset::of, ZoneOffset.UTC, "offset");
    }

    Duration duration(String key, Duration otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        var duration = parsed(key, Duration::parse, otherwise, "duration");
        if (duration.isNegative() || duration.compareTo(Duration.ofDays(2)) > 0) {
            wrong(key, "duration", duration.toString());
        }
        return duration;
    }

    private <T> T parsed(String key, Function<String, T> parse, T otherwise, String problem) {
        var text = scalar(key);
        if (text == null) {
            return otherwise;
        }
        try {
            return parse.apply(text);
        } catch (DateTimeException e) {
            wrong(key, problem, text);
            return otherwise;
        }
    }

    /** Notes a finding at the field. */
    void wrong(String key, String problem, Object... args) {
        var value = values.get(key.replaceFirst("\\[.*", ""));
        error(line(value == null ? node : value), key, problem, args);
    }

    private List<Node> items(String key, int least) {
        var value = value(key);
        if (value == null) {
            if (least > 0) {
                missing(key);
            }
            return List.of();
        }
        if (!(value instanceof SequenceNode sequence)) {
            error(line(value), key, "list");
            return List.of();
        }
        if (sequence.getValue().size() < least) {
            error(line(value), key, "atLeast", least);
        }
        return sequence.getValue();
    }

    private @Nullable String scalar(String key) {
        var value = value(key);
        if (value == null) {
            missing(key);
            return null;
        }
        if (!(value instanceof ScalarNode scalar)) {
            error(line(value), key, "text");
            return null;
        }
        return scalar.getValue().strip();
    }

    private @Nullable Node value(String key) {
        read.add(key);
        var value = values.get(key);
        return value instanceof ScalarNode scalar && scalar.getValue().isBlank() ? null : value;
    }

    private void missing(String key) {
        var at = keys.get(key);
        error(line(at == null ? node : at), key, "missing");
    }

    private void error(int line, String key, String problem, Object... args) {
        errors.add(new EditionError(line, path(key), "cycle.edition." + problem, List.of(args)));
    }

    private String path(String key) {
        if (key.isEmpty()) {
            return path;
        }
        return path.isEmpty() ? key : path + "." + key;
    }

    private static int line(Node node) {
        var mark = node.getStartMark();
        return mark == null ? 1 : mark.getLine() + 1;
    }
}
