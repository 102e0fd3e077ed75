package dev.nightjar.events;

import static dev.nightjar.events.EventTesting.newEvent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.nightjar.TestCallers;
import dev.nightjar.TestCallers.SignedIn;
import dev.nightjar.events.EventTesting.Camera;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.inference.AnalyzeClip;
import dev.nightjar.inference.ClipAnalysed;
import dev.nightjar.storage.ClipStore;
import java.net.URI;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

@EventModuleTest
class AnalysedFilesTest {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestCallers callers;

    @Autowired
    private EventTesting testing;

    @Autowired
    private Events events;

    @Autowired
    private FakeAnalyzer analyzer;

    @Autowired
    private ClipStore clips;

    @Autowired
    private JdbcClient jdbc;

    private SignedIn owner;
    private AccountId account;
    private Camera camera;
    private EventId event;

    @BeforeEach
    void newAccountWithACamera() {
        owner = callers.owner();
        account = owner.account();
        camera = testing.camera(account);
        event = newEvent();
    }

    @Test
    void thePosterIsLedTo() throws Exception {
        analyzer.answer(event, clip -> {
            EventTesting.upload(clips, clip.poster());
            return FakeAnalyzer.done(clip, clip.posterKey());
        });
        testing.report(camera, event);
        assertThat(testing.await(account, event, EventState.DONE).poster()).isTrue();

        String address = mvc.perform(get("/api/v1/events/" + event + "/poster").with(owner))
                .andExpect(status().isFound())
                .andExpect(header().string("Cache-Control", "no-store"))
                .andReturn()
                .getResponse()
                .getRedirectedUrl();

        assertThat(address).contains("/derived/" + account + "/" + event + "/1-1/poster.jpg");
        mvc.perform(get(URI.create(address)))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Type", "image/jpeg"));
    }

    @Test
    void theStripAndTheFileOfFindingsAreLedTo() throws Exception {
        analyzer.answer(event, clip -> {
            AnalyzeClip.Artifact strip = Objects.requireNonNull(clip.strip());
            EventTesting.upload(clips, strip.leave());
            return new ClipAnalysed.Done(
                    account,
                    event,
                    clip.attempt(),
                    FakeAnalyzer.findings(),
                    18,
                    null,
                    new ClipAnalysed.Strip(strip.key(), 8),
                    null);
        });
        testing.report(camera, event);
        assertThat(testing.await(account, event, EventState.DONE).stripFrames()).isEqualTo(8);

        mvc.perform(get(URI.create(addressOf("strip"))))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Type", "image/jpeg"));
        mvc.perform(get(URI.create(addressOf("findings.json"))))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Type", "application/json"))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(jsonPath("$.title").value("A person"))
                .andExpect(jsonPath("$.labels[0].name").value("person"));
    }

    @Test
    void anEventWithoutThemLeadsNowhere() throws Exception {
        testing.send(camera, event);

        mvc.perform(get("/api/v1/events/" + event + "/strip").with(owner))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.code").value("noStrip"));
        mvc.perform(get("/api/v1/events/" + event + "/findings.json").with(owner))
                .andExpect(status().isNotFound())
                .andExpect(jsonPath("$.code").value("noFindings"));
    }

    private String addressOf(String file) throws Exception {
        return String.valueOf(
                mvc.perform(get("/api/v1/events/" + event + "/" + file).with(owner))
                        .andExpect(status().isFound())
                        .andReturn()
                        .getResponse()
                        .getRedirectedUrl());
    }
}
