package org.dawra.mail;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A server that says for good (5xx) that it takes nothing from this sender. RFC 5321, 4.3.2 lets it answer so to MAIL, when
 * it knows nothing yet of the message but its sender, the account and, where it was told (RFC 1870), the size: a fault of the
 * settings, which every message would meet alike.
 *
 * @param said what it says, for the manager; no address is kept of it
 */
record Refusal(int status, String said) {

    private static final int LONGEST = 250;

    /** RFC 4954, 6 and RFC 3207, 4: log in first, or so, or encrypted. */
    private static final Set<Integer> LOGIN = Set.of(530, 534, 535, 538);

    /** RFC 1870, 6.1: larger than the server takes. */
    private static final int TOO_LARGE = 552;

    /** RFC 3463, 3.3 and 3.4: a message too long for the mailbox, or too big for the system. */
    private static final Pattern SIZE = Pattern.compile("5\\.2\\.3|5\\.3\\.4");

    /** RFC 3463, 3.2: the sender's address is not one, or its domain takes no mail. */
    private static final Pattern SENDER = Pattern.compile("5\\.1\\.[78]");

    private static final Pattern ENHANCED = Pattern.compile("^\\d{3}[ -](\\d\\.\\d{1,3}\\.\\d{1,3})(\\s|$)");
    private static final Pattern STATUS_OF_LINE = Pattern.compile("(^|[\\r\\n]+)\\d{3}([ -]|$)");
    private static final Pattern ADDRESS = Pattern.compile("\\S*@\\S*");
    private static final Pattern NO_TEXT = Pattern.compile("[\\p{C}\\s]+");

    /** Of the server's whole answer, of one line or more. */
    static Refusal of(int status, String answer) {
        var said = NO_TEXT.matcher(
                        ADDRESS.matcher(STATUS_OF_LINE.matcher(answer).replaceAll(" "))
                                .replaceAll("…"))
                .replaceAll(" ")
                .strip();
        return new Refusal(status, said.length() <= LONGEST ? said : said.substring(0, LONGEST));
    }

    /** Whether an answer to MAIL refuses the sender and not the one message, which may be too large. */
    static boolean isOfSender(int status, String answer) {
        if (status < 500 || status > 599) {
            return false;
        }
        var enhanced = ENHANCED.matcher(answer);
        return enhanced.find() ? !SIZE.matcher(enhanced.group(1)).matches() : status != TOO_LARGE;
    }

    /**
     * Whether an answer to RCPT refuses the sender and not the one recipient. Some servers, Postfix among them, look at the
     * sender only then; without one of these codes they cannot be told from those that refuse the recipient.
     */
    static boolean isOfSenderAtRecipient(int status, String answer) {
        var enhanced = ENHANCED.matcher(answer);
        return LOGIN.contains(status)
                || status >= 500
                        && status <= 599
                        && enhanced.find()
                        && SENDER.matcher(enhanced.group(1)).matches();
    }

    /** Whether a login is missing or wrong, rather than the sender. */
    public boolean isOfLogin() {
        return LOGIN.contains(status);
    }
}
