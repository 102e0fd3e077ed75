package dev.nightjar;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The arrows between the modules, as their {@code package-info} declares them. */
class ModuleBoundariesTest {

    @Test
    void noModuleUsesWhatItMayNot() {
        ApplicationModules.of(Nightjar.class).verify();
    }
}
