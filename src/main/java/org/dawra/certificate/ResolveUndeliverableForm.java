package org.dawra.certificate;

import java.util.Map;
import java.util.stream.Collectors;
import org.dawra.cycle.MeetingId;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.TaskForm;
import org.dawra.web.ChosenLanguage;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Shows how many messages could not be delivered, and where; the people themselves stand on the page of messages. */
@Component
class ResolveUndeliverableForm implements TaskForm {

    private final Deliveries deliveries;
    private final MessageSource texts;

    ResolveUndeliverableForm(Deliveries deliveries, MessageSource texts) {
        this.deliveries = deliveries;
        this.texts = texts;
    }

    @Override
    public String process() {
        return CertificateIssuing.KEY;
    }

    @Override
    public String element() {
        return CertificateIssuing.RESOLVE_UNDELIVERABLE;
    }

    @Override
    public Map<String, Object> facts(HumanTask task, Actor actor) {
        var language = ChosenLanguage.current();
        var meeting = MeetingId.of(task.businessKey());
        var provinces = deliveries.undeliveredByProvince(meeting, language).entrySet().stream()
                .map(line -> "- " + line.getKey() + ": **" + line.getValue() + "**")
                .collect(Collectors.joining("\n"));
        return Map.of(
                "intro",
                texts.getMessage(
                        "certificate.undeliverable.intro",
                        new Object[] {
                            deliveries.undelivered(meeting), provinces, "/mail?group=" + Issuing.mailGroup(meeting)
                        },
                        language.locale()));
    }
}
