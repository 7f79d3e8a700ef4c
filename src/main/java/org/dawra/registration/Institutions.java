package org.dawra.registration;

import java.util.List;
import java.util.Optional;
import org.dawra.cycle.CycleId;
import org.jspecify.annotations.Nullable;

/** The institutions. */
public interface Institutions {

    /** The institution with this id. */
    Optional<Institution> find(long id);

    /** Institutions with an accepted registration in the cycle, by province and name. */
    List<Institution> of(CycleId cycle);

    /** Institutions with an accepted registration on the province's list, by name. */
    List<Institution> ofProvince(CycleId cycle, String province);

    /**
     * The id of the institution with this kind, name and province; registers it when it is new. Names are compared as
     * people mean them: {@code التَّعاونية أم الربيع} and {@code التعاونية ام الربيع} are one.
     *
     * @throws org.dawra.engine.Refused when the name is missing or too long
     */
    long register(
            Institution.Kind kind, @Nullable String name, @Nullable String nameFr, String province, boolean sample);
}
