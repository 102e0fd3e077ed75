package dev.nightjar.problem;

import java.util.Locale;
import org.springframework.http.HttpStatus;

/**
 * Everything that can go wrong for a client, said once. The code is the contract with the client; the sentence given
 * with {@link #because} is for people and gives the actual values.
 */
public enum Problem {
    INVALID(HttpStatus.BAD_REQUEST, "The request is not valid"),
    NOT_SIGNED_IN(HttpStatus.UNAUTHORIZED, "Sign in first"),
    WRONG_PASSWORD(HttpStatus.UNAUTHORIZED, "E-mail address and password do not fit"),
    DEVICE_REVOKED(HttpStatus.UNAUTHORIZED, "This phone is no longer a camera of the account"),
    NOT_ALLOWED(HttpStatus.FORBIDDEN, "Not allowed"),
    CSRF_TOKEN_NEEDED(HttpStatus.FORBIDDEN, "The page is too old for this"),
    INVITATION_NEEDED(HttpStatus.FORBIDDEN, "An invitation is needed"),
    RESET_LINK_UNKNOWN(HttpStatus.FORBIDDEN, "The link is not good any more"),
    MAIL_MISSING(HttpStatus.FORBIDDEN, "This server sends no mail"),
    GRANT_REFUSED(HttpStatus.FORBIDDEN, "The grant is not valid, or no longer"),
    NOT_FOUND(HttpStatus.NOT_FOUND, "Not found"),
    PAIRING_CODE_UNKNOWN(HttpStatus.NOT_FOUND, "No camera waits with this code"),
    NO_CLIP(HttpStatus.NOT_FOUND, "The event has no clip"),
    NO_POSTER(HttpStatus.NOT_FOUND, "The event has no poster"),
    NO_STRIP(HttpStatus.NOT_FOUND, "The event has no strip"),
    NO_FINDINGS(HttpStatus.NOT_FOUND, "The event has no file of findings"),
    NO_PREVIEW(HttpStatus.NOT_FOUND, "The event has no such preview frame"),
    NO_REASON(HttpStatus.NOT_FOUND, "The event carries no reason"),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "The address does not take this method"),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "No answer of the wanted media type"),
    EMAIL_TAKEN(HttpStatus.CONFLICT, "The e-mail address is in use"),
    ALREADY_EXISTS(HttpStatus.CONFLICT, "It already exists"),
    CLIP_MISSING(HttpStatus.CONFLICT, "The clip has not arrived"),
    NOT_DISMISSED(HttpStatus.CONFLICT, "The event is not dismissed"),
    WRONG_STATE(HttpStatus.CONFLICT, "Not possible in the present state"),
    ALREADY_MEMBER(HttpStatus.CONFLICT, "The person belongs to the account already"),
    LAST_OWNER(HttpStatus.CONFLICT, "An account needs an owner"),
    TOO_MANY_CAMERAS(HttpStatus.CONFLICT, "The plan's cameras are all in use"),
    TOO_MANY_MEMBERS(HttpStatus.CONFLICT, "The plan's places for people are all taken"),
    TOO_MANY_INVITATIONS(HttpStatus.CONFLICT, "Too many invitations wait"),
    TOO_MANY_RULES(HttpStatus.CONFLICT, "Too many rules"),
    TOO_MANY_BROWSERS(HttpStatus.CONFLICT, "Too many browsers show the person's alerts"),
    TOO_MANY_GAPS(HttpStatus.CONFLICT, "The session has too many gaps"),
    EVENT_DELETED(HttpStatus.GONE, "The event was deleted"),
    CHANGES_GONE(HttpStatus.GONE, "These changes are no longer kept"),
    REQUEST_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The request is too large"),
    MEDIA_TYPE_UNSUPPORTED(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The media type is not taken here"),
    HOST_UNKNOWN(HttpStatus.MISDIRECTED_REQUEST, "The server does not answer to this name"),
    CLIP_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The clip is too large"),
    CLIP_TOO_LONG(HttpStatus.UNPROCESSABLE_CONTENT, "The clip is too long"),
    CLIP_MISMATCH(HttpStatus.UNPROCESSABLE_CONTENT, "The clip is not the one announced"),
    TOO_MANY_UPLOADS(HttpStatus.TOO_MANY_REQUESTS, "The plan's uploads for this hour are used up"),
    TOO_MANY_PREVIEWS(HttpStatus.TOO_MANY_REQUESTS, "The plan's previews for this hour are used up"),
    TOO_MANY_EVENTS(HttpStatus.TOO_MANY_REQUESTS, "The plan's events without a clip for this hour are used up"),
    OUT_OF_CREDITS(HttpStatus.TOO_MANY_REQUESTS, "The month's minutes are used up"),
    TOO_MANY_ENTRIES(HttpStatus.TOO_MANY_REQUESTS, "Too many entries for the log"),
    TOO_MANY_TRIES(HttpStatus.TOO_MANY_REQUESTS, "Too many tries"),
    FAILED(HttpStatus.INTERNAL_SERVER_ERROR, "Something failed in the server"),
    BUSY(HttpStatus.SERVICE_UNAVAILABLE, "The server is busy"),
    STORAGE_FULL(HttpStatus.INSUFFICIENT_STORAGE, "The storage is full");

    private final HttpStatus status;
    private final String title;

    Problem(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    /** The HTTP status that goes with it. */
    public HttpStatus status() {
        return status;
    }

    /** What it is, in general; the same for every occurrence. */
    public String title() {
        return title;
    }

    /** The code that clients switch on, in camelCase. */
    public String code() {
        String[] words = name().toLowerCase(Locale.ROOT).split("_", -1);
        StringBuilder code = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            code.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return code.toString();
    }

    /**
     * The exception to throw.
     *
     * @param sentence what happened, for people, with {@link String#format} places for the values
     */
    public ProblemException because(String sentence, Object... values) {
        return new ProblemException(this, sentence.formatted(values));
    }
}
