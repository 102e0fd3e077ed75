package dev.nightjar.search;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** The sentence model all-MiniLM-L6-v2 in ONNX Runtime, on one thread. Safe for several callers. */
final class MiniLm implements AutoCloseable {

    private static final String VOCABULARY = "/all-minilm-l6-v2-q-tokenizer.json";

    /** Longer texts are cut; findings have a hundred pieces or so. */
    private static final int MOST_PIECES = 256;

    // ONNX Runtime 1.29 reads the program's whole command line by a recursive regular expression when it starts.
    private static final long STACK_FOR_START = 128L * 1024 * 1024;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final WordPieces pieces;

    private MiniLm(OrtEnvironment environment, OrtSession session, WordPieces pieces) {
        this.environment = environment;
        this.session = session;
        this.pieces = pieces;
    }

    /**
     * Reads the model; takes a few tenths of a second.
     *
     * @throws IllegalStateException when it is not there or cannot be loaded
     */
    static MiniLm open(String resource) {
        FutureTask<MiniLm> start = new FutureTask<>(() -> start(resource));
        new Thread(null, start, "minilm-start", STACK_FOR_START).start();
        try {
            return start.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("The sentence model cannot be loaded from " + resource, failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while loading the sentence model", interrupted);
        }
    }

    private static MiniLm start(String resource) throws OrtException, IOException {
        byte[] model = bytes(resource);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            // the arena would keep the memory of the longest text for ever
            options.setCPUArenaAllocator(false);
            return new MiniLm(environment, environment.createSession(model, options), new WordPieces(vocabulary()));
        }
    }

    private static byte[] bytes(String resource) throws IOException {
        try (InputStream stream = MiniLm.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IOException("There is no resource " + resource);
            }
            return stream.readAllBytes();
        }
    }

    /** The object {@code vocab} of the tokenizer's file, read without holding all of the file. */
    private static Map<String, Integer> vocabulary() throws IOException {
        Map<String, Integer> numbers = new HashMap<>(60_000);
        try (JsonParser parser = JsonMapper.builder().build().createParser(bytes(VOCABULARY))) {
            boolean found = false;
            while (!found && parser.nextToken() != null) {
                found = parser.currentToken() == JsonToken.PROPERTY_NAME
                        && parser.currentName().equals("vocab");
            }
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String piece = parser.currentName();
                numbers.put(piece, parser.nextIntValue(0));
            }
        }
        return numbers;
    }

    /** What a text means: the mean of what its pieces mean in their places. */
    byte[] meaning(String text) {
        long[] ids = pieces.of(text, MOST_PIECES);
        long[] ones = new long[ids.length];
        Arrays.fill(ones, 1);
        long[] shape = {1, ids.length};
        try (OnnxTensor input = OnnxTensor.createTensor(environment, LongBuffer.wrap(ids), shape);
                OnnxTensor mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(ones), shape);
                OnnxTensor types = OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[ids.length]), shape);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
            return Meaning.of(sum(((OnnxTensor) result.get(0)).getFloatBuffer(), ids.length));
        } catch (OrtException failure) {
            throw new IllegalStateException("The sentence model failed on %d pieces".formatted(ids.length), failure);
        }
    }

    private static float[] sum(FloatBuffer states, int pieces) {
        float[] sum = new float[Meaning.PARTS];
        float[] one = new float[Meaning.PARTS];
        for (int i = 0; i < pieces; i++) {
            states.get(one);
            for (int part = 0; part < one.length; part++) {
                sum[part] += one[part];
            }
        }
        return sum;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
