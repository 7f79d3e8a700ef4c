package org.dawra.draw;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dawra.cycle.Bilingual;
import org.dawra.cycle.Programmes;
import org.dawra.cycle.TrainingCycle;
import org.dawra.cycle.TrainingCycles;
import org.dawra.document.Block;
import org.dawra.document.Block.Cell;
import org.dawra.document.Block.KeyValue;
import org.dawra.document.Codes;
import org.dawra.document.DocumentStore;
import org.dawra.document.Documents;
import org.dawra.document.MoroccanText;
import org.dawra.document.Paper;
import org.dawra.document.PaperLanguage;
import org.dawra.document.Seal;
import org.dawra.document.SealRequest;
import org.dawra.web.PublicUrl;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The draw's papers: the pool as published, {@code record.json} and the minutes. Names stand in them and nowhere else. */
@Component
class DrawPapers {

    private static final String JSON = "application/json";
    private static final PaperLanguage LANGUAGE = PaperLanguage.AR;

    private final DocumentStore store;
    private final Documents documents;
    private final Seal seal;
    private final TrainingCycles cycles;
    private final Programmes programmes;
    private final PublicUrl url;
    private final MessageSource messages;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();

    DrawPapers(
            DocumentStore store,
            Documents documents,
            Seal seal,
            TrainingCycles cycles,
            Programmes programmes,
            PublicUrl url,
            MessageSource messages,
            Clock clock) {
        this.store = store;
        this.documents = documents;
        this.seal = seal;
        this.cycles = cycles;
        this.programmes = programmes;
        this.url = url;
        this.messages = messages;
        this.clock = clock;
    }

    /** What the draw freezes, with the tickets in the order of their numbers. */
    FrozenPool pool(Draw draw, List<String> labels) {
        return new FrozenPool(
                cycles.get(draw.cycle()).slug(),
                draw.winners(),
                draw.reserves(),
                Codes.sha256(draw.code().getBytes(US_ASCII)),
                labels);
    }

    /** Keeps the names and nonces of the frozen pool. */
    long storePool(Draw draw, FrozenPool pool, List<NamedTicket> tickets) {
        var cycle = cycles.get(draw.cycle());
        var file = new LinkedHashMap<String, Object>();
        file.put("cycle", cycle.slug());
        file.put("sample", cycle.sample());
        file.put("fingerprint", pool.fingerprint());
        file.put("pool", pool.text());
        file.put("tickets", tickets);
        return store.store("draw-pool", "pool-" + cycle.slug() + ".json", JSON, bytes(file), cycle.sample());
    }

    /** The names of the tickets; empty before freezing and once the pool's document is erased. */
    List<NamedTicket> tickets(Draw draw) {
        var file = read(draw.poolDocument());
        if (file == null) {
            return List.of();
        }
        try {
            var tickets = new ArrayList<NamedTicket>();
            for (var ticket : json.readTree(file).path("tickets")) {
                tickets.add(json.treeToValue(ticket, NamedTicket.class));
            }
            return tickets;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The name under which a ticket was frozen; empty once it is erased. */
    static String name(List<NamedTicket> tickets, int number) {
        return number <= tickets.size() ? tickets.get(number - 1).name() : "";
    }

    byte @Nullable [] read(@Nullable Long document) {
        return document == null
                ? null
                : store.find(document).map(d -> d.bytes()).orElse(null);
    }

    /** Empties the papers that the draw names. */
    void erase(Draw draw) {
        Stream.of(draw.poolDocument(), draw.recordDocument(), draw.minutesDocument())
                .flatMap(Stream::ofNullable)
                .forEach(store::erase);
    }

    /** Keeps the record that {@link DrawVerifier} and anybody else can check. */
    long storeRecord(Draw draw, FrozenPool pool, List<Draw.Result> results, List<NamedTicket> tickets) {
        var cycle = cycles.get(draw.cycle());
        var prize = prize(cycle);
        var file = new LinkedHashMap<String, Object>();
        file.put("format", "dawra-draw-record/1");
        file.put("sample", cycle.sample());
        file.put("cycle", cycle.slug());
        file.put("prize", Map.of("ar", prize.ar(), "fr", prize.fr()));
        file.put("page", url.of("/draws/" + cycle.slug()));
        file.put("frozenAt", text(draw.frozenAt()));
        file.put("fingerprint", pool.fingerprint());
        file.put("pool", pool.text());
        file.put("tickets", tickets);
        file.put("method", draw.method() == null ? null : draw.method().name());
        file.put("randomness", draw.randomness());
        file.put("witness", draw.witness());
        file.put("randomnessEnteredAt", text(draw.enteredAt()));
        file.put("code", draw.code());
        file.put("algorithm", DrawOrder.ALGORITHM);
        file.put("order", results.stream().map(Draw.Result::ticket).toList());
        file.put("offers", offers(results));
        file.put(
                "holders",
                results.stream()
                        .filter(r -> r.answer() == Draw.Answer.ACCEPTED)
                        .map(Draw.Result::ticket)
                        .toList());
        return store.store("draw-record", "draw-" + cycle.slug() + ".json", JSON, bytes(file), cycle.sample());
    }

    private static List<Map<String, Object>> offers(List<Draw.Result> results) {
        return results.stream()
                .filter(r -> r.answer() != Draw.Answer.OPEN)
                .map(r -> {
                    Map<String, Object> offer = new LinkedHashMap<>();
                    offer.put("ticket", r.ticket());
                    offer.put("as", r.kind().name());
                    offer.put("answer", r.answer().name());
                    offer.put("at", text(r.answeredAt()));
                    return offer;
                })
                .toList();
    }

    /** Keeps the minutes (محضر), sealed, to be signed by those who were there. */
    long storeMinutes(Draw draw, FrozenPool pool, List<Draw.Result> results, List<NamedTicket> tickets) {
        var cycle = cycles.get(draw.cycle());
        var paper = minutes(draw, cycle, pool, results, tickets);
        var sealed = seal.seal(
                documents.render(paper),
                new SealRequest(paper.title(), cycle.edition().network().name().ar(), cycle.sample(), clock.instant()));
        return store.store(
                "draw-minutes", "draw-minutes-" + cycle.slug() + ".pdf", "application/pdf", sealed, cycle.sample());
    }

    private Paper minutes(
            Draw draw, TrainingCycle cycle, FrozenPool pool, List<Draw.Result> results, List<NamedTicket> tickets) {
        var edition = cycle.edition();
        var meeting = programmes.meeting(draw.meeting());
        var page = url.of("/draws/" + cycle.slug());
        var method = draw.method() == null
                ? ""
                : print("draw.method." + draw.method().name());
        var paper = Paper.in(LANGUAGE, print("draw.minutes.title"))
                .sample(cycle.sample())
                .header(edition.network().name().ar())
                .footer(print("draw.minutes.footer", page))
                .pageNumbers()
                .add(new Block.Heading(1, print("draw.minutes.title"), Block.Align.CENTER))
                .paragraph(meeting.title().ar(), Block.Style.NORMAL.centred().strong())
                .add(new Block.Rule())
                .paragraph(print(
                        "draw.minutes.opening",
                        MoroccanText.longDate(meeting.printedTo(), LANGUAGE.locale()),
                        meeting.place().ar(),
                        prize(cycle).ar(),
                        MoroccanText.number(tickets.size(), LANGUAGE.locale()),
                        MoroccanText.number(draw.winners(), LANGUAGE.locale()),
                        MoroccanText.number(draw.reserves(), LANGUAGE.locale())))
                .paragraph(print("draw.minutes.free"))
                .heading(2, print("draw.minutes.result"))
                .add(results(results, tickets))
                .heading(2, print("draw.minutes.how"))
                .paragraph(print("draw.minutes.howText"))
                .add(new Block.KeyValues(List.of(
                        new KeyValue(print("draw.minutes.method"), method),
                        new KeyValue(print("draw.minutes.witness"), draw.witness() == null ? "" : draw.witness()))))
                .addAll(figures(draw, pool))
                .add(new Block.Together(List.of(new Block.Columns(
                        List.of(1.0, 3.0),
                        List.of(
                                List.of(new Block.QrCode(page, 26)),
                                List.of(new Block.SignatureLines(signatories(cycle))))))));
        paper.add(new Block.PageBreak())
                .heading(2, print("draw.minutes.pool"))
                .add(new Block.Table(
                        List.of(1.0, 6.0),
                        List.of(print("draw.ticket"), print("draw.institution")),
                        tickets.stream()
                                .map(t -> List.of(
                                        Cell.centred(MoroccanText.number(t.number(), LANGUAGE.locale())),
                                        new Cell(t.name())))
                                .toList(),
                        0,
                        10));
        return paper.build();
    }

    /** Fingerprint, code and randomness in full: Latin text, so from left to right. */
    private List<Block> figures(Draw draw, FrozenPool pool) {
        return List.of(
                new Block.Paragraph(print("draw.minutes.fingerprint"), Block.Style.NORMAL.strong()),
                latin(pool.fingerprint()),
                new Block.Paragraph(print("draw.minutes.randomness"), Block.Style.NORMAL.strong()),
                latin(draw.randomness() == null ? "" : draw.randomness()),
                new Block.Paragraph(print("draw.minutes.code"), Block.Style.NORMAL.strong()),
                latin(draw.code()));
    }

    private static Block latin(String text) {
        return new Block.Paragraph(text, Block.Style.NORMAL.size(9).centred(), PaperLanguage.FR);
    }

    private Block results(List<Draw.Result> results, List<NamedTicket> tickets) {
        var rows = results.stream()
                .filter(r -> r.kind() != Draw.Kind.OTHER)
                .map(r -> List.of(
                        Cell.centred(MoroccanText.number(r.place(), LANGUAGE.locale())),
                        Cell.centred(MoroccanText.number(r.ticket(), LANGUAGE.locale())),
                        new Cell(name(tickets, r.ticket())),
                        new Cell(print("draw.kind." + r.kind().name())),
                        new Cell(print("draw.answer." + r.answer().name()))))
                .toList();
        return new Block.Table(
                List.of(1.0, 1.4, 4.0, 2.0, 2.0),
                List.of(
                        print("draw.place"),
                        print("draw.ticket"),
                        print("draw.institution"),
                        print("draw.kind"),
                        print("draw.answer")),
                rows,
                0,
                10.5);
    }

    private List<Block.Signatory> signatories(TrainingCycle cycle) {
        var all = new ArrayList<Block.Signatory>();
        cycle.edition()
                .certificate()
                .signatories()
                .forEach(s -> all.add(
                        new Block.Signatory(s.ar(), cycle.sample() ? print("draw.minutes.sampleSignatory") : null)));
        all.add(new Block.Signatory(
                print("draw.minutes.witness"), cycle.sample() ? print("draw.minutes.sampleSignatory") : null));
        return all;
    }

    private static Bilingual prize(TrainingCycle cycle) {
        var rules = cycle.edition().draw();
        if (rules == null) {
            throw new IllegalStateException("edition without a draw");
        }
        return rules.prize();
    }

    private String print(String key, Object... args) {
        return messages.getMessage(key, args, LANGUAGE.locale());
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private byte[] bytes(Object file) {
        try {
            return json.writerWithDefaultPrettyPrinter()
                    .writeValueAsString(file)
                    .getBytes(UTF_8);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
