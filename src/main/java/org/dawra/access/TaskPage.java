package org.dawra.access;

import java.util.function.Function;
import org.dawra.engine.HumanTask;

/** Says on which page of ours a user task is done. Modules publish one bean a task; what has none is done in Tasklist. */
public interface TaskPage {

    /** Key of the process. */
    String process();

    /** Element id of the user task. */
    String element();

    /** Path of the page that does this task, as {@code /sessions/12?task=…}. */
    String path(HumanTask task);

    /** What the task is about, to tell several of one kind apart: a session's title, an institution's name. */
    default String about(HumanTask task) {
        return "";
    }

    /** A page whose path follows from the task. */
    static TaskPage of(String process, String element, Function<HumanTask, String> path) {
        return new TaskPage() {
            @Override
            public String process() {
                return process;
            }

            @Override
            public String element() {
                return element;
            }

            @Override
            public String path(HumanTask task) {
                return path.apply(task);
            }
        };
    }
}
