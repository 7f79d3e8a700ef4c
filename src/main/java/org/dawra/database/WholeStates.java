package org.dawra.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.message.DbException;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Connections to a file of H2, each state of which is a whole one. By itself H2 writes while statements run: it takes the
 * state of one table after the other, the undo logs first, and what another transaction changes meanwhile is in the file
 * without what takes it back (h2database #2080). A program that is killed then finds part of a transaction that was never
 * committed. Here H2 writes nothing by itself; what is committed is written before the commit returns, in a moment in which
 * no statement runs, together with what others have committed by then.
 *
 * <p>H2 still writes while statements run when it holds more than 19 MB unwritten (less in a small heap): in one statement
 * that changes so much, or next to one that runs for long.
 */
final class WholeStates extends DelegatingDataSource {

    private static final Pattern WRITE_DELAY = Pattern.compile("(?i);WRITE_DELAY=[^;]*");
    private static final Pattern CHANGES =
            Pattern.compile("(?is).*(\\b(for\\s+update|next\\s+value|nextval|(final|old|new)\\s+table)\\b|;).*");

    /** A large value is put into the database when it is set. */
    private static final Set<String> LARGE = Set.of(
            "setAsciiStream",
            "setBinaryStream",
            "setCharacterStream",
            "setNCharacterStream",
            "setBlob",
            "setClob",
            "setNClob",
            "setObject");

    /** No thread of its own, and nothing written at the end of a transaction. */
    private static final int BY_ITSELF_NEVER = -1;

    private final Quiet quiet = new Quiet();

    WholeStates(String url, String user, String password) {
        super(database(url, user, password));
    }

    private static DataSource database(String url, String user, String password) {
        var database = new JdbcDataSource();
        database.setURL(WRITE_DELAY.matcher(url).replaceAll(""));
        database.setUser(user);
        database.setPassword(password);
        return database;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return new Watched(super.getConnection()).connection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return new Watched(super.getConnection(user, password)).connection();
    }

    private static boolean reads(String sql) {
        return sql.stripLeading().toLowerCase(Locale.ROOT).startsWith("select")
                && !CHANGES.matcher(sql).matches();
    }

    private final class Watched {

        private final Connection connection;
        private final MVStore store;
        private boolean changed;

        Watched(Connection connection) throws SQLException {
            this.connection = connection;
            var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            this.store = session.getDatabase().getStore().getMvStore();
            store.setAutoCommitDelay(BY_ITSELF_NEVER);
        }

        Connection connection() {
            return proxy(Connection.class, (method, arguments) -> {
                switch (method.getName()) {
                    case "prepareStatement" -> {
                        var statement = (PreparedStatement) call(connection, method, arguments);
                        return reads((String) arguments[0]) ? statement : watched(statement);
                    }
                    case "createStatement" -> {
                        return watched((Statement) call(connection, method, arguments));
                    }
                    case "commit", "setAutoCommit", "setTransactionIsolation" -> {
                        var answer = amongOthers(connection, method, arguments);
                        if (connection.getAutoCommit() || !method.getName().equals("setAutoCommit")) {
                            write();
                        }
                        return answer;
                    }
                    case "rollback", "close" -> {
                        return amongOthers(connection, method, arguments);
                    }
                    default -> {
                        return call(connection, method, arguments);
                    }
                }
            });
        }

        private PreparedStatement watched(PreparedStatement statement) {
            return proxy(
                    PreparedStatement.class,
                    (method, arguments) -> method.getName().startsWith("execute") || LARGE.contains(method.getName())
                            ? change(statement, method, arguments)
                            : call(statement, method, arguments));
        }

        private Statement watched(Statement statement) {
            return proxy(
                    Statement.class,
                    (method, arguments) -> method.getName().startsWith("execute")
                                    && !(arguments != null && reads((String) arguments[0]))
                            ? change(statement, method, arguments)
                            : call(statement, method, arguments));
        }

        private Object change(Statement statement, Method method, Object[] arguments) throws Throwable {
            changed = true;
            var answer = amongOthers(statement, method, arguments);
            if (connection.getAutoCommit()) {
                write();
            } else if (store.getUnsavedMemory() > store.getAutoCommitMemory() / 2) {
                translated(() -> quiet.relieve(this::writeState));
            }
            return answer;
        }

        private Object amongOthers(Object target, Method method, Object[] arguments) throws Throwable {
            quiet.enter();
            try {
                return call(target, method, arguments);
            } finally {
                quiet.leave();
            }
        }

        private void write() throws SQLException {
            if (changed) {
                changed = false;
                translated(() -> quiet.write(this::writeState));
            }
        }

        private void translated(Runnable writing) throws SQLException {
            try {
                writing.run();
            } catch (MVStoreException | DbException e) {
                throw DbException.toSQLException(e);
            }
        }

        private void writeState() {
            // an interrupted thread would close the file
            var interrupted = Thread.interrupted();
            try {
                store.setAutoCommitDelay(BY_ITSELF_NEVER);
                store.commit();
                if (store.isClosed()) {
                    throw DbException.get(ErrorCode.DATABASE_IS_CLOSED);
                }
            } finally {
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private interface Calls {
        Object on(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Calls calls) {
        return type.cast(Proxy.newProxyInstance(
                WholeStates.class.getClassLoader(),
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
