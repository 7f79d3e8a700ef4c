package org.dawra.cycle;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The edition files of this installation: those it came with, and those in the folder {@code editions} of its data. */
public interface Editions {

    /** The editions that can be started, newest first. */
    List<Edition> all();

    /** The edition with this key. */
    Optional<Edition> find(String key);

    /**
     * Takes an edition file from anywhere, so that it can be started by its key, which is the file's name.
     *
     * @throws InvalidEdition with every finding when the file is wrong
     */
    Edition load(Path file);

    /** Files in the data folder that cannot be used. */
    List<InvalidEdition> broken();
}
