package org.dawra.fault;

import java.util.Random;

/**
 * What happens in one run. All of it follows from the seed, so that a run can be played again; only how the threads of the
 * application meet is left to chance.
 *
 * @param seed names the run
 * @param nth at which time of coming there the fault happens
 * @param people who attended
 * @param oneIn one in so many has an e-mail address
 * @param pause milliseconds, for faults that happen at any moment
 * @param started whether the application is killed and started again when it has lived through the fault
 */
record Plan(long seed, Fault fault, Database database, int nth, int people, int oneIn, int pause, boolean started) {

    /** Where it happens. */
    enum Database {
        H2,
        POSTGRES
    }

    /** Seeds from 1 on take the faults in turn, and a fault takes the databases in turn. */
    static Plan of(long seed) {
        var faults = Fault.values();
        var turn = Math.floorMod(seed - 1, (long) faults.length);
        var round = Math.floorDiv(seed - 1, (long) faults.length);
        var fault = faults[(int) turn];
        var chance = new Random(seed * 1_000_003);
        var large = chance.nextInt(6) == 0 || fault == Fault.DISK_FULL;
        var people = (large ? 410 : 60) + chance.nextInt(60);
        var oneIn = 2 + chance.nextInt(3);
        var database = Math.floorMod(turn + round, 2L) == 0 ? Database.H2 : Database.POSTGRES;
        // A file of H2 that could not be written stays shut until the application is started again.
        var survived = fault.isSurvived() && !(fault == Fault.DISK_FULL && database == Database.H2);
        return new Plan(
                seed,
                fault,
                database,
                nth(fault, people / oneIn, chance),
                people,
                oneIn,
                chance.nextInt(4_000),
                round < 2 || !survived || chance.nextBoolean());
    }

    private static int nth(Fault fault, int messages, Random chance) {
        return switch (fault) {
            case IN_PLAN, AFTER_CLAIM, SMTP_DOWN, SMTP_DROPS_AT_QUIT -> 1;
            case MID_CHUNK, CHUNK_UNCOMMITTED, CHUNK_COMMITTED, DATABASE_STOPS_IN_CHUNK -> 1 + chance.nextInt(4);
            case IN_PRINT -> 1 + chance.nextInt(2);
            case SMTP_SLOW -> 3;
            case FIRST_START -> 1 + chance.nextInt(95);
            case SMTP_GREYLISTS, SMTP_DROPS_AFTER_DOT -> 2 + chance.nextInt(4);
            case SMTP_REFUSES -> 4;
            default -> 1 + chance.nextInt(Math.max(1, messages - 2));
        };
    }

    /** Something of this run and of this person, the same at every replay. */
    Random of(int person) {
        return new Random(seed * 1_000_003 + person * 7_919L);
    }

    @Override
    public String toString() {
        return "seed " + seed + ": " + fault + " (" + nth + ") on " + database + ", " + people + " people";
    }
}
