/** Who takes part: institutions, beneficiaries, the provinces' lists, and the seats of each meeting. */
@ApplicationModule(
        displayName = "registration",
        allowedDependencies = {"engine", "audit", "access", "cycle", "document", "mail", "web"})
@NullMarked
package org.dawra.registration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
