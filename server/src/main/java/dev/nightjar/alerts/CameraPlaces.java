package dev.nightjar.alerts;

import dev.nightjar.devices.Device;
import dev.nightjar.devices.Devices;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.plans.Plans;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** Where something happened, as it is told. */
@Component
class CameraPlaces {

    private final Devices devices;
    private final Plans plans;

    CameraPlaces(Devices devices, Plans plans) {
        this.devices = devices;
        this.plans = plans;
    }

    Place of(AccountId account, DeviceId device) {
        String camera = devices.find(account, device).map(Device::name).orElse("A camera");
        return new Place(camera, plans.zone(account));
    }

    /**
     * Where something happened.
     *
     * @param camera its name
     * @param zone of the account
     */
    record Place(String camera, ZoneId zone) {}
}
