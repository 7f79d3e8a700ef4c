package org.dawra.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dawra.engine.Refused;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.FormErrors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Puts a refusal into the words of whoever reads the page. */
@Component
public class Findings {

    private final MessageSource messages;

    Findings(MessageSource messages) {
        this.messages = messages;
    }

    /** The findings by field, for templates, in the language of the request. */
    public FormErrors of(Refused refused) {
        Map<String, List<String>> byField = new LinkedHashMap<>();
        for (var finding : refused.findings()) {
            byField.computeIfAbsent(finding.field(), field -> new ArrayList<>()).add(text(finding));
        }
        return new FormErrors(byField);
    }

    private String text(Refused.Finding finding) {
        return messages.getMessage(
                finding.messageKey(),
                finding.args().toArray(),
                ChosenLanguage.current().locale());
    }
}
