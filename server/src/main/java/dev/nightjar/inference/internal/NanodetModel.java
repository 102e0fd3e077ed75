package dev.nightjar.inference.internal;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** NanoDet-g in ONNX Runtime, on one thread, so that an analysis never takes more than one core. Safe for several callers. */
final class NanodetModel implements AutoCloseable {

    /** What the findings name as their model. */
    static final String NAME = "nanodet-g-640x384";

    private static final String RESOURCE = "/model/nanodet/nanodet.onnx";

    // ONNX Runtime 1.29 reads the program's whole command line by a recursive regular expression when it starts. A
    // class
    // path of 15 kB overflows an ordinary stack there, and ends the process without a word.
    private static final long STACK_FOR_START = 128L * 1024 * 1024;

    private final OrtEnvironment environment;
    private final OrtSession session;

    private NanodetModel(OrtEnvironment environment, OrtSession session) {
        this.environment = environment;
        this.session = session;
    }

    /** Reads the model from the program's own resources; takes a few tenths of a second. */
    static NanodetModel open() {
        FutureTask<NanodetModel> start = new FutureTask<>(NanodetModel::start);
        new Thread(null, start, "nanodet-start", STACK_FOR_START).start();
        try {
            return start.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("ONNX Runtime cannot load " + RESOURCE, failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while loading the model", interrupted);
        }
    }

    /** Whether the model's file is there; it is not opened. */
    static boolean isThere() {
        return NanodetModel.class.getResource(RESOURCE) != null;
    }

    private static NanodetModel start() throws OrtException, IOException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (InputStream resource = NanodetModel.class.getResourceAsStream(RESOURCE);
                SessionOptions options = options()) {
            byte[] model = Objects.requireNonNull(resource, RESOURCE).readAllBytes();
            return new NanodetModel(environment, environment.createSession(model, options));
        }
    }

    private static SessionOptions options() throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        options.setExecutionMode(ExecutionMode.SEQUENTIAL);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        // The arena would keep the memory of the largest picture for ever.
        options.setCPUArenaAllocator(false);
        return options;
    }

    /** What is found in a picture from a score on, by the names that we use, best first. */
    List<Detection> detect(Picture picture, double threshold) {
        List<Detection> found = detectClasses(Letterbox.around(picture), threshold).stream()
                .map(Detection::merged)
                .toList();
        return Detection.distinct(found);
    }

    /** What is found in a picture from a score on, by the names of the network, best first. */
    List<Detection> detectClasses(Letterbox letterbox, double threshold) {
        return Detection.distinct(run(
                letterbox.draw(),
                letterbox.width(),
                letterbox.height(),
                (scores, distances) -> new NanodetDecoder(scores, distances, letterbox).decode(threshold)));
    }

    /** Runs the network over bytes (blue, green, red) whose sides are multiples of 32, and hands its answers over. */
    <T> T run(byte[] pixels, int width, int height, Reader<T> reader) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(pixels.length).put(pixels).flip();
        long[] shape = {1, height, width, 3};
        try (OnnxTensor input = OnnxTensor.createTensor(environment, buffer, shape, OnnxJavaType.UINT8);
                OrtSession.Result result = session.run(Map.of("image", input))) {
            return reader.read(floats(result, "scores"), floats(result, "distances"));
        } catch (OrtException failure) {
            throw new IllegalStateException(
                    "ONNX Runtime failed on a picture of %d × %d".formatted(width, height), failure);
        }
    }

    private static FloatBuffer floats(OrtSession.Result result, String name) {
        return ((OnnxTensor) result.get(name).orElseThrow()).getFloatBuffer();
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Takes the network's answers: scores and distances, cell by cell. */
    @FunctionalInterface
    interface Reader<T> {
        T read(FloatBuffer scores, FloatBuffer distances);
    }
}
