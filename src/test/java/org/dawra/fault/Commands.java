package org.dawra.fault;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Programs of the operating system. */
final class Commands {

    private Commands() {}

    static void run(String... words) {
        try {
            var process = new ProcessBuilder(words).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new NotReached(String.join(" ", words) + ": " + said.strip());
            }
        } catch (IOException e) {
            throw new NotReached(e.toString());
        } catch (InterruptedException e) {
            throw new NotReached("interrupted");
        }
    }

    static boolean exists(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
