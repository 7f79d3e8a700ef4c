package org.dawra.fault;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.dawra.document.Codes;
import org.dawra.mail.SlowLine;

/** A mail server that outlives the application and has the {@link Manners} it is given. */
final class FaultySmtp implements AutoCloseable {

    /** What it does instead of what it should. */
    interface Manners {

        /** What it answers to RCPT, or null for 250; {@code attempt} counts from 1. */
        default String recipient(int person, int attempt) {
            return null;
        }

        /** Called when half of the {@code nth} message's lines are read. */
        default void midway(int nth) {}

        /** What follows the final dot. */
        default Ending dot(int person, int attempt) {
            return Ending.ACCEPTED;
        }

        /** Called when it has taken the {@code nth} message and not yet said so. */
        default void taken(int nth) {}

        default boolean answersQuit() {
            return true;
        }

        /** Milliseconds between two bytes of an answer. */
        default int slowness() {
            return 0;
        }
    }

    /** What it does with a message that it has read to the final dot. */
    enum Ending {
        ACCEPTED,
        TAKEN_AND_GONE,
        LOST_AND_GONE,
        /** Takes it and says nothing for longer than one waits. */
        TAKEN_AND_SILENT
    }

    /** A message that it has taken, whether or not it could say so. */
    record Receipt(String messageId, byte[] content) {

        String sha256() {
            return Codes.sha256(content);
        }

        /** Fingerprints of the papers that came with it. */
        List<String> papers() {
            try {
                var message = new MimeMessage(null, new ByteArrayInputStream(content));
                var papers = new ArrayList<String>();
                if (message.getContent() instanceof Multipart parts) {
                    for (var i = 0; i < parts.getCount(); i++) {
                        if (parts.getBodyPart(i).isMimeType("application/pdf")) {
                            papers.add(Codes.sha256(
                                    parts.getBodyPart(i).getInputStream().readAllBytes()));
                        }
                    }
                }
                return papers;
            } catch (MessagingException | IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Longer than the application is told to wait. */
    private static final int SILENCE = 4_000;

    private static final Pattern PERSON = Pattern.compile("<p([0-9]+)\\.[^>]*>");
    private static final Manners GOOD = new Manners() {};

    private final List<Receipt> receipts = new ArrayList<>();
    private final Map<Integer, Integer> asked = new HashMap<>();
    private final Map<Integer, Integer> dots = new HashMap<>();
    private final Set<Socket> clients = new HashSet<>();
    private final int port;
    private ServerSocket socket;
    private volatile Manners manners = GOOD;
    private int data;
    private int faults;

    FaultySmtp() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            port = socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        listen(socket);
    }

    private void listen(ServerSocket on) {
        daemon("smtp", () -> {
            while (!on.isClosed()) {
                try {
                    var client = on.accept();
                    daemon("smtp-client", () -> serve(client));
                } catch (IOException e) {
                    // It was closed.
                }
            }
        });
    }

    private static void daemon(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return port;
    }

    /** Forgets everybody and behaves like this from now on. */
    synchronized void begin(Manners now) {
        receipts.clear();
        asked.clear();
        dots.clear();
        data = 0;
        faults = 0;
        manners = now;
    }

    /** Behaves like this from now on. */
    void behave(Manners now) {
        manners = now;
    }

    /** Behaves well from now on. */
    void heal() {
        manners = GOOD;
    }

    /** Does not listen any more. */
    synchronized void down() {
        try {
            socket.close();
            for (var client : clients) {
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Listens again, where it did. */
    synchronized void up() {
        if (!socket.isClosed()) {
            return;
        }
        try {
            socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        listen(socket);
    }

    synchronized List<Receipt> receipts() {
        return List.copyOf(receipts);
    }

    /** How many people it was asked about more than once. */
    synchronized long askedAgain() {
        return asked.values().stream().filter(times -> times > 1).count();
    }

    /** How often it has misbehaved. */
    synchronized int faults() {
        return faults;
    }

    private synchronized void misbehaved() {
        faults++;
    }

    private void serve(Socket client) {
        synchronized (this) {
            clients.add(client);
        }
        try (client) {
            talk(client);
        } catch (IOException e) {
            // The application is gone, or we are.
        } finally {
            synchronized (this) {
                clients.remove(client);
            }
        }
    }

    private void talk(Socket client) throws IOException {
        client.setTcpNoDelay(true);
        var in = new BufferedInputStream(client.getInputStream());
        say(client, "220 faulty");
        var person = -1;
        for (var line = line(in); line != null; line = line(in)) {
            if (line.startsWith("RCPT")) {
                var found = PERSON.matcher(line);
                person = found.find() ? Integer.parseInt(found.group(1)) : -1;
                var refusal = manners.recipient(person, count(asked, person));
                if (refusal != null) {
                    misbehaved();
                }
                say(client, refusal == null ? "250 ok" : refusal);
                if (refusal != null && refusal.startsWith("421")) {
                    return;
                }
            } else if (line.startsWith("DATA")) {
                say(client, "354 go on");
                if (!take(client, in, person)) {
                    return;
                }
            } else if (line.startsWith("QUIT")) {
                if (manners.answersQuit()) {
                    say(client, "221 bye");
                } else {
                    misbehaved();
                }
                return;
            } else {
                say(client, "250 ok");
            }
        }
    }

    /** Reads a message; answers whether the conversation goes on. */
    private boolean take(Socket client, InputStream in, int person) throws IOException {
        int nth;
        synchronized (this) {
            nth = ++data;
        }
        var content = new ByteArrayOutputStream();
        String id = "";
        var lines = 0;
        for (var line = line(in); !".".equals(line); line = line(in)) {
            if (line == null) {
                return false;
            }
            if (id.isEmpty() && line.regionMatches(true, 0, "Message-ID:", 0, 11)) {
                id = line.substring(11).strip();
            }
            if (++lines == 30) {
                manners.midway(nth);
            }
            content.write((line.startsWith(".") ? line.substring(1) : line).getBytes(StandardCharsets.ISO_8859_1));
            content.write('\r');
            content.write('\n');
        }
        var ending = manners.dot(person, count(dots, person));
        if (ending != Ending.LOST_AND_GONE) {
            synchronized (this) {
                receipts.add(new Receipt(id, content.toByteArray()));
            }
        }
        if (ending == Ending.ACCEPTED) {
            manners.taken(nth);
            say(client, "250 taken");
            return true;
        }
        misbehaved();
        if (ending == Ending.TAKEN_AND_SILENT) {
            SlowLine.pause(SILENCE);
        }
        return false;
    }

    private synchronized int count(Map<Integer, Integer> of, int person) {
        return of.merge(person, 1, Integer::sum);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return line.isEmpty() || line.charAt(line.length() - 1) != '\r'
                        ? line.toString()
                        : line.substring(0, line.length() - 1);
            }
            line.append((char) next);
        }
        return null;
    }

    private void say(Socket client, String text) throws IOException {
        SlowLine.say(client, text, manners.slowness());
    }

    @Override
    public void close() {
        down();
    }
}
