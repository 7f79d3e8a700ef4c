package org.dawra.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The application is killed, and its mail server and database fail it, each in every way we could think of. */
@Tag("faults")
class NothingLostNothingTwiceTest {

    @Test
    void whateverFailsEveryCertificateIsIssuedOnceAndEveryMessageArrivesOnceOrIsKnownToBeInDoubt() throws Exception {
        var bench = new FaultBench(Path.of("target", "faults"), System.out);
        var results = bench.run(
                LongStream.rangeClosed(1, Fault.values().length).boxed().toList());
        bench.report(results);
        assertThat(results).filteredOn(result -> !result.isGood()).isEmpty();
        assertThat(results)
                .extracting(result -> result.plan().fault())
                .as("every fault, but where the system cannot keep a file from growing")
                .hasSizeGreaterThanOrEqualTo(Fault.values().length - (FileQuota.isPossible() ? 0 : 1))
                .doesNotHaveDuplicates();
        assertThat(results).extracting(result -> result.plan().database()).contains(Plan.Database.values());
    }
}
