package org.dawra.document;

/**
 * A file that travels inside a paper, unaltered, and is sealed with it.
 *
 * @param fileName as readers show and save it
 * @param mime its type
 * @param description what it is, in the paper's language
 */
public record Attachment(String fileName, String mime, String description, byte[] bytes) {}
