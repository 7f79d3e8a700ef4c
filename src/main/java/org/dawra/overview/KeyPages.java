package org.dawra.overview;

import java.util.List;
import org.dawra.document.PublishedKeys;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** {@code /verify/key}: the seal's public keys, those of former years among them, for checking papers offline. */
@Controller
class KeyPages {

    private static final MediaType PEM = MediaType.parseMediaType("application/x-pem-file");

    private final PublishedKeys keys;

    KeyPages(PublishedKeys keys) {
        this.keys = keys;
    }

    @GetMapping(value = "/verify/key", produces = MediaType.TEXT_HTML_VALUE)
    String page(Model model) {
        model.addAttribute("keys", keys.all());
        return "overview/key";
    }

    @GetMapping(value = "/verify/key", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    List<PublishedKeys.PublishedKey> json() {
        return keys.all();
    }

    @GetMapping("/verify/key.pem")
    ResponseEntity<String> file() {
        return ResponseEntity.ok()
                .contentType(PEM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("dawra-seal-keys.pem")
                                .build()
                                .toString())
                .body(keys.pem());
    }
}
