package dev.nightjar.webpush;

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

/** Boots the module with all it uses; its push services are on this machine. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES)
@AutoConfigureMockMvc
@TestPropertySource(properties = {"nightjar.webpush.endpoints-anywhere=true", "nightjar.webpush.answer-within=2s"})
@Import({TestCallers.class, TestClock.class, PushTesting.class, KeptActions.class})
@interface PushModuleTest {}
