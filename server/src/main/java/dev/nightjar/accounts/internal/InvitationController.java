package dev.nightjar.accounts.internal;

import dev.nightjar.accounts.Entrance;
import dev.nightjar.accounts.Invitation;
import dev.nightjar.accounts.Invitations;
import dev.nightjar.accounts.InvitedTo;
import dev.nightjar.accounts.OpenInvitation;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.NetworkAddress;
import dev.nightjar.identity.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Inviting others, and looking where an invitation leads. */
@RestController
@RequestMapping("/api/v1/invitations")
class InvitationController {

    private final Invitations invitations;
    private final Entrance entrance;

    InvitationController(Invitations invitations, Entrance entrance) {
        this.invitations = invitations;
        this.entrance = entrance;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Invitation invite(Caller caller, @Valid @RequestBody NewInvitation invitation) {
        return invitations.invite(caller, invitation.role());
    }

    @GetMapping
    InvitationList invitations(Caller caller) {
        return new InvitationList(invitations.list(caller));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeInvitation(Caller caller, @PathVariable UUID id) {
        invitations.revoke(caller, id);
    }

    /** By the code in the body: an address would be logged on its way. */
    @PostMapping("/lookup")
    InvitedTo lookUpInvitation(@Valid @RequestBody InvitationCode invitation, HttpServletRequest request) {
        return entrance.lookUp(invitation.code(), NetworkAddress.of(request));
    }

    /** Whom to invite. */
    record NewInvitation(@NotNull Role role) {}

    /** Those that wait to be used, newest first. */
    record InvitationList(List<OpenInvitation> items) {}
}
