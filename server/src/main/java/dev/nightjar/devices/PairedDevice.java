package dev.nightjar.devices;

/**
 * A phone that has just become a camera.
 *
 * @param token its bearer token; only its hash is kept, so this is the one time it is seen
 */
public record PairedDevice(Device device, String token) {

    /** Keeps the token out of logs. */
    @Override
    public String toString() {
        return "PairedDevice[device=" + device + ", token=…]";
    }
}
