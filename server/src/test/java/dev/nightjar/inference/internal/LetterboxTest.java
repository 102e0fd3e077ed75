package dev.nightjar.inference.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LetterboxTest {

    @Test
    void aWidePictureLiesInTheMiddleWithBlackAboveAndBelow() {
        Letterbox letterbox = Letterbox.around(grey(1280, 720));
        byte[] pixels = letterbox.draw();
        assertThat(pixels).hasSize(640 * 384 * 3);
        assertThat(row(pixels, 640, 11)).containsOnly(0);
        assertThat(row(pixels, 640, 12)).containsOnly(200);
        assertThat(row(pixels, 640, 371)).containsOnly(200);
        assertThat(row(pixels, 640, 372)).containsOnly(0);
    }

    @Test
    void anUprightPictureGetsAnUprightLetterbox() {
        Letterbox letterbox = Letterbox.around(grey(720, 1280));
        assertThat(letterbox.width()).isEqualTo(384);
        assertThat(letterbox.height()).isEqualTo(640);
        assertThat(Letterbox.lying(grey(720, 1280)).width()).isEqualTo(640);
    }

    @Test
    void boxesGoBackToWhereTheyAreInThePicture() {
        Letterbox letterbox = Letterbox.around(grey(1280, 720));
        Box box = letterbox.toPicture(0, 12, 320, 192);
        assertThat(box.x1()).isZero();
        assertThat(box.y1()).isZero();
        assertThat(box.x2()).isCloseTo(0.5, within(1e-9));
        assertThat(box.y2()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void boxesThatReachOutOfThePictureEndAtItsEdge() {
        Box box = Letterbox.around(grey(1280, 720)).toPicture(-20, 0, 700, 384);
        assertThat(box).isEqualTo(new Box(0, 0, 1, 1));
    }

    @Test
    void pixelsBetweenTwoAreMixed() {
        Picture picture = new Picture(2, 1, new byte[] {0, 0, 0, 100, 100, 100});
        byte[] pixels = Letterbox.around(picture).draw();
        int middle = pixels[(192 * 640 + 319) * 3] & 0xff;
        assertThat(middle).isBetween(49, 51);
    }

    @Test
    void noPixelOfALargePictureIsSkipped() {
        byte[] stripes = new byte[2560 * 1536 * 3];
        for (int i = 0; i < stripes.length; i++) {
            int column = i / 3 % 4;
            stripes[i] = (byte) (column == 1 || column == 2 ? 200 : 0);
        }
        byte[] pixels = Letterbox.around(new Picture(2560, 1536, stripes)).draw();
        assertThat(row(pixels, 640, 100)).containsOnly(100);
    }

    private static Picture grey(int width, int height) {
        byte[] pixels = new byte[width * height * 3];
        Arrays.fill(pixels, (byte) 200);
        return new Picture(width, height, pixels);
    }

    private static int[] row(byte[] pixels, int width, int y) {
        int[] row = new int[width * 3];
        for (int i = 0; i < row.length; i++) {
            row[i] = pixels[y * width * 3 + i] & 0xff;
        }
        return row;
    }
}
