package dev.nightjar.telegram.internal;

import dev.nightjar.TestCallers;
import dev.nightjar.TestClock;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** Boots the program with a bot whose Bot API is a stub at a socket. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        properties = {
            "nightjar.telegram.token=" + BotApiStub.TOKEN,
            "nightjar.telegram.poll-for=1s",
            "nightjar.telegram.pause=50ms",
            "nightjar.telegram.answer-within=2s",
            "nightjar.identity.address=https://nightjar.example.org"
        })
@AutoConfigureMockMvc
@ContextConfiguration(initializers = TelegramTesting.StubAddress.class)
@Import({TestCallers.class, TestClock.class, TelegramTesting.class, RecordedActions.class})
@interface TelegramModuleTest {}
