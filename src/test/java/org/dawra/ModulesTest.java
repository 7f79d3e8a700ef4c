package org.dawra;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModulesTest {

    @Test
    void modulesUseOnlyWhatTheyDeclareAndArrowsPointForward() {
        ApplicationModules.of(DawraApplication.class).verify();
    }
}
