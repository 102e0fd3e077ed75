package dev.nightjar.accounts;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;

/** Keeps letters instead of sending them. */
@TestComponent
@Primary
class KeptLetters implements Mail {

    final List<Letter> letters = new CopyOnWriteArrayList<>();
    boolean reachesEveryone = true;

    @Override
    public boolean reachesEveryone() {
        return reachesEveryone;
    }

    @Override
    public void send(Letter letter) {
        letters.add(letter);
    }
}
