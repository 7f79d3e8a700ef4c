package org.dawra.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server that misbehaves on demand. */
final class SmtpStub implements AutoCloseable {

    /** Where it drops the connection. */
    enum Drop {
        NEVER,
        AFTER_DOT,
        BEFORE_DOT,
        AT_QUIT
    }

    /** What it says when it says nothing and goes. */
    static final String GOES = "";

    private final ServerSocket socket;
    private volatile Drop drop = Drop.NEVER;
    private volatile String tired = "421 enough for now";
    private volatile String refusal = "";
    private volatile String last = "";
    private volatile int perConnection = Integer.MAX_VALUE;
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, Integer> slowness = new ConcurrentHashMap<>();
    private volatile int sips;
    private volatile int ponders;
    private volatile int tiresAfter;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> accepted = new CopyOnWriteArrayList<>();
    private final List<String> senders = new CopyOnWriteArrayList<>();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    SmtpStub() {
        try {
            socket = new ServerSocket();
            socket.setReceiveBufferSize(4096); // so that whoever writes notices when nobody reads
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var thread = new Thread(this::serve, "smtp-stub");
        thread.setDaemon(true);
        thread.start();
    }

    /** The lines by which senders were named. */
    List<String> senders() {
        return senders;
    }

    int port() {
        return socket.getLocalPort();
    }

    void reset(Drop where, int messagesPerConnection) {
        drop = where;
        perConnection = messagesPerConnection;
        refusal = "";
        tired = "421 enough for now";
        answers.clear();
        slowness.clear();
        sips = 0;
        ponders = 0;
        tiresAfter = 0;
        connections.set(0);
        accepted.clear();
        seen.clear();
        senders.clear();
    }

    /** Answers this at CONNECT, EHLO, MAIL, RCPT, DATA, the dot or QUIT; {@link #GOES} to go without a word. */
    void answer(String where, String what) {
        answers.put(where, what);
    }

    /** Lets so many milliseconds pass between two bytes of its answer there. */
    void drawl(String where, int millis) {
        slowness.put(where, millis);
    }

    /** Is slow only when it has taken so many messages. */
    void tireAfter(int messages) {
        tiresAfter = messages;
    }

    /** Lets so many milliseconds pass before it answers the dot. */
    void ponder(int millis) {
        ponders = millis;
    }

    /** Lets so many milliseconds pass between two bytes that it takes of a message. */
    void sip(int millis) {
        sips = millis;
    }

    /** Says this when it has taken as many messages over a connection as it takes. */
    void tired(String answer) {
        tired = answer;
    }

    /** Answers this to every recipient named {@code refused}. */
    void refuse(String answer) {
        refusal = answer;
    }

    int connections() {
        return connections.get();
    }

    /** Message-IDs it answered 250. */
    List<String> accepted() {
        return accepted;
    }

    /** Message-IDs whose final dot it has read. */
    List<String> seen() {
        return seen;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (var client = socket.accept()) {
                connections.incrementAndGet();
                talk(client);
            } catch (IOException e) {
                // The client went away, or the test is over.
                continue;
            }
        }
    }

    private void talk(Socket client) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        if (!answered(client, "CONNECT", "220 stub")) {
            return;
        }
        var messages = 0;
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("RCPT") && line.contains("refused@") && !refusal.isEmpty()) {
                SlowLine.say(client, refusal, 0);
            } else if (line.startsWith("MAIL")) {
                senders.add(line);
                if (messages >= perConnection) {
                    SlowLine.say(client, tired, 0);
                    if (tired.startsWith("421")) {
                        return;
                    }
                    continue;
                }
                if (!answered(client, "MAIL", "250 ok")) {
                    return;
                }
            } else if (line.startsWith("DATA")) {
                if (drop == Drop.BEFORE_DOT || !answered(client, "DATA", "354 go on")) {
                    return;
                }
                if (answers.containsKey("DATA")) {
                    continue;
                }
                var id = read(in);
                if (id == null) {
                    return;
                }
                seen.add(id);
                if (drop == Drop.AFTER_DOT || !answered(client, ".", "250 taken")) {
                    return;
                }
                if (answers.getOrDefault(".", "250").startsWith("2")) {
                    accepted.add(id);
                }
                messages++;
            } else if (line.startsWith("QUIT")) {
                if (drop != Drop.AT_QUIT) {
                    answered(client, "QUIT", "221 bye");
                }
                return;
            } else if (!answered(client, line.substring(0, Math.min(4, line.length())), "250 ok")) {
                return;
            }
        }
    }

    /** Whether the conversation goes on. */
    private boolean answered(Socket client, String where, String usual) throws IOException {
        var answer = answers.getOrDefault(where, usual);
        if (answer.equals(GOES)) {
            return false;
        }
        if (where.equals(".")) {
            SlowLine.pause(ponders);
        }
        SlowLine.say(client, answer, accepted.size() < tiresAfter ? 0 : slowness.getOrDefault(where, 0));
        return !answer.startsWith("421");
    }

    /** The last message whose final dot it has read, as it came over the line. */
    String lastBytes() {
        return last;
    }

    private String read(BufferedReader in) throws IOException {
        String id = null;
        var whole = new StringBuilder();
        for (var line = line(in); line != null; line = line(in)) {
            if (line.startsWith("Message-ID:")) {
                id = line.substring("Message-ID:".length()).strip();
            }
            if (line.equals(".")) {
                last = whole.toString();
                return id;
            }
            whole.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return null;
    }

    private String line(BufferedReader in) throws IOException {
        if (sips == 0) {
            return in.readLine();
        }
        var line = new StringBuilder();
        for (var next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return line.toString().strip();
            }
            line.append((char) next);
            SlowLine.pause(sips);
        }
        return null;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
