package org.dawra.engine;

import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.jspecify.annotations.Nullable;

/** Runs work under an engine authentication and puts the previous one back. */
final class EngineAuthentication {

    private EngineAuthentication() {}

    static <T extends @Nullable Object> T with(IdentityService identity, @Nullable Actor actor, Supplier<T> work) {
        var before = identity.getCurrentAuthentication();
        if (actor == null) {
            identity.clearAuthentication();
        } else {
            identity.setAuthentication(actor.userId(), List.copyOf(actor.groups()));
        }
        try {
            return work.get();
        } finally {
            if (before == null) {
                identity.clearAuthentication();
            } else {
                identity.setAuthentication(before);
            }
        }
    }
}
