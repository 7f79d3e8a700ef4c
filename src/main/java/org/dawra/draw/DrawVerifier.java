package org.dawra.draw;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.dawra.document.Codes;

/**
 * Computes a draw again from nothing but its published {@code record.json}, as anybody can: is the pool the one whose
 * fingerprint was published, is the one-time code the one committed to, does the order follow from both and the
 * randomness, and were the prizes offered in that order.
 */
public final class DrawVerifier {

    private static final ObjectMapper JSON = new ObjectMapper();

    private DrawVerifier() {}

    /** What does not hold, in English; empty when the record is right. */
    public static List<String> check(String recordJson) {
        try {
            var record = JSON.readTree(recordJson);
            if (record == null || !record.isObject()) {
                return List.of("not a draw record");
            }
            return check(record, JSON.readTree(record.path("pool").asText()));
        } catch (JsonProcessingException e) {
            return List.of("not readable as JSON");
        }
    }

    private static List<String> check(JsonNode record, JsonNode pool) {
        var findings = new ArrayList<String>();
        var fingerprint = record.path("fingerprint").asText();
        var code = record.path("code").asText();
        if (!DrawOrder.ALGORITHM.equals(pool.path("algorithm").asText())) {
            findings.add("unknown algorithm");
        }
        if (!Codes.sha256(record.path("pool").asText().getBytes(UTF_8)).equals(fingerprint)) {
            findings.add("the pool is not the one with the published fingerprint");
        }
        if (!Codes.sha256(code.getBytes(UTF_8)).equals(pool.path("code").asText())) {
            findings.add("the one-time code is not the one committed to");
        }
        var tickets = pool.path("tickets");
        checkTickets(record.path("tickets"), tickets, findings);
        var order = DrawOrder.of(code, fingerprint, record.path("randomness").asText(), tickets.size());
        if (!order.equals(numbers(record.path("order")))) {
            findings.add("the order does not follow from code, fingerprint and randomness");
        }
        checkPrizes(record, pool, order, findings);
        return findings;
    }

    private static void checkTickets(JsonNode told, JsonNode frozen, List<String> findings) {
        if (told.size() != frozen.size()) {
            findings.add("not every ticket of the pool is told");
            return;
        }
        for (var i = 0; i < frozen.size(); i++) {
            var number = frozen.get(i).path("number").asInt();
            if (number != i + 1 || told.get(i).path("number").asInt() != number) {
                findings.add("tickets are not numbered from 1 on");
            }
            var nonce = told.get(i).path("nonce").asText();
            if (nonce.isEmpty()) {
                continue; // erased at a person's request: the label is still what was frozen and drawn
            }
            var label = FrozenPool.label(nonce, told.get(i).path("name").asText());
            if (!label.equals(frozen.get(i).path("label").asText())) {
                findings.add("ticket " + number + " was frozen under another name");
            }
        }
    }

    private static void checkPrizes(JsonNode record, JsonNode pool, List<Integer> order, List<String> findings) {
        var winners = pool.path("winners").asInt();
        var offers = order.subList(
                0, Math.min(order.size(), winners + pool.path("reserves").asInt()));
        var offered = record.path("offers");
        var holders = new ArrayList<Integer>();
        for (var i = 0; i < offered.size(); i++) {
            var ticket = offered.get(i).path("ticket").asInt();
            if (i >= offers.size() || offers.get(i) != ticket) {
                findings.add("prizes were not offered in the order drawn");
                return;
            }
            if (holders.size() == winners) {
                findings.add("a prize was offered when none was left");
            }
            var answer = offered.get(i).path("answer").asText();
            if (!Set.of("ACCEPTED", "DECLINED").contains(answer)) {
                findings.add("ticket " + ticket + " has not answered");
            } else if (answer.equals("ACCEPTED")) {
                holders.add(ticket);
            }
        }
        if (holders.size() < winners && offered.size() < offers.size()) {
            findings.add("a prize is left and a reserve was not asked");
        }
        if (!holders.equals(numbers(record.path("holders")))) {
            findings.add("the prizes are not with those who accepted them");
        }
    }

    private static List<Integer> numbers(JsonNode list) {
        return IntStream.range(0, list.size())
                .mapToObj(i -> list.get(i).asInt())
                .toList();
    }
}
