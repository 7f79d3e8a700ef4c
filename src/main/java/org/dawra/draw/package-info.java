/** The prize draw: by chance, free of charge, among institutions that took part, and for anybody to compute again. */
@ApplicationModule(
        displayName = "draw",
        allowedDependencies = {
            "engine",
            "audit",
            "access",
            "cycle",
            "document",
            "mail",
            "web",
            "registration",
            "training"
        })
@NullMarked
package org.dawra.draw;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
