package org.dawra.engine;

/** On H2, as the application runs out of the box. */
class DraftsOnH2Test extends DraftsTests {}
