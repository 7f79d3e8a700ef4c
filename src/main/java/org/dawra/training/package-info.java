/** The training meetings: sessions, attendance a half-day, summaries, recommendations, the closing in the hall. */
@ApplicationModule(
        displayName = "training",
        allowedDependencies = {
            "engine",
            "audit",
            "access",
            "cycle",
            "document",
            "mail",
            "web",
            "registration",
            "followup"
        })
@NullMarked
package org.dawra.training;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
