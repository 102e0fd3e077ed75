package dev.nightjar.identity.internal;

import dev.nightjar.identity.Operator;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** The operator in the form that Spring Security carries around. */
final class OperatorAuthentication extends AbstractAuthenticationToken {

    /** What only the operator may. */
    static final String AUTHORITY = "operator";

    private static final long serialVersionUID = 1L;

    OperatorAuthentication() {
        super(AuthorityUtils.createAuthorityList(AUTHORITY));
        setAuthenticated(true);
    }

    @Override
    public Operator getPrincipal() {
        return new Operator();
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public String getName() {
        return AUTHORITY;
    }
}
