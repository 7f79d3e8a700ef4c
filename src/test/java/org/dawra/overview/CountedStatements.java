package org.dawra.overview;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Stands before the database and counts what is asked by one thread, statement by statement; regular work in the background
 * asks, too.
 */
class CountedStatements implements BeanPostProcessor {

    private final Map<String, Integer> asked = new ConcurrentHashMap<>();

    private volatile Thread asking = Thread.currentThread();

    /** Begins anew, with what the calling thread asks. */
    void forget() {
        asked.clear();
        asking = Thread.currentThread();
    }

    /** How often each statement was asked since. */
    Map<String, Integer> asked() {
        return Map.copyOf(asked);
    }

    int all() {
        return asked.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? counted(source, DataSource.class) : bean;
    }

    private <T> T counted(T inner, Class<T> type) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (Thread.currentThread() == asking
                    && method.getName().equals("prepareStatement")
                    && arguments[0] instanceof String sql) {
                asked.merge(sql, 1, Integer::sum);
            }
            try {
                var answer = method.invoke(inner, arguments);
                return answer instanceof Connection connection ? counted(connection, Connection.class) : answer;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
