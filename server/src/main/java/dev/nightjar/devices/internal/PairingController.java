package dev.nightjar.devices.internal;

import dev.nightjar.devices.PairedDevice;
import dev.nightjar.devices.Pairing;
import dev.nightjar.devices.PairingCode;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.NetworkAddress;
import dev.nightjar.identity.SignInCookie;
import dev.nightjar.identity.SignIns;
import dev.nightjar.identity.Tries;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** An owner asks for a code, and the phone that gives it becomes a camera. */
@RestController
class PairingController {

    /** The form of a camera's name: anything to read, on one line. */
    static final String NAME = "[^\\x00-\\x1f\\x7f]*[^\\x00-\\x20\\x7f][^\\x00-\\x1f\\x7f]*";

    /** @param name what the camera shall be called */
    record NewPairingCode(
            @NotNull @Size(max = 60) @Pattern(regexp = NAME) String name) {}

    /** @param code the code that an owner was shown, as it was typed or scanned */
    record NewDevice(@NotBlank @Size(max = 20) String code) {}

    /** Of some 700 million codes; enough for a household that pairs its phones in one go. */
    private static final int TRIES = 20;

    private static final Duration TRIES_WINDOW = Duration.ofMinutes(10);

    private final Pairing pairing;
    private final Tries tries;
    private final SignIns signIns;

    PairingController(Pairing pairing, Tries tries, SignIns signIns) {
        this.pairing = pairing;
        this.tries = tries;
        this.signIns = signIns;
    }

    @PostMapping("/api/v1/pairing-codes")
    @ResponseStatus(HttpStatus.CREATED)
    PairingCode createPairingCode(Caller.Person caller, @Valid @RequestBody NewPairingCode code) {
        caller.asOwner();
        return pairing.code(caller.account(), code.name());
    }

    /** A browser that becomes a camera keeps no person signed in: whoever takes the phone sees no homes. */
    @PostMapping("/api/v1/devices")
    @ResponseStatus(HttpStatus.CREATED)
    PairedDevice pairDevice(
            @Valid @RequestBody NewDevice device, HttpServletRequest request, HttpServletResponse response) {
        tries.take("pairing", NetworkAddress.of(request), TRIES, TRIES_WINDOW);
        PairedDevice paired = pairing.pair(device.code());
        endSignIn(request, response);
        return paired;
    }

    private void endSignIn(HttpServletRequest request, HttpServletResponse response) {
        if (Caller.of(request).orElse(null) instanceof Caller.Person person) {
            signIns.end(person.signIn());
        }
        if (SignInCookie.read(request).isPresent()) {
            SignInCookie.clear(request, response);
        }
    }
}
