package dev.nightjar.notifications;

/** What goes to a live reader. */
public sealed interface LiveMessage {

    /**
     * The first message: how far the account is.
     *
     * @param latest the number of the newest change
     */
    record Hello(long latest) implements LiveMessage {}

    /** Something changed. */
    record Changed(Change change) implements LiveMessage {}

    /**
     * What changed since the last message, up to this number, is not of what the reader listens to. It goes on from there
     * when it comes again.
     */
    record Passed(long n) implements LiveMessage {}

    /** Asks whether the reader is still there. */
    record Ping() implements LiveMessage {}

    /** The last message: the connection closes. */
    record End(Reason reason) implements LiveMessage {}

    /** Why a connection closes. The reader connects anew, if it may, and asks for what it missed. */
    enum Reason {
        /** Too many messages waited. */
        TOO_SLOW,
        /** It left pings without an answer. */
        SILENT,
        /** The sign-in has ended. */
        SIGNED_OUT,
        /** A newer connection of the account took its place. */
        REPLACED,
        /** Changes may have been missed. */
        GAP,
        /** The server stops. */
        STOPPING
    }
}
