package dev.nightjar.storage;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import java.util.regex.Pattern;

/** The name of a blob: segments of lower-case letters, digits, dots and dashes, separated by slashes. */
public record BlobKey(@JsonValue String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9-]+(/[a-z0-9-]+(\\.[a-z0-9]+)?)+");

    private static final Pattern FOLDER = Pattern.compile("[a-z0-9-]+(/[a-z0-9-]+)*");

    /** Whether it has the form of a key. */
    public static boolean isOne(String value) {
        return value.length() <= 300 && FORM.matcher(value).matches();
    }

    /** Checks the form, so that a key can never leave the store. */
    @JsonCreator
    public BlobKey {
        if (!isOne(value)) {
            throw new IllegalArgumentException("Not the key of a blob: " + value);
        }
    }

    /** Where the clip of an event is kept. */
    public static BlobKey clip(AccountId account, DeviceId device, EventId event) {
        return new BlobKey("clips/%s/%s/%s".formatted(account, device, event));
    }

    /** Where a file made from a clip is kept; each attempt has its own folder. */
    public static BlobKey derived(AccountId account, EventId event, String attempt, String file) {
        return new BlobKey("derived/%s/%s/%s/%s".formatted(account, event, attempt, file));
    }

    /**
     * Checks the form of a folder of keys, such as {@code clips} or {@code derived/account}.
     *
     * @throws IllegalArgumentException when it has another
     */
    public static void checkFolder(String folder) {
        if (folder.length() > 300 || !FOLDER.matcher(folder).matches()) {
            throw new IllegalArgumentException("Not a folder of blobs: " + folder);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
