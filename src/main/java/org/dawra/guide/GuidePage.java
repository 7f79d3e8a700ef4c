package org.dawra.guide;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.dawra.access.Role;
import org.dawra.access.RouteRule;
import org.dawra.engine.Actor;
import org.dawra.web.ChosenLanguage;
import org.dawra.web.NavigationEntry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** {@code /guide}: how one's own year goes, in one's own language, with pictures of the screens. */
@Controller
class GuidePage {

    private static final String PATH = "/guide";

    private final Guides guides;

    GuidePage(Guides guides) {
        this.guides = guides;
    }

    @Configuration(proxyBeanMethods = false)
    static class Routes {

        @Bean
        RouteRule guideRoutes() {
            return RouteRule.roles(Set.copyOf(Guides.READERS), PATH, PATH + "/pictures/{picture}");
        }

        @Bean
        NavigationEntry guideEntry() {
            return new NavigationEntry(
                    "guide.title",
                    PATH,
                    Guides.READERS.stream().map(Role::group).collect(Collectors.toUnmodifiableSet()),
                    94);
        }
    }

    @GetMapping(PATH)
    String show(Actor me, Model model) {
        var role = Guides.READERS.stream()
                .filter(reader -> me.in(reader.group()))
                .findFirst()
                .orElseThrow();
        model.addAttribute("guide", guides.of(role, ChosenLanguage.current()));
        return "guide/guide";
    }

    @GetMapping(PATH + "/pictures/{picture}")
    ResponseEntity<Resource> picture(@PathVariable("picture") String name) {
        return guides.picture(name)
                .map(picture -> ResponseEntity.ok()
                        .contentType(MediaType.IMAGE_PNG)
                        .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePrivate())
                        .body(picture))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }
}
