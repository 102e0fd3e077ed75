package dev.nightjar.events.internal;

import dev.nightjar.events.EventAnnouncement;
import dev.nightjar.events.PreviewAnswer;
import dev.nightjar.events.Previews;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.problem.Problem;
import jakarta.validation.Valid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Cameras show what they noticed before the clip is complete. */
@RestController
class PreviewController {

    private final Previews previews;

    PreviewController(Previews previews) {
        this.previews = previews;
    }

    @PostMapping(path = "/api/v1/events/{id}/preview", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    PreviewAnswer previewEvent(
            Caller.Device caller,
            @PathVariable EventId id,
            @Valid @RequestPart EventAnnouncement announcement,
            @RequestPart List<MultipartFile> frame)
            throws IOException {
        List<byte[]> frames = new ArrayList<>();
        for (MultipartFile part : frame) {
            checkType(part);
            frames.add(part.getBytes());
        }
        return previews.take(caller, id, announcement, frames);
    }

    private static void checkType(MultipartFile part) {
        if (!MediaType.IMAGE_JPEG_VALUE.equals(part.getContentType())) {
            throw Problem.INVALID.because("A frame is sent as image/jpeg.").withField("frame");
        }
    }
}
