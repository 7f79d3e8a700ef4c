package org.dawra.demo;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/** Reads everything that the engine has written, as text. */
class EngineTables {

    private final DataSource database;

    EngineTables(DataSource database) {
        this.database = database;
    }

    /** The places in the engine's tables where one of the words stands, as {@code TABLE.COLUMN: word}. */
    List<String> placesOf(Collection<String> words) throws SQLException {
        var places = new ArrayList<String>();
        try (var connection = database.getConnection()) {
            var tables = new ArrayList<String>();
            try (var all = connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE", "BASE TABLE"})) {
                while (all.next()) {
                    var name = all.getString("TABLE_NAME");
                    if (name.toUpperCase(Locale.ROOT).startsWith("ACT_")) {
                        tables.add(name);
                    }
                }
            }
            for (var table : tables) {
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery("select * from " + table)) {
                    var columns = rows.getMetaData();
                    while (rows.next()) {
                        for (var c = 1; c <= columns.getColumnCount(); c++) {
                            var content = text(rows.getObject(c));
                            for (var word : words) {
                                if (content.contains(word)) {
                                    places.add(table + "." + columns.getColumnName(c) + ": " + word);
                                }
                            }
                        }
                    }
                }
            }
        }
        return places;
    }

    private static String text(Object value) throws SQLException {
        if (value instanceof byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        if (value instanceof java.sql.Blob blob) {
            return new String(blob.getBytes(1, (int) blob.length()), StandardCharsets.UTF_8);
        }
        if (value instanceof java.sql.Clob clob) {
            return clob.getSubString(1, (int) clob.length());
        }
        return value == null ? "" : value.toString();
    }
}
