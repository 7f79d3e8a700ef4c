package org.dawra.overview;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dawra.document.Codes;
import org.dawra.document.DocumentStore;
import org.dawra.document.Seal;
import org.dawra.document.SealCheck;
import org.dawra.document.StoredDocument;
import org.dawra.document.Verifiable;
import org.dawra.document.Verification;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** {@code /verify}: anyone asks whether a paper is genuine, by its code or by the file itself. */
@Controller
class VerificationPages {

    private static final int SHORTEST_CODE = 20;
    private static final int LONGEST_CODE = 60;

    private final ObjectProvider<Verifiable> verifiables;
    private final Seal seal;
    private final DocumentStore store;

    VerificationPages(ObjectProvider<Verifiable> verifiables, Seal seal, DocumentStore store) {
        this.verifiables = verifiables;
        this.seal = seal;
        this.store = store;
    }

    /** The answer for programs; {@code state} is UNKNOWN when nobody knows the code. */
    record Answer(String state, boolean sample, String title, List<Verification.Fact> facts) {}

    /** The answer about a file: what its seal says, and whether it is one of ours, bit for bit. */
    record FileAnswer(SealCheck seal, boolean known, boolean erased, boolean sample) {

        /** Sealed by this installation and unchanged, or kept here with the same fingerprint. */
        public boolean genuine() {
            return seal.verdict() == SealCheck.Verdict.VALID || (known && seal.verdict() != SealCheck.Verdict.ALTERED);
        }
    }

    @GetMapping("/verify")
    String form(@RequestParam(required = false) String code) {
        if (code == null || code.isBlank()) {
            return "overview/verify";
        }
        var canonical = Codes.canonical(code);
        return "redirect:/verify/" + (canonical.isEmpty() ? "0" : canonical);
    }

    @GetMapping(value = "/verify/{code}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView page(@PathVariable String code, Locale locale) {
        var found = find(code, locale);
        var page = new ModelAndView("overview/verification");
        page.addObject("answer", found.orElse(null));
        page.setStatus(found.isPresent() ? HttpStatus.OK : HttpStatus.NOT_FOUND);
        return page;
    }

    @GetMapping(value = "/verify/{code}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Answer> json(@PathVariable String code, Locale locale) {
        return find(code, locale)
                .map(v -> ResponseEntity.ok(new Answer(v.state().name(), v.sample(), v.title(), v.facts())))
                .orElseGet(() ->
                        ResponseEntity.status(HttpStatus.NOT_FOUND).body(new Answer("UNKNOWN", false, "", List.of())));
    }

    @PostMapping("/verify")
    String file(@RequestParam MultipartFile file, Model model) throws IOException {
        var bytes = file.getBytes();
        if (bytes.length > 0) {
            var check = seal.check(bytes);
            var kept = store.bySha256(Codes.sha256(bytes));
            model.addAttribute(
                    "file",
                    new FileAnswer(
                            check,
                            kept.isPresent(),
                            kept.filter(d -> d.state() == StoredDocument.State.ERASED)
                                    .isPresent(),
                            check.sample()
                                    || kept.filter(StoredDocument::sample).isPresent()));
        }
        return "overview/verify";
    }

    private Optional<Verification> find(String typed, Locale locale) {
        if (typed.length() > LONGEST_CODE || Codes.canonical(typed).length() < SHORTEST_CODE) {
            return Optional.empty();
        }
        return verifiables
                .orderedStream()
                .map(v -> v.verify(typed, locale))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
