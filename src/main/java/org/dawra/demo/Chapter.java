package org.dawra.demo;

/** A part of the year, as sample people go through it. */
interface Chapter {

    /** Adds to the script what happens in this part of the year. */
    void write(Year year, Script script);
}
