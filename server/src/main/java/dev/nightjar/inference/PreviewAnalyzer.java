package dev.nightjar.inference;

import java.time.Duration;
import java.util.List;

/** Looks at the frames that a camera sends before its clip. */
public interface PreviewAnalyzer {

    /**
     * Looks at the frames, whatever they hold: pictures are hostile input, so frames that cannot be read are an answer. The
     * same frames give the same answer, unless it is that there was no time for them.
     *
     * @param frames JPEG pictures in the order of time, 640 pixels on a side at most
     * @param longestWait after this the answer is that there was no time
     */
    PreviewLook look(List<byte[]> frames, Duration longestWait);
}
