package dev.nightjar.events;

import dev.nightjar.TestCallers;
import dev.nightjar.TestClock;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.context.TestPropertySource;

/** Boots the module with all it uses, except the model. Jobs of a killed process are missed soon. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@AutoConfigureMockMvc
@TestPropertySource(properties = {"nightjar.jobs.heartbeat=500ms", "nightjar.events.analysis-deadline=3s"})
@Import({
    TestCallers.class,
    TestClock.class,
    FakeAnalyzer.class,
    FakePreviewAnalyzer.class,
    EventTesting.class,
    UpkeepTesting.class
})
@interface EventModuleTest {}
