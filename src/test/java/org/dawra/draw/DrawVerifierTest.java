package org.dawra.draw;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.dawra.document.Codes;
import org.junit.jupiter.api.Test;

class DrawVerifierTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CODE = "c0de".repeat(16);
    private static final List<String> NAMES =
            List.of("تعاونية أم الربيع", "جمعية الأمل", "مقاولة النور", "تعاونية \"الخير\"", "تعاونية صفوة بلادي");

    @Test
    void aTrueRecordHolds() {
        assertThat(DrawVerifier.check(record().toString())).isEmpty();
    }

    @Test
    void aReserveTakesThePrizeOfAWinnerWhoDeclines() {
        var record = record();
        var order = order();
        offers(
                record,
                List.of(
                        Map.entry(order.get(0), "DECLINED"),
                        Map.entry(order.get(1), "ACCEPTED"),
                        Map.entry(order.get(2), "ACCEPTED")));
        record.putArray("holders").add(order.get(1)).add(order.get(2));

        assertThat(DrawVerifier.check(record.toString())).isEmpty();
    }

    @Test
    void aChangedPoolIsFound() {
        assertThat(changed(r -> r.put("pool", r.get("pool").asText().replace("\"winners\":2", "\"winners\":3"))))
                .contains("the pool is not the one with the published fingerprint");
    }

    @Test
    void aNameUnderAnotherTicketIsFound() {
        assertThat(changed(r -> ((ObjectNode) r.get("tickets").get(0)).put("name", "تعاونية أخرى")))
                .containsExactly("ticket 1 was frozen under another name");
    }

    @Test
    void anotherCodeIsFound() {
        assertThat(changed(r -> r.put("code", "beef".repeat(16))))
                .contains("the one-time code is not the one committed to");
    }

    @Test
    void otherNumbersThanThoseOfTheOrderAreFound() {
        assertThat(changed(r -> r.put("randomness", "12 7 46")))
                .contains("the order does not follow from code, fingerprint and randomness");
    }

    @Test
    void aSwappedOrderIsFound() {
        assertThat(changed(r -> {
                    var order = (ArrayNode) r.get("order");
                    var first = order.remove(0);
                    order.add(first);
                }))
                .contains("the order does not follow from code, fingerprint and randomness");
    }

    @Test
    void aPrizeOfferedOutOfTurnIsFound() {
        assertThat(changed(r -> offers(
                        r, List.of(Map.entry(order().get(1), "ACCEPTED"), Map.entry(order().get(0), "ACCEPTED")))))
                .contains("prizes were not offered in the order drawn");
    }

    @Test
    void aReserveWhoWasPassedOverIsFound() {
        assertThat(changed(r -> {
                    offers(r, List.of(Map.entry(order().get(0), "DECLINED"), Map.entry(order().get(1), "ACCEPTED")));
                    r.putArray("holders").add(order().get(1));
                }))
                .containsExactly("a prize is left and a reserve was not asked");
    }

    @Test
    void whatIsNoRecordIsSaidToBeNone() {
        assertThat(DrawVerifier.check("")).isNotEmpty();
        assertThat(DrawVerifier.check("[]")).isNotEmpty();
        assertThat(DrawVerifier.check("{")).containsExactly("not readable as JSON");
        assertThat(DrawVerifier.check("{}")).isNotEmpty();
    }

    private static List<String> changed(Consumer<ObjectNode> change) {
        var record = record();
        change.accept(record);
        return DrawVerifier.check(record.toString());
    }

    private static FrozenPool pool() {
        return new FrozenPool(
                "2024-2024",
                2,
                2,
                Codes.sha256(CODE.getBytes(StandardCharsets.US_ASCII)),
                IntStream.range(0, NAMES.size())
                        .mapToObj(i -> FrozenPool.label("nonce" + i, NAMES.get(i)))
                        .toList());
    }

    private static List<Integer> order() {
        return DrawOrder.of(CODE, pool().fingerprint(), "12 7 45", NAMES.size());
    }

    private static ObjectNode record() {
        var record = JSON.createObjectNode();
        record.put("fingerprint", pool().fingerprint());
        record.put("pool", pool().text());
        record.put("randomness", "12 7 45");
        record.put("code", CODE);
        var tickets = record.putArray("tickets");
        for (var i = 0; i < NAMES.size(); i++) {
            tickets.addObject().put("number", i + 1).put("name", NAMES.get(i)).put("nonce", "nonce" + i);
        }
        order().forEach(record.putArray("order")::add);
        offers(record, List.of(Map.entry(order().get(0), "ACCEPTED"), Map.entry(order().get(1), "ACCEPTED")));
        record.putArray("holders").add(order().get(0)).add(order().get(1));
        return record;
    }

    private static void offers(ObjectNode record, List<Map.Entry<Integer, String>> answers) {
        var offers = record.putArray("offers");
        answers.forEach(a -> offers.addObject().put("ticket", a.getKey()).put("answer", a.getValue()));
    }
}
