package org.dawra.fault;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A {@link MarkedApplication} seen from outside. */
final class RunningApplication {

    private static final Duration BOOT = Duration.ofMinutes(3);
    private static final Duration ANSWER = Duration.ofMinutes(1);

    private final Process process;
    private final PrintStream orders;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> marks = new LinkedBlockingQueue<>();
    private final Path log;
    private volatile boolean fullDisk;
    private String url = "";

    private RunningApplication(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        var reader = new Thread(this::listen, "application-says");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts it and waits until it is ready. */
    static RunningApplication start(Path folder, Path log, Duration ahead, Map<String, String> properties) {
        var application = launch(folder, log, ahead, properties);
        application.url = application.answer(BOOT).substring("ready".length()).strip();
        return application;
    }

    /** Starts it and does not wait. */
    static RunningApplication launch(Path folder, Path log, Duration ahead, Map<String, String> properties) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Duser.timezone=UTC",
                "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8",
                "-D" + MarkedApplication.AHEAD + "=" + ahead,
                "-cp",
                classPath(),
                MarkedApplication.class.getName()));
        properties.forEach((name, value) -> command.add("--" + name + "=" + value));
        try {
            Files.createDirectories(folder);
            Files.createDirectories(log.toAbsolutePath().getParent());
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .directory(folder.toFile())
                    .start();
            return new RunningApplication(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Absolute, since the application has a working directory of its own. */
    private static String classPath() {
        var path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var all = new ArrayList<String>();
        for (var entry : path.split(File.pathSeparator)) {
            all.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, all);
    }

    private void listen() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                var out = Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(MarkedApplication.WORD)) {
                    var word = line.substring(MarkedApplication.WORD.length());
                    (word.startsWith("reached") ? marks : answers).add(word);
                } else {
                    fullDisk |= line.contains("File too large");
                }
                out.write(line);
                out.newLine();
                out.flush();
            }
        } catch (IOException e) {
            // It has been killed while it spoke.
        } finally {
            answers.add("gone");
        }
    }

    /** Where its file of H2 can be looked into; empty when it has another database. */
    String url() {
        return url;
    }

    long pid() {
        return process.pid();
    }

    /** Whether it has said that it is ready. */
    boolean isReady() {
        return !answers.isEmpty();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it has complained that a file could not grow. */
    boolean hasFullDisk() {
        return fullDisk;
    }

    /** Gives an order and waits until it is done. */
    void order(String... words) {
        orders.println(String.join(" ", words));
        var answer = answer(ANSWER);
        if (!answer.equals("done")) {
            throw new NotReached(String.join(" ", words) + ": " + answer + ", see " + log);
        }
    }

    private String answer(Duration patience) {
        try {
            var answer = answers.poll(patience.toSeconds(), TimeUnit.SECONDS);
            if (answer == null || answer.equals("gone")) {
                throw new NotReached("The application says nothing any more, see " + log);
            }
            return answer;
        } catch (InterruptedException e) {
            throw new NotReached("interrupted");
        }
    }

    /** Waits until it stands still at the mark it was given. */
    void awaitMark(Duration patience) {
        try {
            if (marks.poll(patience.toSeconds(), TimeUnit.SECONDS) == null) {
                throw new NotReached("The mark was not reached within " + patience + ", see " + log);
            }
        } catch (InterruptedException e) {
            throw new NotReached("interrupted");
        }
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
