package org.dawra.access;

/** The application cannot be started as it was asked to; said in plain words to whoever starts it. */
public final class StartRefused extends RuntimeException {

    private final String remedy;

    /**
     * Refuses.
     *
     * @param what is wrong, a sentence
     * @param remedy what to type instead
     */
    public StartRefused(String what, String remedy) {
        super(what);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
