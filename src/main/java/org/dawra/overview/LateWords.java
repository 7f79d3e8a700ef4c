package org.dawra.overview;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.dawra.access.Role;
import org.dawra.cycle.TrainingCycles;
import org.dawra.engine.HumanTask;
import org.dawra.web.Language;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** For whom a task waits, by role and province: never a person's name. */
@Component
class LateWords {

    private final TrainingCycles cycles;
    private final DeedWords words;
    private final MessageSource texts;

    LateWords(TrainingCycles cycles, DeedWords words, MessageSource texts) {
        this.cycles = cycles;
        this.words = words;
        this.texts = texts;
    }

    String task(HumanTask task, Language language) {
        return text(task.processKey() + "." + task.definitionKey() + ".name", task.name(), language.locale());
    }

    String who(HumanTask task, Language language) {
        var assignee = task.assignee();
        if (assignee != null) {
            return words.actor(assignee, language.locale());
        }
        return task.groups().stream()
                .sorted()
                .map(group -> group(group, language))
                .collect(Collectors.joining(", "));
    }

    private String group(String group, Language language) {
        for (var role : Role.values()) {
            var name = text("access.role." + role.name(), role.name(), language.locale());
            if (group.equals(role.group())) {
                return name;
            }
            if (role.isScoped() && group.startsWith(role.group(""))) {
                return name + " · " + scope(group.substring(role.group("").length()), language);
            }
        }
        return group;
    }

    private String scope(String code, Language language) {
        return cycles.editions().stream()
                .flatMap(edition -> edition.province(code).stream())
                .map(province -> province.name().in(language))
                .findFirst()
                .orElse(code);
    }

    private String text(String key, String other, Locale locale) {
        return Objects.requireNonNullElse(texts.getMessage(key, null, other, locale), other);
    }
}
