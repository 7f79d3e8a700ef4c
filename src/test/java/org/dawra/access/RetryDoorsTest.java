package org.dawra.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** Whoever has a failed step tried again may do so on our page and in Cockpit alike, as the matrix of routes has it. */
class RetryDoorsTest {

    private static final String ENGINE = "PUT /camunda/api/engine/engine/{name}/";

    private static List<String> matrix() throws IOException {
        return new ClassPathResource("routes.matrix", RetryDoorsTest.class)
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    /** The columns in which the route is open. */
    private static TreeSet<Integer> open(String route) throws IOException {
        var line = matrix().stream()
                .filter(found -> found.startsWith(route + " "))
                .findFirst()
                .orElseThrow();
        var cells = line.substring(route.length()).strip().split(" +");
        var open = new TreeSet<Integer>();
        for (var cell = 0; cell < cells.length; cell++) {
            if (!cells[cell].equals("-")) {
                open.add(cell);
            }
        }
        return open;
    }

    @Test
    void ourPageAndCockpitLetTheSameRolesTryAgain() throws IOException {
        assertThat(open("POST /failures/retry"))
                .isNotEmpty()
                .isEqualTo(open(ENGINE + "job/{id}/retries"))
                .isEqualTo(open(ENGINE + "job-definition/{id}/retries"));
    }
}
