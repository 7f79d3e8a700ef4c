package org.dawra.training;

import org.dawra.cycle.MeetingId;

/**
 * Published in the transaction that corrects a confirmed half-day, before it is final: whoever has built on the old count
 * and cannot take it back throws {@link org.dawra.engine.Refused}, and nothing changes.
 *
 * @param halfDays number of half-days present from now on
 */
public record AttendanceCorrected(MeetingId meeting, long seat, int halfDays) {}
