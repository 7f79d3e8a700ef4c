package org.dawra.access;

import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * Stores passwords with bcrypt; the engine's own way is one pass of SHA-512. The engine hands over password and salt in one
 * string, and bcrypt reads 72 bytes at most, so a digest of it goes in. Arabic letters with marks can be typed in more than
 * one way, so they are brought to one first.
 */
class BcryptPasswords implements PasswordEncryptor {

    static final int COST = 10;
    private static final String NAME = "bcrypt-sha256";
    private static final Pattern CURRENT = Pattern.compile("\\{" + NAME + "}\\$2[aby]\\$(\\d\\d)\\$.*");

    private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder(COST);

    @Override
    public String encrypt(String saltedPassword) {
        return bcrypt.encode(digest(saltedPassword));
    }

    @Override
    public boolean check(String saltedPassword, String encrypted) {
        return bcrypt.matches(digest(saltedPassword), encrypted);
    }

    @Override
    public String hashAlgorithmName() {
        return NAME;
    }

    /** Whether a stored password, as it stands in the database, was hashed as new ones are. */
    static boolean isCurrent(String stored) {
        var found = CURRENT.matcher(stored);
        return found.matches() && Integer.parseInt(found.group(1)) >= COST;
    }

    private static String digest(String text) {
        return Base64.getEncoder().encodeToString(Fingerprint.sha256(Normalizer.normalize(text, Normalizer.Form.NFC)));
    }
}
