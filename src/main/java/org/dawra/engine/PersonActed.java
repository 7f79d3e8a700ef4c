package org.dawra.engine;

/**
 * A person has completed a user task or started a process. Published in the transaction that does it, after the module's
 * service has agreed: a listener that fails undoes the deed, and a deed that is undone leaves nothing.
 *
 * @param actor who
 * @param process key of the process
 * @param element id of the user task, or {@code startEvent}
 * @param businessKey id of the aggregate
 */
public record PersonActed(Actor actor, String process, String element, String businessKey) {}
