package dev.nightjar.inference.internal;

import dev.nightjar.inference.internal.UnreadableClip.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what ffprobe says of a clip, and refuses what is no video, too long or too large. */
final class ProbeOutput {

    private static final Set<String> CODECS = Set.of("h264", "vp8", "vp9", "av1");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final InferenceSettings settings;

    ProbeOutput(InferenceSettings settings) {
        this.settings = settings;
    }

    /** Reads the JSON of the first video stream and its packets. */
    ClipDetails parse(byte[] json) throws UnreadableClip {
        JsonNode root = tree(json);
        JsonNode stream = root.path("streams").path(0);
        if (stream.isMissingNode()) {
            throw new UnreadableClip(Reason.NOT_A_VIDEO);
        }
        String codec = stream.path("codec_name").asString("unknown");
        if (!CODECS.contains(codec)) {
            throw new UnreadableClip(Reason.UNSUPPORTED, codec);
        }
        int width = stream.path("width").asInt(0);
        int height = stream.path("height").asInt(0);
        checkPicture(width, height);
        List<Packet> packets = packets(root.path("packets"));
        boolean turned = stream.path("side_data_list").path(0).path("rotation").asInt(0) % 180 != 0;
        return turned ? details(height, width, packets) : details(width, height, packets);
    }

    private ClipDetails details(int width, int height, List<Packet> packets) throws UnreadableClip {
        if (packets.isEmpty()) {
            throw new UnreadableClip(Reason.BROKEN);
        }
        double start = packets.getFirst().time();
        double end = packets.stream().mapToDouble(Packet::end).max().orElse(start);
        if (end - start > settings.longestClip().toSeconds()) {
            throw new UnreadableClip(Reason.TOO_LONG, settings.longestClip().toSeconds());
        }
        List<Double> times =
                packets.stream().map(packet -> packet.time() - start).distinct().toList();
        return new ClipDetails(width, height, end - start, times);
    }

    private void checkPicture(int width, int height) throws UnreadableClip {
        if (width <= 0 || height <= 0) {
            throw new UnreadableClip(Reason.BROKEN);
        }
        if ((long) width * height > settings.largestPicture()) {
            throw new UnreadableClip(Reason.TOO_LARGE, width, height);
        }
    }

    private static List<Packet> packets(JsonNode packets) {
        return packets.valueStream()
                .filter(packet -> packet.hasNonNull("pts_time"))
                .map(packet -> new Packet(number(packet.path("pts_time")), number(packet.path("duration_time"))))
                .sorted(Comparator.comparingDouble(Packet::time))
                .toList();
    }

    private static double number(JsonNode text) {
        try {
            return Double.parseDouble(text.asString("0"));
        } catch (NumberFormatException unknown) {
            return 0;
        }
    }

    private static JsonNode tree(byte[] json) throws UnreadableClip {
        try {
            return JSON.readTree(json);
        } catch (JacksonException cutOff) {
            throw new UnreadableClip(Reason.NOT_A_VIDEO);
        }
    }

    private record Packet(double time, double duration) {
        double end() {
            return time + duration;
        }
    }
}
