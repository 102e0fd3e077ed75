package dev.nightjar.webpush.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nightjar.problem.ProblemException;
import dev.nightjar.webpush.internal.PushEndpoints.NotPublicException;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class PushEndpointsTest {

    private final PushEndpoints endpoints = new PushEndpoints(false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://fcm.googleapis.com/fcm/send/abc:def-ghi_jkl",
                "https://updates.push.services.mozilla.com/wpush/v2/gAAAA==",
                "https://web.push.apple.com/QNbY0",
                "https://wns2-am3p.notify.windows.com:443/w/?token=BQYAAAC%2f"
            })
    void theAddressesOfPushServicesAreUsed(String endpoint) {
        assertThatCode(() -> endpoints.parse(endpoint)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://fcm.googleapis.com/fcm/send/abc",
                "https://fcm.googleapis.com:8443/fcm/send/abc",
                "https://user:word@fcm.googleapis.com/fcm/send/abc",
                "https://fcm.googleapis.com/fcm#x",
                "https://127.0.0.1/x",
                "https://127.1/x",
                "https://2130706433/x",
                "https://0x7f000001/x",
                "https://0x7f.0.0.0x1/x",
                "https://[::1]/x",
                "https://[::ffff:127.0.0.1]/x",
                "https://localhost/x",
                "https://database/x",
                "https://push.example.org./x",
                "https:///x",
                "//push.example.org/x",
                "ftp://push.example.org/x",
                "file:///etc/passwd",
                "mailto:a@push.example.org",
                "https://push.example.org/ x",
                ""
            })
    void allOthersAreRefused(String endpoint) {
        assertThatThrownBy(() -> endpoints.check(endpoint)).isInstanceOf(ProblemException.class);
    }

    @Test
    void anEndpointThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> endpoints.parse("https://push.example.org/" + "x".repeat(2_000)))
                .isInstanceOf(ProblemException.class);
    }

    /** The name of this machine for itself stands for any name that leads into a network. */
    @Test
    void aNameThatLeadsIntoTheNetworkIsNotConnectedTo() {
        assertThatThrownBy(() -> endpoints.lookup("localhost")).isInstanceOf(NotPublicException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "239.255.255.250",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "3fff::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void theseAddressesAreNotPublic(String address) {
        assertThat(PublicNetwork.contains(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "2a00:1450:4001::1",
                "::ffff:8.8.8.8"
            })
    void theseAddressesArePublic(String address) {
        assertThat(PublicNetwork.contains(InetAddress.ofLiteral(address))).isTrue();
    }

    @Test
    void theCloudRefusesEndpointsAnywhere() {
        ApplicationContextRunner runner = new ApplicationContextRunner()
                .withUserConfiguration(PushConfiguration.class)
                .withPropertyValues("nightjar.webpush.endpoints-anywhere=true");

        runner.run(context -> assertThat(context).hasNotFailed());
        runner.withPropertyValues("spring.profiles.active=azure")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining("nightjar.webpush.endpoints-anywhere is for tests alone"));
    }
}
