package org.dawra.access;

import java.security.SecureRandom;
import org.dawra.engine.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes passwords that are strong and can be read out over the telephone. */
@Component
public class Passwords {

    private static final String UPPER = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private static final String LOWER = "abcdefghjkmnpqrstuvwxyz";
    private static final String DIGITS = "23456789";
    private static final String ALL = UPPER + LOWER + DIGITS;
    private static final int GROUPS = 4;

    private final SecureRandom random = new SecureRandom();

    Passwords() {}

    /** A new password: four groups such as {@code Kd7m-Xq2w-He9h-Rs4b}, about 72 random bits; nothing looks like another. */
    public String generate() {
        var password = new StringBuilder();
        for (var group = 0; group < GROUPS; group++) {
            if (group > 0) {
                password.append('-');
            }
            password.append(one(UPPER)).append(one(LOWER)).append(one(DIGITS)).append(one(ALL));
        }
        return password.toString();
    }

    /** Throws {@link Refused} when a new password was not typed twice alike. */
    static void refuseDifferent(@Nullable String password, @Nullable String again) {
        if (password != null && !password.isEmpty() && !password.equals(again)) {
            throw new Refused("again", "access.password.differs");
        }
    }

    private char one(String from) {
        return from.charAt(random.nextInt(from.length()));
    }
}
