package dev.nightjar.notifications;

import dev.nightjar.TestCallers;
import dev.nightjar.TestClock;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.test.ApplicationModuleTest;
import org.springframework.modulith.test.ApplicationModuleTest.BootstrapMode;
import org.springframework.test.context.TestPropertySource;

/** Boots the module with all it uses, as a server that listens. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ApplicationModuleTest(mode = BootstrapMode.ALL_DEPENDENCIES, webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureMockMvc
@TestPropertySource(
        properties = {
            "nightjar.notifications.changes-kept=150",
            "nightjar.notifications.queue=20",
            "nightjar.notifications.connections-per-account=3"
        })
@Import({TestCallers.class, TestClock.class, LiveBrowsers.class})
@interface NotificationsModuleTest {}
