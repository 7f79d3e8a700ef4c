package org.dawra.demo;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Says on the terminal which phase runs and how far it is, and remembers how long each took. */
class Progress {

    private static final int WIDTH = 30;

    private final PrintStream out;
    private final boolean terminal;
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private String phase = "";
    private long began;

    Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Begins a phase, ending the one before; a phase that is entered again goes on adding to its time. */
    void phase(String name) {
        if (name.equals(phase)) {
            return;
        }
        end();
        phase = name;
        began = System.nanoTime();
        if (!terminal) {
            out.println(name + " …");
        } else {
            draw(0, 1);
        }
    }

    /** Shows how far the phase is. */
    void at(long done, long all) {
        if (terminal) {
            draw(done, all);
        }
    }

    /** Says something that is worth a line of its own. */
    void tell(String what) {
        out.println((terminal ? "\n" : "") + what);
    }

    /** Ends the last phase. */
    void end() {
        if (phase.isEmpty()) {
            return;
        }
        var took = (System.nanoTime() - began) / 1e9;
        seconds.merge(phase, took, Double::sum);
        if (terminal) {
            draw(1, 1);
            out.println(String.format(Locale.ROOT, " %.1f s", took));
        }
        phase = "";
    }

    /** Seconds by phase. */
    Map<String, Double> seconds() {
        return seconds;
    }

    private void draw(long done, long all) {
        var filled = all == 0 ? WIDTH : (int) (WIDTH * Math.min(done, all) / all);
        out.print("\r" + "█".repeat(filled) + "░".repeat(WIDTH - filled) + "  " + phase);
        out.flush();
    }
}
