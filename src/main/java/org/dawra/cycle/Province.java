package org.dawra.cycle;

/** A province (إقليم) or prefecture (عمالة) whose list a coordinator keeps. */
public record Province(String code, Kind kind, Bilingual name) {

    /** إقليم or عمالة. */
    public enum Kind {
        PROVINCE,
        PREFECTURE
    }
}
