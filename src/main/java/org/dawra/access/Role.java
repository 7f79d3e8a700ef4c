package org.dawra.access;

/** What an account is for. A scoped role is held for one province or one partner. */
public enum Role {
    /** Approves programme and report, signs agreements, confirms awards. */
    PRESIDENT("president", false),
    /** Opens and runs the year. */
    PROGRAMME_MANAGER("programme-manager", false),
    /** Check-in, sheets, printing, handing over. */
    WORKING_TEAM("working-team", false),
    /** One province; scope is the province's code. */
    COORDINATOR("coordinator", true),
    /** A partner's official; scope is the partner's code. */
    PARTNER("partner", true),
    /** Runs sessions and writes their summaries. */
    FACILITATOR("facilitator", false),
    /** Scores nominees. */
    JURY("jury", false),
    /** Reads all, changes nothing. */
    AUDITOR("auditor", false),
    /** Accounts; no programme data. */
    ADMINISTRATOR("camunda-admin", false);

    private final String group;
    private final boolean scoped;

    Role(String group, boolean scoped) {
        this.group = group;
        this.scoped = scoped;
    }

    /** The engine's group id of an unscoped role; for a scoped one the group that all its holders share. */
    public String group() {
        return scoped ? group + "s" : group;
    }

    /** The engine's group id for one scope, as {@code coordinator-sidi-bennour}. */
    public String group(String scope) {
        if (!scoped) {
            throw new IllegalArgumentException(name() + " has no scope");
        }
        return group + "-" + scope;
    }

    /** Whether the role is held for one province or partner. */
    public boolean isScoped() {
        return scoped;
    }
}
