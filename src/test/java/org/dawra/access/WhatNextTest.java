package org.dawra.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.dawra.engine.Actor;
import org.dawra.engine.HumanTask;
import org.dawra.engine.TaskDone;
import org.dawra.engine.TaskDone.Step;
import org.dawra.web.Formats;
import org.dawra.web.LocalClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;

class WhatNextTest {

    private static final Instant DUE = Instant.parse("2026-02-01T10:00:00Z");
    private static final Actor ACTOR = new Actor("coordinator", Set.of("coordinator"));
    private static final HumanTask DONE =
            new HumanTask("1", "p", "t", "1", "", DUE, null, null, Set.of("coordinator"), Map.of());
    private static final Step WORKSHOP = new Step(
            "coordinator-consultation", "userTask_holdWorkshop", "عقد الورشة", "programme-manager", DUE, false);
    private static final Step SHARE =
            new Step("coordinator-consultation", "serviceTask_shareSeats", "توزيع المقاعد", "", null, false);
    private static final Step APPROVE =
            new Step("annual-cycle", "userTask_approveProgramme", "المصادقة على البرنامج", "president", null, false);

    private final WhatNext whatNext = new WhatNext(messages(), formats());

    @AfterEach
    void forgetLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    private List<String> tell(String language, List<Step> waiting, List<Step> system, List<Step> later, int others) {
        LocaleContextHolder.setLocale(Locale.forLanguageTag(language));
        return whatNext.tell(new TaskDone(
                ACTOR,
                DONE,
                waiting,
                system,
                later,
                others,
                others > 0,
                waiting.isEmpty() && system.isEmpty() && later.isEmpty()));
    }

    @Test
    void whatWaitsIsNamedWithItsRoleAndDay() {
        assertThat(tell("ar-MA", List.of(WORKSHOP), List.of(), List.of(), 0))
                .containsExactly(
                        "الخطوة التالية: «عقد الورشة». وهي الآن في انتظار: مسؤول(ة) البرنامج، قبل الأحد 1 فبراير 2026.");
        assertThat(tell("fr-MA", List.of(WORKSHOP), List.of(), List.of(), 0).get(0))
                .contains("Tenir l’atelier de concertation".replace('’', '\''))
                .contains("responsable du programme")
                .contains("avant le dimanche 1er février 2026");
    }

    @Test
    void whatTheEngineDoesFirstComesFirstAndWaysThatAreOpenAreJoined() {
        assertThat(tell("en", List.of(), List.of(SHARE), List.of(APPROVE, WORKSHOP), 0))
                .hasSize(2)
                .last()
                .asString()
                .contains("as the result decides")
                .contains("(president of the network) or “")
                .contains("(programme manager)");
    }

    @Test
    void othersAreCountedAndNotNamed() {
        assertThat(tell("en", List.of(), List.of(), List.of(WORKSHOP), 3))
                .hasSize(2)
                .first()
                .isEqualTo("It goes on when the others have finished. Still to do the same task: 3.");
    }

    @Test
    void theEndIsTold() {
        assertThat(tell("ar-MA", List.of(), List.of(), List.of(), 0)).containsExactly("لم يبق ما يُنجز في هذا المسار.");
    }

    private static ResourceBundleMessageSource messages() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasenames("messages/access", "messages/consultation", "messages/cycle");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }

    private static Formats formats() {
        var beans = new StaticListableBeanFactory();
        beans.addBean("clock", (LocalClock) instant -> LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
        var constructor = Formats.class.getDeclaredConstructors()[0];
        return (Formats) BeanUtils.instantiateClass(constructor, beans.getBeanProvider(LocalClock.class), null);
    }
}
