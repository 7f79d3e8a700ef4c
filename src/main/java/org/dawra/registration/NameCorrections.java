package org.dawra.registration;

/** Corrects how a person's name is written, from where a paper bears it. */
public interface NameCorrections {

    /**
     * Writes the name of the seat's holder as given; the name as it is already changes nothing.
     *
     * @throws org.dawra.engine.Refused at the field {@code name}
     */
    void correct(long seat, String name, String by);
}
