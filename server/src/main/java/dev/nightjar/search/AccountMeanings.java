package dev.nightjar.search;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.search.MeaningRows.Kept;
import dev.nightjar.search.Meanings.Near;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one account mean, brought up to date before each look. Many may look at once; whoever writes or
 * closes is alone. Where memory does not suffice, the newest events are kept.
 */
final class AccountMeanings {

    private static final int PAGE = 2_000;

    /** Longer than any transaction that writes entries. */
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    private final AccountId account;
    private final MeaningRows source;
    private final Room room;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Meanings meanings = new Meanings();
    /** Entries written shortly before {@link #seen}, which are read again. */
    private Map<UUID, Instant> recent = new HashMap<>();

    private @Nullable Instant seen;
    private boolean closed;
    /** Where the next one goes when there is no more room: from the oldest on. */
    private int oldest;

    AccountMeanings(AccountId account, MeaningRows source, Room room) {
        this.account = account;
        this.source = source;
        this.room = room;
    }

    /** Gives memory, and takes it back. */
    interface Room {

        /** Whether so many bytes may be taken; others may lose theirs for it. */
        boolean take(AccountMeanings by, long bytes);

        void giveBack(long bytes);
    }

    /** The nearest, as {@link Meanings#nearest}; nothing when it was closed meanwhile. */
    Optional<List<Near>> nearest(Query query, Traits wanted, double least, int most) {
        lock.writeLock().lock();
        try {
            if (closed) {
                return Optional.empty();
            }
            bringUpToDate();
            lock.readLock().lock();
        } finally {
            lock.writeLock().unlock();
        }
        try {
            return Optional.of(meanings.nearest(query, wanted, least, most));
        } finally {
            lock.readLock().unlock();
        }
    }

    private void bringUpToDate() {
        if (seen == null) {
            load();
        } else {
            follow(seen);
        }
    }

    private void load() {
        Instant now = source.now();
        Kept last = null;
        boolean goesOn = true;
        while (goesOn) {
            List<Kept> page = source.before(account, last, PAGE);
            for (Kept kept : page) {
                goesOn = goesOn && addWhereThereIsRoom(kept);
            }
            goesOn = goesOn && page.size() == PAGE;
            last = page.isEmpty() ? null : page.getLast();
        }
        oldest = meanings.rows();
        seen = now;
    }

    private void follow(Instant since) {
        Instant from = since;
        List<Kept> page;
        do {
            page = source.writtenSince(account, from, from.equals(since) ? OVERLAP : Duration.ZERO, PAGE);
            apply(page);
            from = page.isEmpty() ? from : page.getLast().writtenAt();
        } while (page.size() == PAGE);
        seen = from.isAfter(since) ? from : since;
        Instant forgotten = from.minus(OVERLAP);
        recent.values().removeIf(writtenAt -> writtenAt.isBefore(forgotten));
    }

    private void apply(List<Kept> page) {
        List<Kept> news = page.stream()
                .filter(kept -> !kept.writtenAt().equals(recent.get(kept.event())))
                .toList();
        if (news.isEmpty()) {
            return;
        }
        Set<UUID> changed = new HashSet<>();
        news.forEach(kept -> changed.add(kept.event()));
        meanings.remove(changed);
        for (Kept kept : news) {
            recent.put(kept.event(), kept.writtenAt());
            if (kept.meaning() != null && !addWhereThereIsRoom(kept)) {
                replaceOldest(kept);
            }
        }
    }

    private boolean addWhereThereIsRoom(Kept kept) {
        byte[] meaning = kept.meaning();
        long bytes = meanings.bytesForNext();
        if (meaning == null || bytes > 0 && !room.take(this, bytes)) {
            return false;
        }
        meanings.add(kept.event(), kept.traits(), meaning);
        return true;
    }

    private void replaceOldest(Kept kept) {
        byte[] meaning = kept.meaning();
        if (meanings.rows() == 0 || meaning == null) {
            return;
        }
        oldest = oldest <= 0 ? meanings.rows() - 1 : oldest - 1;
        meanings.put(Math.min(oldest, meanings.rows() - 1), kept.event(), kept.traits(), meaning);
    }

    /** Leaves out events that are gone. */
    void forget(Set<UUID> events) {
        lock.writeLock().lock();
        try {
            if (!closed) {
                meanings.remove(events);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Gives its memory back, unless somebody is at it; whether it did. */
    boolean closeWhenIdle() {
        if (!lock.writeLock().tryLock()) {
            return false;
        }
        try {
            close();
            return true;
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void close() {
        if (!closed) {
            closed = true;
            room.giveBack(meanings.bytes());
            meanings.close();
        }
    }

    /** Gives its memory back when nobody is at it any more. */
    void closeNow() {
        lock.writeLock().lock();
        try {
            close();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
