package dev.nightjar.devices;

import dev.nightjar.TestCallers.Paired;
import dev.nightjar.identity.ids.AccountId;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Phones that are paired for real, and how they are asked for. */
@TestComponent
class DeviceTesting {

    /** Settings in which nothing is as it was at first. */
    static final String SETTINGS = """
            {"version":99,"preSeconds":5,"postSeconds":9,"cooldownSeconds":10,"sensitivity":"high","extension":false,
             "motion":{"leastShare":0.004,"checks":5},"sound":{"on":true,"leastDb":-50.5,"riseDb":9},
             "mask":[{"name":"Street","points":[{"x":0,"y":0},{"x":1,"y":0},{"x":0.5,"y":0.25}]}],
             "camera":{"facing":"user","height":480,"frameRate":15,"microphone":false},
             "instructions":["Tell me if the dog is on the sofa"],
             "previews":"relevant"}
            """;

    private final Pairing pairing;

    DeviceTesting(Pairing pairing) {
        this.pairing = pairing;
    }

    Paired newPhone(AccountId account, String name) {
        PairedDevice paired = pairing.pair(pairing.code(account, name).code());
        return new Paired(paired.device().id(), account, paired.token());
    }

    static String path(Paired phone) {
        return "/api/v1/devices/" + phone.device();
    }

    static MockHttpServletRequestBuilder json(MockHttpServletRequestBuilder request, String body) {
        return request.contentType(MediaType.APPLICATION_JSON).content(body);
    }
}
