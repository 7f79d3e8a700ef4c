package org.dawra.access;

import org.dawra.engine.HumanTask;

/**
 * Says what the tasks of a process are about, so that several of one kind can be told apart: the partner of an agreement,
 * the title of a session. Modules publish one bean a process.
 */
public interface TaskSubject {

    /** Key of the process. */
    String process();

    /** A few words in the language of the request, or an empty text. */
    String about(HumanTask task);
}
