package org.dawra.cycle;

/** Id of a training meeting; its decimal text is the business key of the processes of a meeting. */
public record MeetingId(long value) {

    /** Reads a business key. */
    public static MeetingId of(String businessKey) {
        return new MeetingId(Long.parseLong(businessKey));
    }

    /** The business key. */
    public String key() {
        return Long.toString(value);
    }
}
