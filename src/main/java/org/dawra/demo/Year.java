package org.dawra.demo;

import org.dawra.cycle.CycleId;
import org.dawra.cycle.Edition;

/** The year that is being played. */
record Year(CycleId cycle, Edition edition, int beneficiaries, Progress progress) {}
