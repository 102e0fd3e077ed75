package dev.nightjar.accounts;

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

/** Boots the module with what it uses; letters are kept instead of sent, and an account has room for three people. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ApplicationModuleTest(mode = BootstrapMode.DIRECT_DEPENDENCIES)
@AutoConfigureMockMvc
@TestPropertySource(properties = "nightjar.plans.offered.home.members=3")
@Import({TestCallers.class, TestClock.class, Visitors.class, KeptLetters.class})
@interface AccountsModuleTest {}
