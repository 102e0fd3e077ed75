package dev.nightjar.inference.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.inference.internal.LabelsBench.ClassScore;
import dev.nightjar.inference.internal.LabelsBench.ReferenceScore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        drawOnePerson("dog\t0.9\t1\t1\t50\t50", "cat\t0.34\t1\t1\t9\t9");
        LabelsBench.Result result = LabelsBench.measure(folder);
        assertThat(result.summary()).containsEntry("reference", new ReferenceScore(0, 1));
        assertThat(result.missed())
                .singleElement()
                .hasToString("missed: person.png dog, score 0.900 at [0.001 0.001 0.039 0.069]; nothing near it");
    }

    @Test
    void aMissNamesWhatWasFoundNearestToIt() throws IOException {
        drawOnePerson("person\t0.99\t440\t100\t620\t600");
        assertThat(LabelsBench.measure(folder).missed())
                .singleElement()
                .satisfies(missed -> assertThat(missed.nearest())
                        .hasValueSatisfying(
                                nearest -> assertThat(nearest.name()).isEqualTo("person")));
    }

    @Test
    void withoutAReferenceNothingIsSaidAboutOne() throws IOException {
        draw("person.png", true);
        Files.writeString(folder.resolve("labels.tsv"), "#file\tperson\nperson.png\t1\n");
        assertThat(LabelsBench.measure(folder).summary()).containsOnlyKeys("classes");
    }

    @Test
    void onRealPicturesPeopleAreFound() throws IOException {
        LabelsBench.Result result = LabelsBench.measure(SharedFootage.frames());
        ClassScore person = result.classes().getOrDefault("person", new ClassScore(0, 0, 0, 0));
        assertThat(person.present()).isEqualTo(27);
        assertThat(person.found()).isGreaterThanOrEqualTo(26);
        assertThat(person.false_pictures()).isLessThanOrEqualTo(1);
    }

    // Not all: the reference saw the pictures before they were compressed, and compressing moves the faint scores.
    @Test
    void onRealPicturesAlmostAllIsFoundThatTheReferenceFound() throws IOException {
        LabelsBench.Result result = LabelsBench.measure(SharedFootage.frames());
        assertThat(result.missed())
                .hasSizeLessThan(result.compared() * 3 / 100)
                .allMatch(missed -> missed.reference().score() < 0.65);
    }

    private void drawOnePerson(String... references) throws IOException {
        draw("person.png", true);
        Files.writeString(folder.resolve("labels.tsv"), "#file\tperson\nperson.png\t1\n");
        StringBuilder lines = new StringBuilder("#file\tlabel\tscore\tx1\ty1\tx2\ty2\n");
        for (String reference : references) {
            lines.append("person.png\t").append(reference).append('\n');
        }
        Files.writeString(folder.resolve("reference-detections.tsv"), lines);
    }

    private void draw(String name, boolean person) throws IOException {
        var picture = DrawnPicture.room(1280, 720);
        ImageIO.write(
                person ? DrawnPicture.withPerson(picture, 500, 560) : picture,
                "png",
                folder.resolve(name).toFile());
    }
}
