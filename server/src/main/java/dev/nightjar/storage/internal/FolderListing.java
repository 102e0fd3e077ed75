package dev.nightjar.storage.internal;

import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.BlobPage;
import dev.nightjar.storage.ListedBlob;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One page of the blobs in a folder, in the order of their keys. Directories come in no order and may hold a hundred
 * thousand names: of each, only the names that come next are kept, never more than a page has blobs.
 */
final class FolderListing {

    /** Of what a blob's own folder holds; no key has such a segment. */
    private static final String CONTENT = "content.";

    private final BlobFolder folder;
    private final @Nullable String after;
    private final int limit;
    private final List<ListedBlob> found = new ArrayList<>();

    private FolderListing(BlobFolder folder, @Nullable String after, int limit) {
        this.folder = folder;
        this.after = after;
        this.limit = limit;
    }

    /**
     * Lists what is below.
     *
     * @param path the folder's key, without a slash at its end
     * @param after the last key of the page before
     */
    static BlobPage list(BlobFolder folder, String path, @Nullable String after, int limit) throws IOException {
        // one more than asked for tells whether there is another page
        FolderListing listing = new FolderListing(folder, after, limit + 1);
        listing.walk(path + "/");
        List<ListedBlob> blobs = listing.found;
        if (blobs.size() <= limit) {
            return new BlobPage(List.copyOf(blobs), null);
        }
        List<ListedBlob> page = List.copyOf(blobs.subList(0, limit));
        return new BlobPage(page, page.getLast().key().value());
    }

    /** Takes the blobs whose keys begin with the prefix, which ends with a slash. */
    private void walk(String prefix) throws IOException {
        String passed = "";
        boolean more = true;
        while (more) {
            int wanted = limit - found.size();
            List<String> places = places(prefix, passed, wanted);
            for (String place : places) {
                take(place);
                if (found.size() == limit) {
                    return;
                }
                passed = place;
            }
            more = places.size() == wanted;
        }
    }

    /** What can be a blob of its own stands there as it is; what can have blobs below, with a slash at its end. */
    private List<String> places(String prefix, String passed, int wanted) throws IOException {
        TreeSet<String> first = new TreeSet<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder.path(prefix))) {
            for (Path child : children) {
                String name = String.valueOf(child.getFileName());
                if (!name.startsWith(CONTENT)) {
                    keepFirst(first, prefix + name, passed, wanted);
                    keepFirst(first, prefix + name + "/", passed, wanted);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException gone) {
            // deleted since its name was read
        }
        return List.copyOf(first);
    }

    private void keepFirst(TreeSet<String> first, String place, String passed, int wanted) {
        if (place.compareTo(passed) > 0 && isAhead(place)) {
            first.add(place);
            if (first.size() > wanted) {
                first.removeLast();
            }
        }
    }

    /** Whether it can be, or hold, a blob of this page. */
    private boolean isAhead(String place) {
        return after == null || place.compareTo(after) > 0 || (place.endsWith("/") && after.startsWith(place));
    }

    private void take(String place) throws IOException {
        if (place.endsWith("/")) {
            walk(place);
            return;
        }
        BlobKey key = new BlobKey(place);
        Optional<Path> content = folder.content(key);
        if (content.isPresent()) {
            try {
                found.add(new ListedBlob(
                        key,
                        Files.size(content.get()),
                        Files.getLastModifiedTime(content.get()).toInstant()));
            } catch (NoSuchFileException gone) {
                // deleted since its name was read
            }
        }
    }
}
