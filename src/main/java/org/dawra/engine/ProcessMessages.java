package org.dawra.engine;

/** Wakes a process that waits for a message. */
public interface ProcessMessages {

    /**
     * Delivers a message to the instance of {@code processKey} about {@code businessKey}.
     *
     * @return false when nobody waits, which is no failure: each wait is preceded by a look and backed by a timer
     */
    boolean signal(String processKey, String businessKey, String message);
}
