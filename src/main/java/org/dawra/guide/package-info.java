/** The guides of those who run a year, shown to each in the application: the files of {@code docs/guide}. */
@ApplicationModule(
        displayName = "guide",
        allowedDependencies = {"engine", "access", "web"})
@NullMarked
package org.dawra.guide;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
