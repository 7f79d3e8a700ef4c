package org.dawra.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a stack trace when everything is taken out that may name a person: the classes of the exceptions,
 * outermost first, and the lines of our own code. Messages are never in it.
 */
public record Fault(List<String> causes, List<String> frames) {

    private static final int MOST_FRAMES = 40;
    private static final Pattern CAUSE =
            Pattern.compile("(?:Caused by: )?((?:[a-z][a-z0-9_]{0,40}\\.){1,12}[A-Z][A-Za-z0-9_$]{0,80})(?::.*)?");
    private static final Pattern FRAME = Pattern.compile(
            "\\s+at (?:\\w+//)?(org\\.dawra\\.[a-z]{1,20}\\.[A-Za-z0-9_$.<>]{1,160}\\([A-Za-z0-9_]{1,80}\\.java:\\d{1,6}\\)).*");

    public Fault {
        causes = List.copyOf(causes);
        frames = List.copyOf(frames);
    }

    /** Reads a stack trace as Java prints it. */
    static Fault of(@Nullable String trace) {
        var causes = new ArrayList<String>();
        var frames = new ArrayList<String>();
        for (var line : trace == null ? List.<String>of() : trace.lines().toList()) {
            var frame = FRAME.matcher(line);
            if (frame.matches()
                    && frames.size() < MOST_FRAMES
                    && !frame.group(1).contains("$$")) {
                frames.add(frame.group(1));
            } else if (causes.isEmpty() || line.startsWith("Caused by: ")) {
                var cause = CAUSE.matcher(line);
                if (cause.matches()) {
                    causes.add(cause.group(1));
                }
            }
        }
        return new Fault(causes, frames.stream().distinct().toList());
    }

    /** The exception that everything began with, or an empty text when the trace names none. */
    public String root() {
        return causes.isEmpty() ? "" : causes.get(causes.size() - 1);
    }

    /** As text, a line each. */
    public String text() {
        var text = new StringBuilder();
        causes.forEach(cause -> text.append(cause).append('\n'));
        frames.forEach(frame -> text.append("    at ").append(frame).append('\n'));
        return text.toString();
    }
}
