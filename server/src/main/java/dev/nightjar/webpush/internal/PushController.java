package dev.nightjar.webpush.internal;

import dev.nightjar.identity.Caller;
import dev.nightjar.problem.Problem;
import dev.nightjar.webpush.NewPushSubscription;
import dev.nightjar.webpush.PushSubscription;
import dev.nightjar.webpush.PushSubscriptions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** People let their browsers show alerts. */
@RestController
@RequestMapping("/api/v1/push")
class PushController {

    private final PushKeys keys;
    private final PushEndpoints endpoints;
    private final PushSubscriptions subscriptions;

    PushController(PushKeys keys, PushEndpoints endpoints, PushSubscriptions subscriptions) {
        this.keys = keys;
        this.endpoints = endpoints;
        this.subscriptions = subscriptions;
    }

    @GetMapping
    Push push(Caller.Person caller) {
        return new Push(keys.publicKey(), subscriptions.list(caller));
    }

    /** Lets the caller's browser show alerts, or goes on to let it. */
    @PutMapping("/subscriptions")
    PushSubscription putPushSubscription(Caller.Person caller, @Valid @RequestBody BrowserSubscription body) {
        byte[] key = checkPoint(decode(body.browserKey()));
        endpoints.check(body.endpoint());
        return subscriptions.put(
                caller,
                new NewPushSubscription(
                        body.endpoint(),
                        key,
                        decode(body.browserSecret()),
                        body.name().strip(),
                        body.expiresAt()));
    }

    @DeleteMapping("/subscriptions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deletePushSubscription(Caller.Person caller, @PathVariable UUID id) {
        subscriptions.remove(caller, id);
    }

    private static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    private static byte[] checkPoint(byte[] key) {
        try {
            CustomNamedCurves.getByName("P-256").getCurve().decodePoint(key);
            return key;
        } catch (IllegalArgumentException outside) {
            throw Problem.INVALID.because("The browser's key is no point of P-256.");
        }
    }

    /**
     * What a browser needs to subscribe, and those that have.
     *
     * @param publicKey by which push services know this server: a point of P-256, uncompressed, in base64url
     * @param subscriptions of the caller in this account
     */
    record Push(String publicKey, List<PushSubscription> subscriptions) {}

    /**
     * What the browser's {@code PushSubscription} says.
     *
     * @param browserKey its key {@code p256dh}, in base64url
     * @param browserSecret its key {@code auth}, in base64url
     * @param name by which its owner knows it
     * @param expiresAt when it ends by itself; absent when it does not say
     */
    record BrowserSubscription(
            @NotBlank @Size(max = 2_000) String endpoint,
            @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{87}") String browserKey,
            @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{22}") String browserSecret,
            @NotBlank @Size(max = 60) String name,
            @Nullable Instant expiresAt) {

        /** Says nothing of what is secret. */
        @Override
        public String toString() {
            return "BrowserSubscription[%s]".formatted(name);
        }
    }
}
