package dev.tunnel.server.auth;

import dev.tunnel.api.ProblemCode;
import dev.tunnel.server.account.AccountService;
import dev.tunnel.server.account.Credentials;
import dev.tunnel.server.account.Profile;
import dev.tunnel.server.account.Registration;
import dev.tunnel.server.auth.AccessTokens.Claims;
import dev.tunnel.server.caller.UserId;
import dev.tunnel.server.http.ProblemException;
import dev.tunnel.server.secret.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// Sign-up and login. Passwords are hashed outside of transactions: that takes a while, and a
/// database connection is not to wait for it.
@ApplicationScoped
class AuthService {
    private final AccountService accounts;
    private final Passwords passwords;
    private final LoginSessions sessions;
    private final AccessTokens accessTokens;
    private final EmailService emails;
    private final AttemptLimits limits;

    AuthService(
            AccountService accounts,
            Passwords passwords,
            LoginSessions sessions,
            AccessTokens accessTokens,
            EmailService emails,
            AttemptLimits limits) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.sessions = sessions;
        this.accessTokens = accessTokens;
        this.emails = emails;
        this.limits = limits;
    }

    Profile signUp(SignUp wanted) {
        limits.countSignUp();
        String name = Objects.requireNonNullElse(wanted.displayName(), "").strip();
        Registration registration =
                new Registration(wanted.email(), passwords.hash(wanted.password()), name);
        String invitation = wanted.invitation();
        Profile profile =
                invitation == null
                        ? accounts.register(registration)
                        : accounts.register(registration, Sha256.of(invitation));
        emails.sendProof(profile.user());
        return profile;
    }

    /// @throws ProblemException `credentials_invalid`, without saying which of the two is wrong
    Tokens login(String email, String password) {
        limits.countLogin(email);
        Optional<Credentials> credentials = accounts.credentials(email);
        if (credentials.isEmpty()) {
            passwords.checkNobodys(password);
            throw refuse(email);
        }
        if (!passwords.matches(password, credentials.get().passwordHash())) {
            throw refuse(email);
        }
        limits.forgiveLogin(email);
        Profile profile = activeProfile(credentials.get().user());
        LoginSessions.Grant grant =
                sessions.begin(profile, credentials.get()).orElseThrow(() -> refuse(email));
        return tokens(profile, grant);
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

    /// Changes the password of somebody who is logged in, and ends that user's other logins.
    ///
    /// @throws ProblemException `password_wrong`
    void changePassword(UserId user, UUID login, String old, String changed) {
        Credentials checked = checkPassword(user, old);
        if (!sessions.changePassword(checked, login, passwords.hash(changed))) {
            throw passwordWrong();
        }
    }

    /// Mails a link to an address that is to be the user's.
    ///
    /// @throws ProblemException `password_wrong`
    void changeEmail(UserId user, String password, String email) {
        Credentials checked = checkPassword(user, password);
        limits.countMail(email);
        if (!emails.sendChange(checked, email)) {
            throw passwordWrong();
        }
    }

    private Credentials checkPassword(UserId user, String password) {
        String name = user.toString();
        limits.countLogin(name);
        Credentials credentials = accounts.credentials(user);
        if (!passwords.matches(password, credentials.passwordHash())) {
            throw passwordWrong();
        }
        limits.forgiveLogin(name);
        return credentials;
    }

    /// @throws ProblemException `link_invalid`, `email_taken`
    void proveEmail(String token) {
        emails.prove(Sha256.of(token));
    }

    void resendProof(UserId user) {
        limits.countMail(user.toString());
        emails.sendProof(user);
    }

    void forgotPassword(String email) {
        limits.countMail(email);
        emails.forgotten(email);
    }

    /// @throws ProblemException `link_invalid`
    void resetPassword(String token, String password) {
        limits.countLink();
        emails.reset(Sha256.of(token), passwords.hash(password));
    }

    void logout(String refreshToken) {
        sessions.end(Sha256.of(refreshToken));
    }

    private ProblemException refuse(String email) {
        sessions.noteFailure(email);
        return credentialsInvalid();
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
        Claims claims = new Claims(profile.user(), profile.account(), grant.login());
        return new Tokens(
                accessTokens.issue(claims),
                grant.refreshToken().value(),
                AccessTokens.LIFETIME.toSeconds());
    }

    private static ProblemException passwordWrong() {
        return new ProblemException(ProblemCode.PASSWORD_WRONG, "The password is wrong");
    }

    private static ProblemException credentialsInvalid() {
        return new ProblemException(
                ProblemCode.CREDENTIALS_INVALID, "The email or the password is wrong");
    }
}
