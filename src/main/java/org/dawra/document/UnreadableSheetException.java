package org.dawra.document;

/** An uploaded file that is not a sheet we read. The caller tells the user in words. */
public class UnreadableSheetException extends RuntimeException {

    private final Reason reason;

    UnreadableSheetException(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    /** What is wrong with the file. */
    public enum Reason {
        /** Not an XLSX workbook, or a damaged one. */
        NOT_A_SHEET,
        /** Protected by a password. */
        ENCRYPTED,
        /** More bytes, packed or unpacked, than we take. */
        TOO_BIG,
        /** More rows than asked for. */
        TOO_MANY_ROWS
    }

    /** What is wrong with the file. */
    public Reason reason() {
        return reason;
    }
}
