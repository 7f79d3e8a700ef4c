package org.dawra.demo;

/** Who of the sample people does not come: the same ones each time. */
final class Absences {

    private static final int ONE_IN_STAYS_AWAY = 17;

    private Absences() {}

    /** Whether the holder of the seat misses the whole meeting. */
    static boolean staysAway(long seat) {
        return seat % ONE_IN_STAYS_AWAY == 0;
    }
}
