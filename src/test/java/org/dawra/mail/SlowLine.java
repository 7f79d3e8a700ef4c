package org.dawra.mail;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A mail server's way to speak: at once, or byte by byte. */
public final class SlowLine {

    private SlowLine() {}

    /** Says a line, with so many milliseconds after each byte; 0 says it at once. */
    public static void say(Socket client, String text, int slowness) throws IOException {
        var bytes = (text + "\r\n").getBytes(StandardCharsets.US_ASCII);
        var out = client.getOutputStream();
        if (slowness == 0) {
            out.write(bytes);
        } else {
            for (var one : bytes) {
                out.write(one);
                out.flush();
                pause(slowness);
            }
        }
        out.flush();
    }

    /** The slow server itself: it waits for nothing. */
    public static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
