package dev.nightjar.inference.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Which pictures a model sees. */
class VlmFramesTest {

    private final VlmFrames frames = new VlmFrames(768);

    @Test
    void theTriggersPictureIsAmongThemAndThoseThatDifferMost() {
        for (int second = 0; second < 20; second++) {
            frames.seen(second, second == 13 ? picture(Color.WHITE) : picture(new Color(60, 60, second)));
        }

        assertThat(frames.chosen(5, 8))
                .extracting(VlmFrame::seconds)
                .contains(5.0, 13.0)
                .isSorted();
    }

    @Test
    void aStillClipIsShownInThree() {
        for (int second = 0; second < 20; second++) {
            frames.seen(second, picture(Color.GRAY));
        }

        assertThat(frames.chosen(5, 8)).hasSize(VlmFrames.FEWEST);
    }

    @Test
    void aRestlessClipIsShownInNoMoreThanAllowed() {
        for (int second = 0; second < 20; second++) {
            frames.seen(second, picture(new Color(second * 12, second * 12, second * 12)));
        }

        assertThat(frames.chosen(5, 8)).hasSize(8);
    }

    @Test
    void aClipOfOnePictureIsShownInOne() {
        frames.seen(0, picture(Color.GRAY));

        assertThat(frames.chosen(5, 8)).hasSize(1);
    }

    @Test
    void picturesAreMadeSmallAndKeepTheirShape() throws IOException {
        frames.seen(0, picture(Color.GRAY));

        byte[] jpeg = frames.chosen(0, 8).getFirst().jpeg();
        BufferedImage small = ImageIO.read(new ByteArrayInputStream(jpeg));
        assertThat(Arrays.asList(small.getWidth(), small.getHeight())).containsExactly(768, 432);
    }

    private static Picture picture(Color colour) {
        BufferedImage image = new BufferedImage(1280, 720, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(colour);
        graphics.fillRect(0, 0, 1280, 720);
        graphics.dispose();
        return Picture.of(image);
    }
}
