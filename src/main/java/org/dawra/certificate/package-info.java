/** Certificates of participation: planned in one statement, issued in lanes, printed a province at a time, verified by anyone. */
@ApplicationModule(
        displayName = "certificate",
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
package org.dawra.certificate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
