package org.dawra.mail;

/** Published after commit when the last message of a group has settled. */
public record MailSettled(String group) {}
