package dev.nightjar.accounts.internal;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** The code of an invitation, as it was typed or came with a link. */
record InvitationCode(@NotBlank @Size(max = 100) String code) {

    @Override
    public String toString() {
        return "InvitationCode";
    }
}
