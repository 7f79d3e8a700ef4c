package org.dawra.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

    private final ServerSocket socket;
    private volatile Drop drop = Drop.NEVER;
    private volatile String refusal = "";
    private volatile String last = "";
    private volatile int perConnection = Integer.MAX_VALUE;
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> accepted = new CopyOnWriteArrayList<>();
    private final List<String> senders = new CopyOnWriteArrayList<>();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    SmtpStub() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
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
        connections.set(0);
        accepted.clear();
        seen.clear();
        senders.clear();
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
        say(client, "220 stub");
        var messages = 0;
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("RCPT") && line.contains("refused@") && !refusal.isEmpty()) {
                say(client, refusal);
            } else if (line.startsWith("EHLO") || line.startsWith("RCPT") || line.startsWith("RSET")) {
                say(client, "250 ok");
            } else if (line.startsWith("MAIL")) {
                senders.add(line);
                if (messages >= perConnection) {
                    say(client, "421 enough for now");
                    return;
                }
                say(client, "250 ok");
            } else if (line.startsWith("DATA")) {
                if (drop == Drop.BEFORE_DOT) {
                    return;
                }
                say(client, "354 go on");
                var id = read(in);
                if (id == null) {
                    return;
                }
                seen.add(id);
                if (drop == Drop.AFTER_DOT) {
                    return;
                }
                accepted.add(id);
                messages++;
                say(client, "250 taken");
            } else if (line.startsWith("QUIT")) {
                if (drop != Drop.AT_QUIT) {
                    say(client, "221 bye");
                }
                return;
            } else {
                say(client, "250 ok");
            }
        }
    }

    /** The last message whose final dot it has read, as it came over the line. */
    String lastBytes() {
        return last;
    }

    private String read(BufferedReader in) throws IOException {
        String id = null;
        var whole = new StringBuilder();
        for (var line = in.readLine(); line != null; line = in.readLine()) {
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

    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
        client.getOutputStream().flush();
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
