package org.dawra.registration;

/** What a person agrees to; the texts stand under {@code registration.consent.*}. A changed text gets a new version. */
final class Consent {

    static final String VERSION = "2026-1";

    /** Taking part in the year's trainings: list, seat, attendance, evaluation, certificate, report figures. */
    static final String PURPOSE = "training-cycle";

    private Consent() {}
}
