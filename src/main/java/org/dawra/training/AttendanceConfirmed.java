package org.dawra.training;

import org.dawra.cycle.MeetingId;

/**
 * Published in the transaction that confirms a half-day; to be heard after its commit by whoever waits for the attendance.
 */
public record AttendanceConfirmed(MeetingId meeting) {}
