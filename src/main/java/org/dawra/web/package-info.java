/** Layout, language and error pages that every module's pages share. */
@ApplicationModule(
        displayName = "web",
        allowedDependencies = {})
@NullMarked
package org.dawra.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
