package dev.nightjar.accounts;

import java.io.PrintStream;

/** Shows letters on the console of the program, where whoever runs it reads them. They are not logged. */
final class ConsoleMail implements Mail {

    private final PrintStream console;

    ConsoleMail(PrintStream console) {
        this.console = console;
    }

    @Override
    public boolean reachesEveryone() {
        return false;
    }

    @Override
    public void send(Letter letter) {
        console.printf("%nTo %s: %s%n%n%s%n", letter.to(), letter.subject(), letter.text());
        console.flush();
    }
}
