package org.dawra.draw;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 as RFC 5869 writes it; the JDK has one only from version 25 on. */
final class Hkdf {

    private static final String HMAC = "HmacSHA256";
    private static final int HASH_LENGTH = 32;

    private Hkdf() {}

    /** Section 2.2: a pseudorandom key from the salt and the input keying material. */
    static byte[] extract(byte[] salt, byte[] ikm) {
        return hmac(salt.length == 0 ? new byte[HASH_LENGTH] : salt, ikm);
    }

    /** Section 2.3: {@code length} bytes of output keying material for the label {@code info}. */
    static byte[] expand(byte[] prk, byte[] info, int length) {
        if (length > 255 * HASH_LENGTH) {
            throw new IllegalArgumentException("HKDF gives at most " + 255 * HASH_LENGTH + " bytes");
        }
        var out = new byte[length];
        var block = new byte[0];
        for (int done = 0, counter = 1; done < length; counter++) {
            var input = Arrays.copyOf(block, block.length + info.length + 1);
            System.arraycopy(info, 0, input, block.length, info.length);
            input[input.length - 1] = (byte) counter;
            block = hmac(prk, input);
            var taken = Math.min(HASH_LENGTH, length - done);
            System.arraycopy(block, 0, out, done, taken);
            done += taken;
        }
        return out;
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
