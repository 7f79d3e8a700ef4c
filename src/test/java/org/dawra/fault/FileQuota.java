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
        limit(pid, Long.toString(bytes));
    }

    static void lift(long pid) {
        limit(pid, "unlimited");
    }

    /** A database has processes that end by themselves; what has ended needs no limit. */
    private static void limit(long pid, String bytes) {
        try {
            Commands.run("prlimit", "--pid", Long.toString(pid), "--fsize=" + bytes + ":");
        } catch (NotReached e) {
            if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()) {
                throw e;
            }
        }
    }
}
