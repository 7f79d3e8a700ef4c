package org.dawra.fault;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Connections that stand still at a mark, so that the application's own code knows nothing of marks. */
final class MarkedConnections extends DelegatingDataSource {

    /** The one mark that counts at present. */
    static final class Trap {

        private final Consumer<Mark> reached;
        private Mark mark;
        private int passes;
        private CountDownLatch released = new CountDownLatch(0);

        Trap(Consumer<Mark> reached) {
            this.reached = reached;
        }

        /** The thread that comes to the mark for the {@code nth} time from now on stands still there. */
        synchronized void set(Mark where, int nth) {
            mark = where;
            passes = nth;
            released = new CountDownLatch(1);
        }

        synchronized void release() {
            mark = null;
            released.countDown();
        }

        private synchronized boolean isSet() {
            return mark != null;
        }

        private void pass(Mark.Moment moment, String sql) {
            CountDownLatch latch;
            Mark here;
            synchronized (this) {
                if (mark == null || !mark.isAt(moment, sql) || --passes > 0) {
                    return;
                }
                here = mark;
                mark = null;
                latch = released;
            }
            reached.accept(here);
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final Trap trap;

    MarkedConnections(DataSource target, Trap trap) {
        super(target);
        this.trap = trap;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return marked(super.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return marked(super.getConnection(user, password));
    }

    private Connection marked(Connection connection) {
        var statements = new ArrayList<String>();
        return proxy(Connection.class, (method, arguments) -> {
            switch (method.getName()) {
                case "prepareStatement" -> {
                    var statement = (PreparedStatement) call(connection, method, arguments);
                    var sql = (String) arguments[0];
                    return proxy(PreparedStatement.class, (m, a) -> executed(statement, m, a, sql, statements));
                }
                case "createStatement" -> {
                    var statement = (Statement) call(connection, method, arguments);
                    return proxy(
                            Statement.class,
                            (m, a) -> executed(
                                    statement,
                                    m,
                                    a,
                                    a != null && a.length > 0 && a[0] instanceof String sql ? sql : "",
                                    statements));
                }
                case "commit" -> {
                    pass(Mark.Moment.COMMITTING, statements);
                    var done = call(connection, method, arguments);
                    pass(Mark.Moment.COMMITTED, statements);
                    statements.clear();
                    return done;
                }
                case "rollback" -> statements.clear();
                default -> {
                    // nothing of ours
                }
            }
            return call(connection, method, arguments);
        });
    }

    private Object executed(Statement statement, Method method, Object[] arguments, String sql, List<String> statements)
            throws Throwable {
        var answer = call(statement, method, arguments);
        if (method.getName().startsWith("execute")) {
            if (trap.isSet()) {
                statements.add(sql);
            }
            trap.pass(Mark.Moment.EXECUTED, sql);
        }
        return answer;
    }

    private void pass(Mark.Moment moment, List<String> statements) {
        statements.stream().distinct().forEach(sql -> trap.pass(moment, sql));
    }

    private interface Calls {
        Object on(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Calls calls) {
        return type.cast(Proxy.newProxyInstance(
                MarkedConnections.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> calls.on(method, arguments)));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
