package dev.nightjar.accounts.internal;

import dev.nightjar.accounts.Entrance;
import dev.nightjar.accounts.Me;
import dev.nightjar.accounts.Member;
import dev.nightjar.accounts.Members;
import dev.nightjar.identity.Caller;
import dev.nightjar.identity.NetworkAddress;
import dev.nightjar.identity.Role;
import dev.nightjar.identity.SignInCookie;
import dev.nightjar.identity.ids.PersonId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The people of an account: who they are, joining, leaving, and what each may do. */
@RestController
@RequestMapping("/api/v1/members")
class MemberController {

    private final Members members;
    private final Entrance entrance;
    private final Entering entering;

    MemberController(Members members, Entrance entrance, Entering entering) {
        this.members = members;
        this.entrance = entrance;
        this.entering = entering;
    }

    @GetMapping
    MemberList members(Caller.Person caller) {
        return new MemberList(members.list(caller));
    }

    /** The caller joins the account of an invitation, and goes there. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Me join(
            Caller.Person caller,
            @Valid @RequestBody InvitationCode invitation,
            HttpServletRequest request,
            HttpServletResponse response) {
        return entering.enter(
                entrance.accept(caller, invitation.code(), NetworkAddress.of(request)), request, response);
    }

    @PatchMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changeMember(Caller.Person caller, @PathVariable PersonId id, @Valid @RequestBody MemberChange change) {
        members.changeRole(caller, id, change.role());
    }

    /** Who leaves, and belongs to another account, goes on there. */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeMember(
            Caller.Person caller, @PathVariable PersonId id, HttpServletRequest request, HttpServletResponse response) {
        members.remove(caller, id);
        if (caller.person().equals(id)) {
            entrance.goOn(caller)
                    .ifPresentOrElse(
                            signIn -> SignInCookie.write(signIn, request, response),
                            () -> SignInCookie.clear(request, response));
        }
    }

    /** What the person may do from now on. */
    record MemberChange(@NotNull Role role) {}

    /** In the order in which they joined. */
    record MemberList(List<Member> items) {}
}
