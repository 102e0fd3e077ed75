package dev.nightjar.inference.internal;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/** A drawn clip in which a person crosses a room, for tests of the whole path. */
public final class PersonClip {

    public static final double SECONDS = 6;

    private static final int WIDTH = 640;
    private static final int HEIGHT = 360;
    private static final int FRAMES = 60;

    private PersonClip() {}

    /** Writes the clip as an MP4 file; the person is there from the third second on. */
    public static Path write(Path target) throws IOException {
        return DrawnClip.of(WIDTH, HEIGHT).write(target, FRAMES, PersonClip::frame);
    }

    private static BufferedImage frame(int number) {
        BufferedImage room = DrawnPicture.room(WIDTH, HEIGHT);
        return number < FRAMES / 3 ? room : DrawnPicture.withPerson(room, number * 8, HEIGHT * 4 / 5);
    }
}
