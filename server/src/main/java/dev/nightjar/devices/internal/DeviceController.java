package dev.nightjar.devices.internal;

import dev.nightjar.devices.CameraSettings;
import dev.nightjar.devices.Device;
import dev.nightjar.devices.DeviceList;
import dev.nightjar.devices.Devices;
import dev.nightjar.devices.Heartbeat;
import dev.nightjar.devices.HeartbeatAnswer;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.ids.DeviceId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** People see and change the cameras of their account; a camera sees itself and says that it lives. */
@RestController
@RequestMapping("/api/v1/devices")
class DeviceController {

    /** @param name the new name, or null to keep the present one */
    record DeviceChange(
            @Nullable @Size(max = 60) @Pattern(regexp = PairingController.NAME)
            String name) {}

    private final Devices devices;

    DeviceController(Devices devices) {
        this.devices = devices;
    }

    @GetMapping
    DeviceList devices(Caller.Person caller) {
        return devices.list(caller.account());
    }

    @GetMapping("/{id}")
    Device device(Caller caller, @PathVariable DeviceId id) {
        checkMaySee(caller, id);
        return devices.get(caller.account(), id);
    }

    @PatchMapping("/{id}")
    Device changeDevice(Caller.Person caller, @PathVariable DeviceId id, @Valid @RequestBody DeviceChange change) {
        caller.asOwner();
        String name = change.name();
        return name == null ? devices.get(caller.account(), id) : devices.rename(caller.account(), id, name);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeDevice(Caller caller, @PathVariable DeviceId id) {
        checkMayChange(caller, id);
        devices.revoke(caller.account(), id);
    }

    /** The phone hears it with its next heartbeat, and watches again only when somebody starts it there. */
    @PutMapping("/{id}/stop")
    Device stopDevice(Caller.Person caller, @PathVariable DeviceId id) {
        caller.asOwner();
        return devices.askToStop(caller.account(), id);
    }

    /** Takes back that it shall stop, as long as the phone has not heard it. */
    @DeleteMapping("/{id}/stop")
    Device letDeviceWatch(Caller.Person caller, @PathVariable DeviceId id) {
        caller.asOwner();
        return devices.letWatch(caller.account(), id);
    }

    @GetMapping("/{id}/settings")
    CameraSettings settings(Caller caller, @PathVariable DeviceId id) {
        checkMaySee(caller, id);
        return devices.settings(caller.account(), id);
    }

    /** Who stands at the phone may point it elsewhere anyway, so it may also set how it watches. */
    @PutMapping("/{id}/settings")
    CameraSettings changeSettings(
            Caller caller, @PathVariable DeviceId id, @Valid @RequestBody CameraSettings settings) {
        checkMayChange(caller, id);
        return devices.change(caller.account(), id, settings);
    }

    @PostMapping("/{id}/heartbeat")
    HeartbeatAnswer heartbeat(
            Caller.Device caller, @PathVariable DeviceId id, @Valid @RequestBody Heartbeat heartbeat) {
        checkMaySee(caller, id);
        return devices.heard(caller.account(), id, heartbeat);
    }

    /** A person may see every device of the account, a device only itself. */
    private static void checkMaySee(Caller caller, DeviceId id) {
        if (caller instanceof Caller.Device) {
            caller.asDevice(id);
        }
    }

    /** An owner may change every device of the account, a device only itself. */
    private static void checkMayChange(Caller caller, DeviceId id) {
        switch (caller) {
            case Caller.Person person -> person.asOwner();
            case Caller.Device device -> device.asDevice(id);
        }
    }
}
