package dev.nightjar.inference.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.inference.internal.LabelsBench.ClassScore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsBenchTest {

    @TempDir
    private Path folder;

    @Test
    void presentFoundAndFalsePicturesAreCountedForEachClass() throws IOException {
        draw("person.png", true);
        draw("room.png", false);
        draw("wrong.png", true);
        Files.writeString(
                folder.resolve("labels.tsv"),
                "#file\tperson\tdog\nperson.png\t*\t0\nroom.png\t0\t2\nwrong.png\t0\t?\n");
        Map<String, ClassScore> scores = LabelsBench.measure(folder).classes();
        assertThat(scores)
                .containsEntry("person", new ClassScore(1, 1, 1.0, 1))
                .containsEntry("dog", new ClassScore(1, 0, 0.0, 0));
    }

    @Test
    void referenceDetectionsThatAreMissedAreNamed() throws IOException {
        draw("person.png", true);
        Files.writeString(folder.resolve("labels.tsv"), "#file\tperson\nperson.png\t1\n");
        Files.writeString(
                folder.resolve("reference-detections.tsv"),
                "#file\tlabel\tscore\tx1\ty1\tx2\ty2\nperson.png\tdog\t0.9\t1\t1\t50\t50\nperson.png\tcat\t0.34\t1\t1\t9\t9\n");
        LabelsBench.Result result = LabelsBench.measure(folder);
        assertThat(result.compared()).isEqualTo(1);
        assertThat(result.missed()).hasSize(1).allMatch(missed -> missed.name().equals("dog"));
    }

    @Test
    void onRealPicturesPeopleAreFound() throws IOException {
        LabelsBench.Result result = LabelsBench.measure(SharedFootage.frames());
        ClassScore person = result.classes().getOrDefault("person", new ClassScore(0, 0, 0, 0));
        assertThat(person.present()).isEqualTo(27);
        assertThat(person.found()).isGreaterThanOrEqualTo(26);
        assertThat(person.false_pictures()).isLessThanOrEqualTo(1);
    }

    @Test
    void onRealPicturesAlmostAllIsFoundThatTheReferenceFound() throws IOException {
        LabelsBench.Result result = LabelsBench.measure(SharedFootage.frames());
        List<ReferenceDetection> strong =
                result.missed().stream().filter(missed -> missed.score() > 0.65).toList();
        assertThat(strong).isEmpty();
        assertThat(result.missed().size()).isLessThan(result.compared() * 4 / 100);
    }

    private void draw(String name, boolean person) throws IOException {
        var picture = DrawnPicture.room(1280, 720);
        ImageIO.write(
                person ? DrawnPicture.withPerson(picture, 500, 560) : picture,
                "png",
                folder.resolve(name).toFile());
    }
}
