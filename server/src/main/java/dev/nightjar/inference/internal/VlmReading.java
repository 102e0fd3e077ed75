package dev.nightjar.inference.internal;

import dev.nightjar.inference.Findings;
import dev.nightjar.inference.Findings.Observation;
import dev.nightjar.inference.internal.VlmFailure.Reason;
import dev.nightjar.inference.internal.VlmReply.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Reads what a model said and holds it against the form and the evidence. What does not stand up is no answer. */
final class VlmReading {

    /** The detector is sure of a person from here on: one such picture is enough for it to report one. */
    static final double SURE = 0.55;

    /** A model that does not keep to the schema rounds seconds. */
    private static final double ROUNDED = 0.5;

    private static final int SUMMARY = 140;
    private static final int TITLE = 60;
    private static final int DETAILS = 600;
    private static final int OBSERVATION = 160;
    private static final int WHY = 200;
    private static final int TAG = 24;
    private static final int MOST = 8;

    /** Nothing that is followed from an alert: a picture could show it. */
    private static final Pattern LINK =
            Pattern.compile("(?i)://|\\bwww\\.|@|[<>]|\\b[a-z0-9-]+\\.(com|net|org|io|info|ru|top|xyz)\\b");

    /** What nobody can see in a picture, and nobody should be told by a machine. */
    private static final Pattern GUESS =
            Pattern.compile("(?i)\\b(burglars?|thief|thieves|intruders?|criminals?|suspicious|threat)\\b");

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(
                    DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private VlmReading() {}

    /**
     * The answer, with seconds that are those of pictures.
     *
     * @throws VlmFailure when it cannot be used
     */
    static VlmReply read(String content, VlmEvidence evidence) throws VlmFailure {
        VlmReply reply = checked(parsed(content, evidence), evidence);
        List<Observation> observations = new ArrayList<>();
        for (Observation said : reply.observations()) {
            observations.add(new Observation(
                    pictureAt(said.atSeconds(), evidence.frames()), said.text().strip()));
        }
        checkSubjects(reply, evidence);
        Answer answer = reply.instructions();
        return new VlmReply(
                reply.summary().strip(),
                reply.title().strip(),
                reply.details().strip(),
                List.copyOf(observations),
                answer == null
                        ? null
                        : new Answer(answer.matched(), answer.why().strip()),
                reply.concern(),
                reply.tags());
    }

    /** Some models put a sentence or a fence around the object; what is around is dropped unseen. */
    private static VlmReply parsed(String content, VlmEvidence evidence) throws VlmFailure {
        int begin = content.indexOf('{');
        int end = content.lastIndexOf('}');
        if (begin < 0 || end < begin) {
            throw VlmFailure.of(Reason.INVALID_ANSWER);
        }
        String object = content.substring(begin, end + 1);
        try {
            return evidence.instructions().isEmpty()
                    ? STRICT.readValue(object, Unasked.class).reply()
                    : STRICT.readValue(object, VlmReply.class);
        } catch (JacksonException broken) {
            throw VlmFailure.of(Reason.INVALID_ANSWER);
        }
    }

    private static VlmReply checked(VlmReply reply, VlmEvidence evidence) throws VlmFailure {
        Answer answer = reply.instructions();
        boolean answered = evidence.instructions().isEmpty()
                || (answer != null && answer.matched() != null && isText(answer.why(), 1, WHY));
        boolean wellFormed = isText(reply.summary(), 1, SUMMARY)
                && isText(reply.title(), 1, TITLE)
                && isText(reply.details(), 0, DETAILS)
                && isList(reply.observations())
                && reply.observations().stream().allMatch(said -> isText(said.text(), 1, OBSERVATION))
                && isList(reply.tags())
                && reply.tags().stream().allMatch(tag -> isText(tag, 1, TAG))
                && reply.concern() >= 0
                && reply.concern() <= 2;
        boolean shown = answer == null
                || answer.matched() != Findings.Matched.YES
                || !reply.observations().isEmpty();
        if (!answered || !wellFormed || !shown) {
            throw VlmFailure.of(Reason.INVALID_ANSWER);
        }
        return reply;
    }

    private static boolean isList(@Nullable List<?> list) {
        return list != null && list.size() <= MOST && !list.contains(null);
    }

    /** One line of plain text: a line break or a mark of direction could make it look like something else. */
    private static boolean isText(@Nullable String text, int least, int most) {
        return text != null
                && text.strip().length() >= least
                && text.strip().length() <= most
                && text.codePoints().noneMatch(VlmReading::isUnseen)
                && !LINK.matcher(text).find()
                && !GUESS.matcher(text).find();
    }

    private static boolean isUnseen(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static double pictureAt(double seconds, List<VlmFrame> frames) throws VlmFailure {
        double nearest = frames.getFirst().seconds();
        for (VlmFrame frame : frames) {
            if (Math.abs(frame.seconds() - seconds) < Math.abs(nearest - seconds)) {
                nearest = frame.seconds();
            }
        }
        if (!(Math.abs(nearest - seconds) <= ROUNDED)) {
            throw VlmFailure.of(Reason.INVALID_ANSWER);
        }
        return nearest;
    }

    private static void checkSubjects(VlmReply reply, VlmEvidence evidence) throws VlmFailure {
        Set<String> shown = new TreeSet<>();
        reply.observations().forEach(said -> shown.addAll(Subjects.in(said.text())));
        boolean deniesPerson = evidence.labels().stream()
                        .anyMatch(label -> label.name().equals(Subjects.PERSON) && label.confidence() >= SURE)
                && Stream.concat(told(reply), reply.observations().stream().map(Observation::text))
                        .noneMatch(text -> Subjects.in(text).contains(Subjects.PERSON));
        if (deniesPerson) {
            throw VlmFailure.of(Reason.CONTRADICTED);
        }
        evidence.labels().forEach(label -> shown.addAll(Subjects.in(label.name())));
        Set<String> unsupported = new TreeSet<>();
        told(reply).forEach(text -> unsupported.addAll(Subjects.in(text)));
        unsupported.addAll(inAnswer(reply.instructions(), evidence));
        unsupported.removeAll(shown);
        if (!unsupported.isEmpty()) {
            throw VlmFailure.of(Reason.UNSUPPORTED, String.join(", ", unsupported));
        }
    }

    /** What people will read first, and find it by. */
    private static Stream<String> told(VlmReply reply) {
        return Stream.concat(Stream.of(reply.summary(), reply.title(), reply.details()), reply.tags().stream());
    }

    /** Why something asked for was not seen may name it; why it was seen may name only what was. */
    private static Set<String> inAnswer(@Nullable Answer answer, VlmEvidence evidence) {
        Set<String> named = new TreeSet<>(answer == null ? Set.of() : Subjects.in(answer.why()));
        if (answer != null && answer.matched() != Findings.Matched.YES) {
            evidence.instructions().forEach(asked -> named.removeAll(Subjects.in(asked)));
        }
        return named;
    }

    /** The form of an answer where the owner asked for nothing: instructions would be an unknown field. */
    private record Unasked(
            String summary,
            String title,
            String details,
            List<Observation> observations,
            int concern,
            List<String> tags) {

        VlmReply reply() {
            return new VlmReply(summary, title, details, observations, null, concern, tags);
        }
    }
}
