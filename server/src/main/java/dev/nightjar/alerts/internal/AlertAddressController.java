package dev.nightjar.alerts.internal;

import dev.nightjar.alerts.Address;
import dev.nightjar.alerts.AlertAddresses;
import dev.nightjar.alerts.TriedAddress;
import dev.nightjar.identity.Caller;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** People see where alerts reach them, and try it. */
@RestController
@RequestMapping("/api/v1/alert-addresses")
class AlertAddressController {

    /** @param items of all channels, those in trouble included */
    record AddressList(List<Address> items) {}

    private final AlertAddresses addresses;

    AlertAddressController(AlertAddresses addresses) {
        this.addresses = addresses;
    }

    @GetMapping
    AddressList alertAddresses(Caller.Person caller) {
        return new AddressList(addresses.list(caller));
    }

    @PostMapping("/{id}/test")
    TriedAddress testAlertAddress(Caller.Person caller, @PathVariable UUID id) {
        return addresses.test(caller, id);
    }
}
