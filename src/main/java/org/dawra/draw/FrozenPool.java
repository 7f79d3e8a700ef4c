package org.dawra.draw;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.dawra.document.Codes;

/**
 * What is fixed before anybody knows the randomness: who takes part under which number, how many prizes there are, and
 * the fingerprint of the one-time code. Its text is canonical (keys sorted, no white space, ASCII only), so one
 * fingerprint commits to all of it.
 *
 * @param cycle slug of the cycle
 * @param codeHash SHA-256 of the one-time code
 * @param labels of the tickets 1, 2, 3, …, each as {@link #label}
 */
record FrozenPool(String cycle, int winners, int reserves, String codeHash, List<String> labels) {

    FrozenPool {
        labels = List.copyOf(labels);
    }

    /**
     * What stands for a name in the pool: the fingerprint of a nonce and the name. Who is told both can check that a ticket
     * belongs to a name; once both are erased, the pool tells nothing of a person who is an institution of one.
     */
    static String label(String nonce, String name) {
        return Codes.sha256((nonce + ":" + name).getBytes(UTF_8));
    }

    /** The text that is published and fingerprinted. */
    String text() {
        var numbered = new StringBuilder();
        for (var i = 0; i < labels.size(); i++) {
            numbered.append(i == 0 ? "" : ",")
                    .append("{\"label\":\"")
                    .append(labels.get(i))
                    .append("\",\"number\":")
                    .append(i + 1)
                    .append('}');
        }
        return "{\"algorithm\":\"%s\",\"code\":\"%s\",\"cycle\":\"%s\",\"reserves\":%d,\"tickets\":[%s],\"winners\":%d}"
                .formatted(DrawOrder.ALGORITHM, codeHash, cycle, reserves, numbered, winners);
    }

    /** SHA-256 of {@link #text()} in lower-case hex. */
    String fingerprint() {
        return Codes.sha256(text().getBytes(UTF_8));
    }
}
