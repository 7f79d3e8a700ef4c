package org.dawra.engine;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/** How the engine is set up, beyond {@code application.yaml}. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    /** Four tries after the first: at once for two steps that met, then with patience for a busy database. */
    private static final String RETRIES = "PT1S,PT1M,PT5M,PT15M";

    static final List<Duration> WAITS =
            Arrays.stream(RETRIES.split(",")).map(Duration::parse).toList();

    /** The first try, and one after each wait. */
    static final int TRIES = WAITS.size() + 1;

    /** Contract variables are plain values and lists of them; as JSON a list names what {@code List.of} made. */
    private static final String LISTS = "java.util.ImmutableCollections$ListN,java.util.ImmutableCollections$List12";

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    ProcessEnginePlugin engineSetup(
            ApplicationContext context,
            ObjectProvider<ProcessContract> contracts,
            ObjectProvider<StoredDrafts> drafts,
            ObjectProvider<WorkingDays> calendar) {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl configuration) {
                Set<String> kept = Set.copyOf(contracts.stream()
                        .flatMap(c -> c.keptVariables().stream())
                        .distinct()
                        .toList());
                List<HistoryLevel> levels = new ArrayList<>();
                levels.add(new KeptVariablesHistory(() -> kept));
                configuration.setCustomHistoryLevels(levels);
                configuration.setHistory(KeptVariablesHistory.NAME);
                configuration.setExpressionManager(new QueryExpressionGuard(context, configuration.getBeans()));
                configuration.setFailedJobRetryTimeCycle(RETRIES);
                configuration.setFailedJobCommandFactory(RetryWithoutWaiting::new);
                harden(configuration);
                configuration.getCustomPreBPMNParseListeners().add(new DraftsEnd(drafts));
                configuration.getCustomPreBPMNParseListeners().add(new TimeToAct(contracts, calendar));
            }
        };
    }

    /** Some of these are the engine's defaults today; here they are decisions. */
    private static void harden(ProcessEngineConfigurationImpl configuration) {
        configuration.setJavaSerializationFormatEnabled(false);
        configuration.setDeserializationTypeValidationEnabled(true);
        configuration.setDeserializationAllowedClasses(LISTS);
        configuration.setEnableExpressionsInAdhocQueries(false);
        configuration.setEnableXxeProcessing(false);
        configuration.setEnableFetchScriptEngineFromProcessApplication(false);
        configuration.setConfigureScriptEngineHostAccess(true);
        configuration.setCmmnEnabled(false);
        var listeners = new ArrayList<>(
                Objects.requireNonNullElseGet(configuration.getCustomPreBPMNParseListeners(), List::of));
        listeners.add(new PlainModels());
        configuration.setCustomPreBPMNParseListeners(listeners);
    }

    /** Flyway before the engine: the other order fails on a schema that is no longer empty. */
    @Bean
    static BeanFactoryPostProcessor migrationsFirst() {
        return factory -> {
            for (var name : new String[] {"processEngineFactoryBean", "processEngineConfigurationImpl"}) {
                if (factory.containsBeanDefinition(name)) {
                    var definition = factory.getBeanDefinition(name);
                    definition.setDependsOn(
                            StringUtils.addStringToArray(definition.getDependsOn(), "flywayInitializer"));
                }
            }
        };
    }
}
