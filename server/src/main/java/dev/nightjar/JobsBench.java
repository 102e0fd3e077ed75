package dev.nightjar;

import dev.nightjar.jobs.Job;
import dev.nightjar.jobs.Jobs;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures how long a job waits, from the commit of the transaction that scheduled it until it begins to run; one after
 * the other, with nothing else to do. Run as {@code java -cp … dev.nightjar.JobsBench DATA} with a folder that is empty;
 * the last line is one JSON object.
 */
final class JobsBench {

    private static final int WARM_UP = 100;
    private static final int JOBS = 500;
    private static final int PATIENCE_SECONDS = 30;

    private JobsBench() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 1) {
            System.err.println("Usage: bench jobs");
            System.exit(2);
            return;
        }
        Class<?>[] sources = {Nightjar.class, Beginning.class};
        String[] settings = {"--nightjar.data=" + arguments[0], "--server.port=0", "--logging.level.dev.nightjar=warn"};
        try (ConfigurableApplicationContext program = SpringApplication.run(sources, settings)) {
            measure(
                    program.getBean(Jobs.class),
                    program.getBean(Beginning.class),
                    new TransactionTemplate(program.getBean(PlatformTransactionManager.class)));
        }
    }

    private static void measure(Jobs jobs, Beginning beginning, TransactionTemplate transactions)
            throws InterruptedException {
        double[] milliseconds = new double[JOBS];
        for (int i = -WARM_UP; i < JOBS; i++) {
            String id = UUID.randomUUID().toString();
            transactions.executeWithoutResult(status -> jobs.schedule(beginning, id, new Probe(id)));
            long committed = System.nanoTime();
            double waited = (beginning.await() - committed) / 1e6;
            if (i >= 0) {
                milliseconds[i] = waited;
            }
        }
        Arrays.sort(milliseconds);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("bench", "jobs");
        result.put("jobs", JOBS);
        result.put("p50Milliseconds", quantile(milliseconds, 0.5));
        result.put("p95Milliseconds", quantile(milliseconds, 0.95));
        result.put("worstMilliseconds", quantile(milliseconds, 1));
        result.put("cores", Runtime.getRuntime().availableProcessors());
        System.out.printf("%d jobs after %d to warm up, on the embedded database%n", JOBS, WARM_UP);
        System.out.println(JsonMapper.builder().build().writeValueAsString(result));
    }

    private static double quantile(double[] sorted, double share) {
        double value = sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
        return Math.round(value * 10) / 10.0;
    }

    /** What is scheduled. */
    record Probe(String id) {}

    /** Says when it began. */
    static final class Beginning implements Job<Probe> {

        private final BlockingQueue<Long> begun = new LinkedBlockingQueue<>();

        @Override
        public String name() {
            return "bench";
        }

        @Override
        public Class<Probe> payload() {
            return Probe.class;
        }

        @Override
        public void run(Probe probe) {
            begun.add(System.nanoTime());
        }

        long await() throws InterruptedException {
            Long time = begun.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (time == null) {
                throw new IllegalStateException("The job did not begin within %d s.".formatted(PATIENCE_SECONDS));
            }
            return time;
        }
    }
}
