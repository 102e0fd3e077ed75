package dev.nightjar.search;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * What a filter asks of an event, as numbers that are quickly compared. Labels and ids are hashed, so that a few pass that
 * should not: the database has the last word. Pure.
 *
 * @param at microseconds since 1970
 * @param device a hash; of a filter 0 when it is any
 * @param session as above
 * @param marks one bit for each thing that is so, the lower ones as below, above them one for labels each
 * @param added the number of the entry; of a filter the largest that counts
 */
record Traits(long from, long until, long device, long session, long marks, long added) {

    private static final long MOVED = 1;
    private static final long HEARD = 1 << 1;
    private static final long CONCERNING = 1 << 2;
    private static final long ALARMING = 1 << 3;
    private static final int LABELS_FROM = 8;
    private static final int LABELS = 64 - LABELS_FROM;

    /** Those of an event. */
    static Traits of(SearchEntry entry, long added) {
        long marks = (entry.moved() ? MOVED : 0)
                | (entry.heard() ? HEARD : 0)
                | (entry.concern() >= 1 ? CONCERNING : 0)
                | (entry.concern() >= 2 ? ALARMING : 0)
                | labels(entry.labels());
        long at = micros(entry.at());
        return new Traits(
                at, at, hash(entry.device().value()), hash(entry.session().value()), marks, added);
    }

    /** Those that a filter asks for, of entries up to the given number. */
    static Traits wanted(SearchFilter filter, long upTo) {
        Instant from = filter.from();
        Instant until = filter.until();
        Integer concern = filter.concern();
        String label = filter.label();
        long marks = triggers(filter)
                | (concern != null && concern >= 1 ? CONCERNING : 0)
                | (concern != null && concern >= 2 ? ALARMING : 0)
                | (label == null ? 0 : labels(List.of(label)));
        return new Traits(
                from == null ? Long.MIN_VALUE : micros(from),
                until == null ? Long.MAX_VALUE : micros(until),
                filter.device() == null ? 0 : hash(filter.device().value()),
                filter.session() == null ? 0 : hash(filter.session().value()),
                marks,
                upTo);
    }

    /** Whether an event with those traits may be wanted by this filter. */
    boolean admits(long at, long device, long session, long marks, long added) {
        return (marks & this.marks) == this.marks
                && added <= this.added
                && at >= from
                && at < until
                && (this.device == 0 || this.device == device)
                && (this.session == 0 || this.session == session);
    }

    private static long triggers(SearchFilter filter) {
        return switch (filter.trigger()) {
            case null -> 0;
            case MOTION -> MOVED;
            case SOUND -> HEARD;
            case BOTH -> MOVED | HEARD;
        };
    }

    private static long labels(List<String> labels) {
        long marks = 0;
        for (String label : labels) {
            marks |= 1L
                    << (LABELS_FROM
                            + Math.floorMod(label.toLowerCase(Locale.ROOT).hashCode(), LABELS));
        }
        return marks;
    }

    /** Never 0. */
    private static long hash(UUID id) {
        return (id.getMostSignificantBits() * 31 + id.getLeastSignificantBits()) | 1;
    }

    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }
}
