package org.dawra.fault;

/**
 * How large a file of a running process may become (RLIMIT_FSIZE): to whoever writes, a file that may not grow looks as it
 * does on a full disk, and nobody needs a disk for it. Linux only.
 */
final class FileQuota {

    private FileQuota() {}

    /** Whether this system has it. */
    static boolean isPossible() {
        return Commands.exists("prlimit");
    }

    static void set(long pid, long bytes) {
        Commands.run("prlimit", "--pid", Long.toString(pid), "--fsize=" + bytes + ":");
    }

    static void lift(long pid) {
        Commands.run("prlimit", "--pid", Long.toString(pid), "--fsize=unlimited:");
    }
}
