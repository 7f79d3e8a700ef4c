package org.dawra.followup;

import org.dawra.access.Preferences;
import org.dawra.mail.Declining;
import org.springframework.stereotype.Component;

/** Whoever declines the day's list from the list itself finds it turned off among their own choices. */
@Component
class DigestSwitch implements Declining {

    private static final String KIND = "digest:";

    private final Preferences preferences;

    DigestSwitch(Preferences preferences) {
        this.preferences = preferences;
    }

    @Override
    public boolean isFor(String purposeGroup) {
        return purposeGroup.startsWith(KIND);
    }

    @Override
    public void decline(String purpose, boolean off) {
        preferences.wantsDigest(purpose.substring(KIND.length(), purpose.lastIndexOf(':')), !off);
    }
}
