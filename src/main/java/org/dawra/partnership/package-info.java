/**
 * Partnership agreements: drafted by the network, reviewed version by version, signed on paper or electronically, between
 * the network and a partner or between institutions that take part.
 */
@ApplicationModule(
        displayName = "partnership",
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
package org.dawra.partnership;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
