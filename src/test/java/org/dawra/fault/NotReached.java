package org.dawra.fault;

/** What a run was to do could not be done: the fault did not come about, or the application did not come through it. */
final class NotReached extends RuntimeException {

    NotReached(String why) {
        super(why);
    }
}
