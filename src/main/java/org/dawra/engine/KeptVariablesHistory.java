package org.dawra.engine;

import java.util.Set;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.history.HistoryLevelActivity;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.jspecify.annotations.Nullable;

/**
 * The engine's level {@code activity} plus the contract variables marked kept. At {@code audit} and {@code full} a
 * variable stays in history even when it is removed before completion, so those levels would keep what must not be kept.
 */
class KeptVariablesHistory extends HistoryLevelActivity {

    static final String NAME = "dawra";
    private static final Set<String> VARIABLE_EVENTS = Set.of(
            HistoryEventTypes.VARIABLE_INSTANCE_CREATE.getEventName(),
            HistoryEventTypes.VARIABLE_INSTANCE_UPDATE.getEventName(),
            HistoryEventTypes.VARIABLE_INSTANCE_MIGRATE.getEventName(),
            HistoryEventTypes.VARIABLE_INSTANCE_DELETE.getEventName());

    private final Supplier<Set<String>> kept;

    KeptVariablesHistory(Supplier<Set<String>> kept) {
        this.kept = kept;
    }

    @Override
    public int getId() {
        return 40;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean isHistoryEventProduced(HistoryEventType type, @Nullable Object entity) {
        if (type.getEntityType().equals("variable-instance") && VARIABLE_EVENTS.contains(type.getEventName())) {
            return entity == null
                    || (entity instanceof VariableInstanceEntity variable
                            && kept.get().contains(variable.getName()));
        }
        return super.isHistoryEventProduced(type, entity);
    }
}
