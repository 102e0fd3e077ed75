package dev.nightjar.storage.internal;

import dev.nightjar.problem.Problem;
import dev.nightjar.storage.GrantRefused;
import dev.nightjar.storage.internal.Grant.Action;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Honours the folder's grants. Nobody signs in here: the grant is the authority, for one blob and a short while. */
@RestController
@WhenFolder
final class BlobController {

    /** Where blobs are; the key follows. */
    static final String PATH = "/blobs/";

    private final BlobFolder folder;
    private final BlobWriter writer;
    private final GrantSigner signer;

    BlobController(BlobFolder folder, BlobWriter writer, GrantSigner signer) {
        this.folder = folder;
        this.writer = writer;
        this.signer = signer;
    }

    /** Creates the blob that the grant names, from the whole body. */
    @PutMapping(PATH + "{*path}")
    @ResponseStatus(HttpStatus.CREATED)
    void create(@PathVariable String path, @RequestParam(defaultValue = "") String grant, HttpServletRequest request)
            throws IOException {
        Grant allowed = verify(grant, Action.CREATE, path);
        checkType(request.getContentType(), allowed);
        try {
            writer.write(allowed, request.getInputStream(), request.getContentLengthLong());
        } catch (FileAlreadyExistsException taken) {
            throw Problem.ALREADY_EXISTS.because("This clip has been uploaded already.");
        }
    }

    /** Serves the blob that the grant names, by ranges too. */
    @GetMapping(PATH + "{*path}")
    ResponseEntity<Resource> read(@PathVariable String path, @RequestParam(defaultValue = "") String grant)
            throws IOException {
        Grant allowed = verify(grant, Action.READ, path);
        Path content = folder.content(allowed.key())
                .orElseThrow(() -> Problem.NOT_FOUND.because("This clip is no longer kept."));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(allowed.contentType()))
                .cacheControl(CacheControl.noStore())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline")
                .body(new FileSystemResource(content));
    }

    private Grant verify(String token, Action action, String path) {
        try {
            return signer.verify(token, action, path.replaceFirst("^/", ""));
        } catch (GrantRefused refused) {
            throw Problem.GRANT_REFUSED.because("%s", refused.sentence());
        }
    }

    private static void checkType(@Nullable String sent, Grant allowed) {
        MediaType expected = MediaType.parseMediaType(allowed.contentType());
        try {
            if (sent != null && expected.equalsTypeAndSubtype(MediaType.parseMediaType(sent))) {
                return;
            }
        } catch (InvalidMediaTypeException malformed) {
            // As wrong as any other type.
        }
        throw Problem.GRANT_REFUSED.because(
                "The grant is for %s, not for %s.", expected, sent == null ? "an unnamed type" : sent);
    }
}
