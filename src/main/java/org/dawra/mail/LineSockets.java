package org.dawra.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the connections to a mail server, so that they can be cut when a whole conversation takes too long. The timeouts of reads
 * and writes say nothing about that: a server that gives or takes one byte now and then keeps each of them. What is read or
 * written at that moment fails as if the server had gone.
 */
final class LineSockets extends SocketFactory {

    private static final Logger LOG = LoggerFactory.getLogger(LineSockets.class);

    private final List<Socket> made = new ArrayList<>();
    private @Nullable Socket latest;
    private boolean over;

    /** What takes its time. */
    interface Work<T, E extends Exception> {
        T done() throws E;
    }

    /** Does the work, and cuts the connection when it takes longer; no thread waits meanwhile. */
    <T, E extends Exception> T within(Duration longest, Work<T, E> work) throws E {
        begin();
        var alarm = new CompletableFuture<Void>();
        var unused = alarm.orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS).whenComplete((done, late) -> {
            if (late != null) {
                timeIsUp();
            }
        });
        try {
            return work.done();
        } finally {
            alarm.complete(null);
        }
    }

    private synchronized void begin() {
        over = false;
    }

    private synchronized void timeIsUp() {
        LOG.warn("The mail server took too long: the connection is cut");
        over = true;
        cut();
    }

    /** Whether the time for the work has run out. */
    synchronized boolean isOver() {
        return over;
    }

    /** Ends what is connected without a word. */
    synchronized void cut() {
        for (var socket : made) {
            try {
                socket.close();
            } catch (IOException e) {
                LOG.debug("The connection had ended already", e);
            }
        }
        made.clear();
        latest = null;
    }

    /** How many milliseconds one read may take; 0 for any number, and when there is no connection any more. */
    synchronized int readTimeout() throws SocketException {
        return latest == null || latest.isClosed() ? 0 : latest.getSoTimeout();
    }

    synchronized void readTimeout(int millis) throws SocketException {
        if (latest != null && !latest.isClosed()) {
            latest.setSoTimeout(millis);
        }
    }

    @Override
    public synchronized Socket createSocket() throws IOException {
        if (over) {
            throw new SocketException("The time is up.");
        }
        var socket = new Socket();
        made.removeIf(Socket::isClosed);
        made.add(socket);
        latest = socket;
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException("Jakarta Mail connects them itself.");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException("Jakarta Mail connects them itself.");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException("Jakarta Mail connects them itself.");
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw new UnsupportedOperationException("Jakarta Mail connects them itself.");
    }
}
