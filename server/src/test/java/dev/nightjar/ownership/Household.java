package dev.nightjar.ownership;

import dev.nightjar.identity.SignIns;
import dev.nightjar.identity.ids.AccountId;
import dev.nightjar.identity.ids.DeviceId;
import dev.nightjar.identity.ids.EventId;
import dev.nightjar.identity.ids.SessionId;
import java.util.UUID;

/**
 * A household with an owner, a monitor and two cameras of which the first watches. What the tests of every route ask
 * for belongs to it.
 *
 * @param revokedToken of a third camera, which was removed
 * @param invitation the code of one that waits
 * @param deadLetter work about the household that was given up
 * @param alertRule one of the owner's
 * @param alert that the owner was told
 * @param telegramChat in which the owner is told
 * @param done an event with a clip, a poster, a preview and a reason
 * @param arriving an event whose clip was sent, and not reported yet
 */
public record Household(
        AccountId account,
        SignIns.SignIn owner,
        SignIns.SignIn monitor,
        Camera camera,
        Camera other,
        String revokedToken,
        String invitation,
        UUID invitationId,
        UUID deadLetter,
        UUID alertRule,
        UUID alert,
        UUID telegramChat,
        EventId done,
        EventId arriving,
        EventId failed,
        EventId dismissed) {

    /** What its first camera is called; no answer to anybody else may hold it. */
    public static String secretName(AccountId account) {
        return "Bookcase " + account.toString().substring(24);
    }

    /** A paired phone that watches. */
    public record Camera(DeviceId device, String token, SessionId session) {}
}
