package org.dawra.registration;

import java.util.List;
import org.dawra.cycle.CycleId;
import org.dawra.engine.Actor;

/** The way onto a province's list. */
public interface RegistrationIntake {

    /** Most people in one go; the coordinators' uploads are no longer than this. */
    int MOST_AT_ONCE = 5_000;

    /**
     * Puts people on the list of a province, all or none, as its coordinator or the programme manager does. Their
     * registrations are accepted at once: the coordinator answers for them, and for their consent.
     *
     * @return ids of the registrations, in the order of {@code people}
     * @throws org.dawra.engine.Refused with findings as {@code rows[3].phone}, at most one a cell; nothing is stored then
     */
    List<Long> add(CycleId cycle, String province, List<NewRegistration> people, Actor actor);

    /**
     * Takes a registration from the public page. It waits until the person confirms it by the link they are sent, or the
     * coordinator validates it.
     *
     * @throws org.dawra.engine.Refused with findings at the fields; nothing is stored then
     */
    Request request(CycleId cycle, String province, NewRegistration person);

    /**
     * What became of a public registration.
     *
     * @param repeated whether the person stood on the list already, which changes nothing
     * @param byEmail whether the link to confirm goes by e-mail; otherwise the coordinator hands it over
     */
    record Request(long registrationId, boolean repeated, boolean byEmail) {}
}
