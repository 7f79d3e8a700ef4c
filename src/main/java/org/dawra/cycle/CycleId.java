package org.dawra.cycle;

/** Id of a training cycle; its decimal text is the business key of the processes of the year. */
public record CycleId(long value) {

    /** Reads a business key. */
    public static CycleId of(String businessKey) {
        return new CycleId(Long.parseLong(businessKey));
    }

    /** The business key. */
    public String key() {
        return Long.toString(value);
    }
}
