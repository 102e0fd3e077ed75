package dev.nightjar.identity.internal;

import dev.nightjar.identity.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** The caller in the form that Spring Security carries around. Roles are asked of the {@link Caller} itself. */
final class CallerAuthentication extends AbstractAuthenticationToken {

    /** What every caller may, and the operator may not: to act in an account. */
    static final String AUTHORITY = "caller";

    private static final long serialVersionUID = 1L;

    private final transient Caller caller;

    CallerAuthentication(Caller caller) {
        super(AuthorityUtils.createAuthorityList(AUTHORITY));
        this.caller = caller;
        setAuthenticated(true);
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    /** An id, for logs. */
    @Override
    public String getName() {
        return switch (caller) {
            case Caller.Person person -> "person:" + person.person();
            case Caller.Device device -> "device:" + device.device();
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CallerAuthentication that && caller.equals(that.caller);
    }

    @Override
    public int hashCode() {
        return caller.hashCode();
    }
}
