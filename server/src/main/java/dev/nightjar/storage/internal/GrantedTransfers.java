package dev.nightjar.storage.internal;

import dev.nightjar.storage.BlobKey;
import dev.nightjar.storage.GrantRefused;
import dev.nightjar.storage.ReadGrant;
import dev.nightjar.storage.UploadGrant;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;

/** Uses grants by plain HTTP, with no other right to the store, and never at any other host than the store's. */
final class GrantedTransfers {

    private static final int CHUNK = 64 * 1024;

    /** To the head of the answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What a leave to create is answered with when the blob exists: by the signature, or by the condition sent with it. */
    private static final Set<String> EXISTS =
            Set.of("BlobAlreadyExists", "UnauthorizedBlobOverwrite", "AuthorizationPermissionMismatch");

    private final HttpClient http;
    private final URI container;
    private final long largest;

    /**
     * @param http follows no redirects
     * @param container what the addresses of all blobs begin with
     * @param largest the most that is read, in bytes
     */
    GrantedTransfers(HttpClient http, URI container, long largest) {
        this.http = http;
        this.container = container;
        this.largest = largest;
    }

    void download(ReadGrant grant, Path target) throws IOException {
        HttpRequest request = request(grant.url()).GET().build();
        HttpResponse<InputStream> answer = send(request, BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            switch (answer.statusCode()) {
                case 200 -> copy(body, target);
                case 403 -> throw new GrantRefused("The store refuses this grant: " + code(answer) + ".");
                case 404 -> throw new NoSuchFileException(grant.url().getPath());
                default -> throw unexpected(answer);
            }
        }
    }

    void upload(UploadGrant grant, byte[] content) throws IOException {
        if (content.length > grant.maximumBytes()) {
            throw new GrantRefused(
                    "The grant allows %d bytes, not %d.".formatted(grant.maximumBytes(), content.length));
        }
        HttpRequest.Builder request = request(grant.url()).PUT(BodyPublishers.ofByteArray(content));
        grant.headers().forEach(request::header);
        HttpResponse<Void> answer = send(request.build(), BodyHandlers.discarding());
        // that an earlier try got this far is as good
        if (answer.statusCode() == 201 || EXISTS.contains(code(answer))) {
            return;
        }
        throw answer.statusCode() == 403
                ? new GrantRefused("The store refuses this grant: " + code(answer) + ".")
                : unexpected(answer);
    }

    private HttpRequest.Builder request(URI address) throws GrantRefused {
        if (!isOfStore(address)) {
            throw new GrantRefused("This grant is not one of this store.");
        }
        return HttpRequest.newBuilder(address).timeout(PATIENCE);
    }

    private boolean isOfStore(URI address) {
        String start = container.getRawPath() + "/";
        String path = String.valueOf(address.getRawPath());
        return container.getScheme().equals(address.getScheme())
                && container.getRawAuthority().equals(address.getRawAuthority())
                && path.startsWith(start)
                && BlobKey.isOne(path.substring(start.length()));
    }

    private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) throws IOException {
        try {
            return http.send(request, handler);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw (IOException)
                    new InterruptedIOException("Interrupted while the store was asked").initCause(interrupted);
        }
    }

    private void copy(InputStream body, Path target) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long total = 0;
        try (OutputStream output = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
            for (int length = body.read(chunk); length >= 0; length = body.read(chunk)) {
                total += length;
                if (total > largest) {
                    throw new IOException("The blob has more than the %d bytes that are read".formatted(largest));
                }
                output.write(chunk, 0, length);
            }
        }
    }

    private static String code(HttpResponse<?> answer) {
        return answer.headers().firstValue("x-ms-error-code").orElse("it does not say why");
    }

    /** The address stays out of it: whoever has it may use it. */
    private static IOException unexpected(HttpResponse<?> answer) {
        return new IOException("The store answered %d (%s)".formatted(answer.statusCode(), code(answer)));
    }
}
