/** The outbox and its dispatcher: every effect outside the database. Knows nothing of cycles. */
@ApplicationModule(
        displayName = "mail",
        allowedDependencies = {"audit", "web"})
@NullMarked
package org.dawra.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
