package org.dawra.demo;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;

/** Reads everything that the engine has written, or all that stands in the database, as text. */
class EngineTables {

    private final DataSource database;

    EngineTables(DataSource database) {
        this.database = database;
    }

    /** The places in the engine's tables where one of the words stands, as {@code TABLE.COLUMN: word}. */
    List<String> placesOf(Collection<String> words) throws SQLException {
        return placesOf(words, "ACT_");
    }

    /** The same in all tables whose name begins so. */
    List<String> placesOf(Collection<String> words, String prefix) throws SQLException {
        var places = new ArrayList<String>();
        try (var connection = database.getConnection()) {
            var tables = new ArrayList<String>();
            try (var all = connection
                    .getMetaData()
                    .getTables(null, connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
                while (all.next()) {
                    var name = all.getString("TABLE_NAME");
                    if (name.toUpperCase(Locale.ROOT).startsWith(prefix)) {
                        tables.add(name);
                    }
                }
            }
            for (var table : tables) {
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery("select * from \"" + table + "\"")) {
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

    /** The words of a PDF or a message, of anything else the bytes as they are. */
    static String readable(byte[] bytes) {
        var raw = new String(bytes, StandardCharsets.UTF_8);
        try {
            if (raw.startsWith("%PDF-")) {
                try (var pdf = Loader.loadPDF(bytes)) {
                    return new PDFTextStripper().getText(pdf).replaceAll("[\u200e\u200f]", "");
                }
            }
            if (raw.contains("Message-ID:")) {
                var message = new MimeMessage(null, new ByteArrayInputStream(bytes));
                return Arrays.toString(message.getAllRecipients()) + message.getSubject() + words(message);
            }
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
        return raw;
    }

    private static String words(Part part) throws IOException, MessagingException {
        var content = part.getContent();
        if (content instanceof Multipart parts) {
            var words = new StringBuilder();
            for (var i = 0; i < parts.getCount(); i++) {
                words.append(words(parts.getBodyPart(i)));
            }
            return words.toString();
        }
        return content instanceof InputStream bytes ? readable(bytes.readAllBytes()) : content.toString();
    }

    private static String text(Object value) throws SQLException {
        if (value instanceof byte[] bytes) {
            return readable(bytes);
        }
        if (value instanceof Blob blob) {
            return readable(blob.getBytes(1, (int) blob.length()));
        }
        if (value instanceof Clob clob) {
            return clob.getSubString(1, (int) clob.length());
        }
        return value == null ? "" : value.toString();
    }
}
