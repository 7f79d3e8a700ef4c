package org.dawra.engine;

import java.util.Optional;

/** Tells who is logged in with the current request; implemented where the login lives. */
public interface ActorSource {

    /** The logged-in actor, empty for an anonymous request. */
    Optional<Actor> current();
}
