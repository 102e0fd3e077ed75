package dev.nightjar.devices;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.nightjar.identity.DeviceTokens;
import dev.nightjar.identity.Secrets;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.plans.Plans;
import dev.nightjar.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes a phone a camera: an owner asks for a code, the phone gives it and receives its token. */
@Service
public class Pairing {

    private static final Logger log = LoggerFactory.getLogger(Pairing.class);
    private static final Duration CODE_LIFETIME = Duration.ofMinutes(10);

    /** Codes of one account that may wait at a time. */
    private static final int WAITING_CODES = 10;

    private final PairingRows codes;
    private final DeviceRows devices;
    private final DeviceTokens tokens;
    private final Plans plans;
    private final ApplicationEventPublisher publisher;
    private final Clock clock;
    private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

    Pairing(
            PairingRows codes,
            DeviceRows devices,
            DeviceTokens tokens,
            Plans plans,
            ApplicationEventPublisher publisher,
            Clock clock) {
        this.codes = codes;
        this.devices = devices;
        this.tokens = tokens;
        this.plans = plans;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** A new code for a camera of that name; {@link Problem#TOO_MANY_CAMERAS} when the plan has no room for it. */
    @Transactional
    public PairingCode code(AccountId account, String name) {
        plans.checkCameras(account, devices.countPaired(account));
        String code = Secrets.code(PairingAlphabet.LENGTH, PairingAlphabet.CHARACTERS);
        Instant expiresAt = now().plus(CODE_LIFETIME);
        codes.insert(Secrets.hash(code), account, name.strip(), expiresAt);
        codes.prune(account, WAITING_CODES, now());
        log.atInfo().addKeyValue("account", account).log("Pairing code made");
        return new PairingCode(code, expiresAt);
    }

    /**
     * Makes a phone a camera. A code works once; one that the plan refuses may be used again.
     *
     * @param typed the code, as a person typed it
     * @throws dev.nightjar.problem.ProblemException {@link Problem#PAIRING_CODE_UNKNOWN} or {@link
     *     Problem#TOO_MANY_CAMERAS}
     */
    @Transactional
    public PairedDevice pair(String typed) {
        PairingRows.Waiting waiting =
                codes.take(Secrets.hash(PairingAlphabet.normal(typed)), now()).orElseThrow(Pairing::unknown);
        AccountId account = waiting.account();
        devices.lock(account);
        plans.checkCameras(account, devices.countPaired(account));
        DeviceId device = new DeviceId(ids.generate());
        Instant pairedAt = now();
        devices.insert(device, account, waiting.name(), pairedAt, CameraSettings.DEFAULT);
        String token = tokens.issue(device, account);
        publisher.publishEvent(new DeviceChanged(account, device));
        log.atInfo()
                .addKeyValue("account", account)
                .addKeyValue("device", device)
                .log("Device paired");
        Device paired = new Device(
                device,
                waiting.name(),
                pairedAt,
                null,
                null,
                CameraSettings.DEFAULT.version(),
                false,
                DeviceState.STOPPED,
                null,
                null,
                null);
        return new PairedDevice(paired, token);
    }

    private static RuntimeException unknown() {
        return Problem.PAIRING_CODE_UNKNOWN.because(
                "This code is not known, or no longer. Codes work once, for ten minutes: ask for a new one.");
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
