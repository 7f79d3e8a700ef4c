package org.dawra.cycle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dawra.access.Role;
import org.dawra.access.ScopeChoices;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The provinces and partners of the editions, as scopes of accounts. What two editions name alike stands once. */
@Configuration(proxyBeanMethods = false)
class EditionScopes {

    @Bean
    ScopeChoices provinceChoices(Editions editions) {
        return new OfEditions(
                Role.COORDINATOR,
                editions,
                edition -> edition.provinces().stream()
                        .map(p -> new ScopeChoices.Choice(
                                p.code(), p.name().ar(), p.name().fr())));
    }

    @Bean
    ScopeChoices partnerChoices(Editions editions) {
        return new OfEditions(
                Role.PARTNER,
                editions,
                edition -> edition.partners().stream()
                        .map(p -> new ScopeChoices.Choice(
                                p.code(), p.name().ar(), p.name().fr())));
    }

    private record OfEditions(Role role, Editions editions, Function<Edition, Stream<ScopeChoices.Choice>> of)
            implements ScopeChoices {

        @Override
        public List<Choice> choices() {
            var byCode = new LinkedHashMap<String, Choice>();
            editions.all().stream().flatMap(of).forEach(choice -> byCode.putIfAbsent(choice.code(), choice));
            return List.copyOf(byCode.values());
        }

        @Override
        public List<String> names() {
            return editions.all().stream()
                    .map(edition -> edition.network().name())
                    .flatMap(name -> Stream.of(name.ar(), name.fr()))
                    .distinct()
                    .toList();
        }
    }
}
