package org.dawra.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The application is killed, and its mail server and database fail it, each in every way we could think of. */
@Tag("faults")
class NothingLostNothingTwiceTest {

    /** They are no single place, and are started three times each. */
    private static final Set<Fault> LEFT_TO_THE_BENCH = Set.of(Fault.ANY_MOMENT, Fault.STORM);

    @Test
    void whateverFailsEveryCertificateIsIssuedOnceAndEveryMessageArrivesOnceOrIsKnownToBeInDoubt() throws Exception {
        var bench = new FaultBench(Path.of("target", "faults"), System.out);
        var seeds = LongStream.rangeClosed(1, Fault.values().length)
                .filter(seed -> !LEFT_TO_THE_BENCH.contains(Plan.of(seed).fault()))
                .boxed()
                .toList();
        var results = bench.run(seeds);
        bench.report(results);
        assertThat(results).filteredOn(result -> !result.isGood()).isEmpty();
        assertThat(results)
                .extracting(result -> result.plan().fault())
                .as("every fault, but where the system cannot keep a file from growing")
                .hasSizeGreaterThanOrEqualTo(seeds.size() - (FileQuota.isPossible() ? 0 : 1))
                .doesNotHaveDuplicates();
        assertThat(results).extracting(result -> result.plan().database()).contains(Plan.Database.values());
    }
}
