package dev.nightjar.search;

import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.search.Meanings.Near;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the events of those accounts mean that were searched lately, in bounded memory outside of the heap. */
@Component
class MeaningCache implements AccountMeanings.Room {

    /** However small they are. */
    private static final int MOST_ACCOUNTS = 5_000;

    private final MeaningRows rows;
    private final long bound;
    /** The one that was searched last is the last. */
    private final LinkedHashMap<AccountId, AccountMeanings> accounts = new LinkedHashMap<>(64, 0.75f, true);

    private long taken;

    MeaningCache(MeaningRows rows, SearchSettings settings, MeterRegistry meters) {
        this.rows = rows;
        this.bound = settings.cache().toBytes();
        meters.gauge("nightjar.search.cache.bytes", this, MeaningCache::bytes);
    }

    /** The events of the account whose meaning is nearest, nearest first. */
    List<Near> nearest(AccountId account, Query query, Traits wanted, double least, int most) {
        Optional<List<Near>> found = Optional.empty();
        while (found.isEmpty()) {
            found = of(account).nearest(query, wanted, least, most);
        }
        return found.get();
    }

    /** Leaves out events that are gone, so that they do not stand in the way of others. */
    void forget(AccountId account, Set<UUID> events) {
        of(account).forget(events);
    }

    /** How much memory is taken. */
    synchronized long bytes() {
        return taken;
    }

    private synchronized AccountMeanings of(AccountId account) {
        AccountMeanings there = accounts.get(account);
        if (there == null) {
            there = new AccountMeanings(account, rows, this);
            accounts.put(account, there);
            leaveOutTheFirst();
        }
        return there;
    }

    private void leaveOutTheFirst() {
        Iterator<AccountMeanings> first = accounts.values().iterator();
        while (accounts.size() > MOST_ACCOUNTS && first.hasNext()) {
            if (first.next().closeWhenIdle()) {
                first.remove();
            }
        }
    }

    @Override
    public synchronized boolean take(AccountMeanings by, long bytes) {
        Iterator<Map.Entry<AccountId, AccountMeanings>> others =
                accounts.entrySet().iterator();
        while (taken + bytes > bound && others.hasNext()) {
            AccountMeanings other = others.next().getValue();
            if (other != by && other.closeWhenIdle()) {
                others.remove();
            }
        }
        if (taken + bytes > bound) {
            return false;
        }
        taken += bytes;
        return true;
    }

    @Override
    public synchronized void giveBack(long bytes) {
        taken -= bytes;
    }

    @PreDestroy
    void close() {
        List<AccountMeanings> all;
        synchronized (this) {
            all = List.copyOf(accounts.values());
            accounts.clear();
        }
        // not while this is locked: who is at one of them may be waiting for room
        all.forEach(AccountMeanings::closeNow);
    }
}
