package org.dawra;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.TimeZone;
import java.util.regex.Pattern;

@AnalyzeClasses(packages = "org.dawra", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final int LONGEST_DELEGATE = 30;

    @ArchTest
    static final ArchRule THE_ENGINE_STANDS_BEHIND_ITS_DOORS = noClasses()
            .that()
            .resideOutsideOfPackages("org.dawra.engine..", "org.dawra.access..")
            .and(describe(
                    "are neither delegates nor listeners",
                    (JavaClass c) -> !c.getName().matches(".*(Delegate|Listener)(\\$.*)?")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.camunda..");

    @ArchTest
    static final ArchRule A_CYCLE_DECIDES_BY_THE_RULES_IT_HAS_FROZEN = noClasses()
            .that()
            .resideOutsideOfPackage("org.dawra.engine..")
            .and()
            .doNotHaveFullyQualifiedName("org.dawra.cycle.FrozenRules")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.dawra.engine.Decisions");

    /** What is written past the converters of answers is recorded nowhere: see DownloadTrail in access. */
    @ArchTest
    static final ArchRule NO_FILE_LEAVES_PAST_THE_TRAIL = noClasses()
            .that()
            .resideOutsideOfPackages("org.dawra.engine..", "org.dawra.access..")
            .should()
            .callMethod(ServletResponse.class, "getOutputStream")
            .orShould()
            .callMethod(ServletResponse.class, "getWriter")
            .orShould()
            .callMethod(HttpServletResponse.class, "getOutputStream")
            .orShould()
            .callMethod(HttpServletResponse.class, "getWriter")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody");

    @ArchTest
    static final ArchRule ONLY_THE_TRAILS_GUARD_AND_WHOLE_STATES_KNOW_WHICH_DATABASE_IT_IS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.dawra.audit.AppendOnly")
            .and()
            .resideOutsideOfPackage("org.dawra.database..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.h2..", "org.postgresql..");

    @ArchTest
    static final ArchRule NOBODY_ASKS_FOR_A_TIME_ZONE = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.dawra.DawraApplication")
            .should()
            .callMethod(ZoneId.class, "of", String.class)
            .orShould()
            .callMethod(ZoneId.class, "systemDefault")
            .orShould()
            .callMethod(TimeZone.class, "getDefault");

    @ArchTest
    static final ArchRule TIME_COMES_FROM_THE_CLOCK = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now");

    @ArchTest
    static final ArchRule DELEGATES_AND_LISTENERS_ARE_NOT_PUBLIC = classes()
            .that()
            .haveSimpleNameEndingWith("Delegate")
            .or()
            .implement("org.camunda.bpm.engine.delegate.TaskListener")
            .should()
            .notBePublic();

    @ArchTest
    static void delegatesAndListenersTakeAKeyMakeOneCallAndSetAResult(JavaClasses all) throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            var tooLong = files.filter(p -> p.toString().matches(".*(Delegate|Listener)\\.java"))
                    .filter(p -> linesOfTheClass(p) > LONGEST_DELEGATE)
                    .toList();
            assertThat(tooLong).isEmpty();
        }
    }

    /** Access comes before the modules of the year, so it names the one process that people start. */
    @ArchTest
    static void idsOfModelsStandInContractsOnly(JavaClasses all) throws IOException {
        var models = names(Path.of("bpmn"));
        var literal = Pattern.compile(
                "\"((userTask|serviceTask|timer|boundary|message|gateway|callActivity|subProcess|endEvent)_[a-z]\\w*|"
                        + String.join("|", models) + ")\"");
        try (var files = Files.walk(Path.of("src/main/java"))) {
            var found = files.filter(p -> p.toString().endsWith(".java"))
                    .filter(p -> !p.endsWith("access/EngineRights.java"))
                    .filter(p -> !text(p).contains("ProcessContract.process("))
                    .flatMap(p -> literal.matcher(text(p))
                            .results()
                            .map(hit -> p.getFileName() + ": " + hit.group())
                            .filter(hit -> !hit.endsWith("\"message_id\"")))
                    .toList();
            assertThat(models).isNotEmpty();
            assertThat(found).isEmpty();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(p -> p.getFileName().toString())
                    .filter(name -> name.matches(".*\\.(bpmn|dmn)"))
                    .map(name -> name.replaceAll("\\..*", ""))
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long linesOfTheClass(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.dropWhile(line -> !line.startsWith("class ")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
