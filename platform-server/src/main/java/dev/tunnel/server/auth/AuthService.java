package dev.tunnel.server.auth;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.account.AccountService;
import dev.tunnel.server.account.Credentials;
import dev.tunnel.server.account.Profile;
import dev.tunnel.server.account.Registration;
import dev.tunnel.server.caller.Caller.Identity;
import dev.tunnel.server.caller.UserId;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.secret.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Sign-up and login. Passwords are hashed outside of transactions: that takes a while, and a
/// database connection is not to wait for it.
@ApplicationScoped
class AuthService {
    private final AccountService accounts;
    private final Passwords passwords;
    private final LoginSessions sessions;
    private final AccessTokens accessTokens;
    private final AttemptLimits limits;

    AuthService(
            AccountService accounts,
            Passwords passwords,
            LoginSessions sessions,
            AccessTokens accessTokens,
            AttemptLimits limits) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.sessions = sessions;
        this.accessTokens = accessTokens;
        this.limits = limits;
    }

    Profile signUp(String email, String password) {
        limits.countSignUp();
        return accounts.register(new Registration(email, passwords.hash(password)));
    }

    /// @throws ProblemException `credentials_invalid`, without saying which of the two is wrong
    Tokens login(String email, String password) {
        limits.countLogin(email);
        Optional<Credentials> credentials = accounts.credentials(email);
        if (credentials.isEmpty()) {
            passwords.checkNobodys(password);
            throw credentialsInvalid();
        }
        if (!passwords.matches(password, credentials.get().passwordHash())) {
            throw credentialsInvalid();
        }
        limits.forgiveLogin(email);
        Profile profile = activeProfile(credentials.get().user());
        return tokens(profile, sessions.begin(profile));
    }

    /// @throws ProblemException `refresh_token_invalid`
    Tokens refresh(String refreshToken) {
        LoginSessions.Grant grant =
                sessions.rotate(Sha256.of(refreshToken))
                        .orElseThrow(() ->
                                new ProblemException(
                                        ProblemCode.REFRESH_TOKEN_INVALID, "Log in again"));
        return tokens(activeProfile(grant.user()), grant);
    }

    void logout(String refreshToken) {
        sessions.end(Sha256.of(refreshToken));
    }

    private Profile activeProfile(UserId user) {
        Profile profile = accounts.profile(user).orElseThrow(AuthService::credentialsInvalid);
        if (profile.suspended()) {
            throw new ProblemException(
                    ProblemCode.ACCOUNT_SUSPENDED, "An administrator suspended this account");
        }
        return profile;
    }

    private Tokens tokens(Profile profile, LoginSessions.Grant grant) {
        Identity identity = new Identity(profile.user(), profile.account(), profile.serverAdmin());
        return new Tokens(
                accessTokens.issue(identity),
                grant.refreshToken().value(),
                AccessTokens.LIFETIME.toSeconds());
    }

    private static ProblemException credentialsInvalid() {
        return new ProblemException(
                ProblemCode.CREDENTIALS_INVALID, "The email or the password is wrong");
    }
}
