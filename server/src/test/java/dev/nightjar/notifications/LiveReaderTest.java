package dev.nightjar.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nightjar.TestCallers;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.PersonId;
import dev.nightjar.notifications.LiveMessage.Changed;
import dev.nightjar.notifications.LiveMessage.End;
import dev.nightjar.notifications.LiveMessage.Hello;
import dev.nightjar.notifications.LiveMessage.Passed;
import dev.nightjar.notifications.LiveMessage.Ping;
import dev.nightjar.notifications.LiveMessage.Reason;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LiveReaderTest {

    private static final DeviceId DOOR = new DeviceId(new UUID(1, 1));
    private static final Belonging OF_DOOR = new Belonging(DOOR, null);
    private static final Belonging OF_HALL = new Belonging(new DeviceId(new UUID(1, 2)), null);

    private final LiveReader reader = reader(ChangeFilter.ALL);

    @Test
    void theGreetingComesBeforeWhatHappenedMeanwhile() throws Exception {
        reader.changed(change(6), OF_DOOR);
        reader.changed(change(7), OF_DOOR);
        reader.changed(change(8), OF_DOOR);

        reader.greet(7);

        assertThat(reader.take()).isEqualTo(new Hello(7));
        assertThat(reader.take()).isEqualTo(new Changed(change(8)));
    }

    @Test
    void lateNewsOfWhatTheGreetingCoversIsLeftOut() throws Exception {
        reader.greet(7);

        reader.changed(change(7), OF_DOOR);
        reader.changed(change(8), OF_DOOR);

        assertThat(reader.take()).isEqualTo(new Hello(7));
        assertThat(reader.take()).isEqualTo(new Changed(change(8)));
    }

    @Test
    void aReaderThatIsTooSlowIsSentAway() throws Exception {
        reader.greet(0);
        for (int n = 1; n <= 4; n++) {
            reader.changed(change(n), OF_DOOR);
        }

        assertThat(reader.take()).isEqualTo(new End(Reason.TOO_SLOW));
        reader.changed(change(5), OF_DOOR);
        assertThat(reader.take()).isEqualTo(new End(Reason.TOO_SLOW));
    }

    @Test
    void aReaderThatAnswersNoPingIsSentAway() throws Exception {
        reader.greet(0);
        assertThat(reader.take()).isEqualTo(new Hello(0));
        for (int i = 0; i < 3; i++) {
            reader.ping();
            assertThat(reader.take()).isEqualTo(new Ping());
        }

        reader.ping();

        assertThat(reader.take()).isEqualTo(new End(Reason.SILENT));
    }

    @Test
    void anAnsweredPingCountsAnew() throws Exception {
        reader.greet(0);
        assertThat(reader.take()).isEqualTo(new Hello(0));
        for (int i = 0; i < 10; i++) {
            reader.ping();
            assertThat(reader.take()).isEqualTo(new Ping());
            reader.answered();
        }
    }

    @Test
    void onlyTheFirstReasonCounts() throws Exception {
        reader.end(Reason.SIGNED_OUT);
        reader.end(Reason.STOPPING);

        assertThat(reader.take()).isEqualTo(new End(Reason.SIGNED_OUT));
    }

    @Test
    void whoListensToOneCameraHearsOnlyOfItAndHowFarTheOthersAre() throws Exception {
        LiveReader ofDoor = reader(new ChangeFilter(DOOR, null));
        ofDoor.changed(change(3), OF_HALL);
        ofDoor.greet(4);
        ofDoor.changed(change(5), OF_HALL);
        ofDoor.changed(change(6), OF_DOOR);
        ofDoor.ping();
        ofDoor.changed(change(7), OF_HALL);
        ofDoor.changed(change(8), Belonging.NOWHERE);

        assertThat(ofDoor.take()).isEqualTo(new Hello(4));
        assertThat(ofDoor.take()).isEqualTo(new Changed(change(6)));
        assertThat(ofDoor.take()).isEqualTo(new Ping());
        ofDoor.ping();
        assertThat(ofDoor.take()).isEqualTo(new Passed(8));
        assertThat(ofDoor.take()).isEqualTo(new Ping());
        ofDoor.ping();
        assertThat(ofDoor.take()).isEqualTo(new Ping());
    }

    @Test
    void whatIsNotOfTheCameraFillsNoQueue() throws Exception {
        LiveReader ofDoor = reader(new ChangeFilter(DOOR, null));
        ofDoor.greet(0);
        for (int n = 1; n <= 100; n++) {
            ofDoor.changed(change(n), OF_HALL);
        }
        ofDoor.changed(change(101), OF_DOOR);

        assertThat(ofDoor.take()).isEqualTo(new Hello(0));
        assertThat(ofDoor.take()).isEqualTo(new Changed(change(101)));
    }

    private static LiveReader reader(ChangeFilter filter) {
        return new LiveReader(
                new Caller.Person(
                        new PersonId(TestCallers.newId()),
                        TestCallers.newAccount(),
                        Role.OWNER,
                        false,
                        TestCallers.newId()),
                filter,
                4);
    }

    private static Change change(long n) {
        return new Change(n, Change.Kind.EVENT, new UUID(0, n));
    }
}
