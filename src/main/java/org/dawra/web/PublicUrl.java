package org.dawra.web;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The address under which people outside reach this installation: what QR codes, links and mail carry. */
@Component
public class PublicUrl {

    private static final String LOCAL = "http://localhost:8080";

    private final String base;

    PublicUrl(@Value("${dawra.public-url:}") String base) {
        this.base = base.isBlank() ? "" : base.replaceAll("/+$", "");
    }

    /** Whether an operator has set it; a real cycle may issue nothing before. */
    public boolean isSet() {
        return !base.isEmpty();
    }

    /** The absolute address of a path that begins with a slash. */
    public String of(String path) {
        return (isSet() ? base : LOCAL) + path;
    }
}
