package org.dawra.demo;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;

/** What a year's files say, by file: the text of each PDF, of each message with its headers, of each text file. */
final class WrittenTexts {

    /** A number that reads as a year of our time: four digits by themselves, so no part of a code or fingerprint. */
    private static final Pattern YEAR = Pattern.compile("(?<![\\p{Alnum}])(?:19|20)\\d\\d(?![\\p{Alnum}])");

    private final Map<String, String> texts = new LinkedHashMap<>();

    private WrittenTexts() {}

    /** Reads everything below a folder. */
    static WrittenTexts below(Path folder) throws IOException, MessagingException {
        var all = new WrittenTexts();
        List<Path> files;
        try (var found = Files.walk(folder)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        for (var file : files) {
            all.texts.put(folder.relativize(file).toString(), text(file));
        }
        return all;
    }

    /** Names of the files. */
    Set<String> files() {
        return texts.keySet();
    }

    /** Each mention of another year, as {@code file: line}. */
    List<String> mentionsOutside(Set<String> years) {
        var found = new ArrayList<String>();
        texts.forEach((file, text) -> text.lines().forEach(line -> {
            if (!years.containsAll(years(line))) {
                found.add(file + ": " + line.strip());
            }
        }));
        return found;
    }

    /** The years that a text mentions. */
    static Set<String> years(String text) {
        var years = new TreeSet<String>();
        YEAR.matcher(text).results().forEach(match -> years.add(match.group()));
        return years;
    }

    private static String text(Path file) throws IOException, MessagingException {
        var name = file.getFileName().toString();
        if (name.endsWith(".pdf")) {
            try (var pdf = Loader.loadPDF(file.toFile())) {
                return new PDFTextStripper().getText(pdf).replaceAll("[\u200e\u200f]", "");
            }
        }
        if (name.endsWith(".eml")) {
            try (var in = Files.newInputStream(file)) {
                var message = new MimeMessage(Session.getInstance(new Properties()), in);
                return "Date: " + message.getHeader("Date", null) + "\nSubject: " + message.getSubject() + "\n"
                        + plain(message);
            }
        }
        return name.endsWith(".txt") || name.endsWith(".json") ? Files.readString(file) : "";
    }

    private static String plain(Part part) throws IOException, MessagingException {
        if (part.getContent() instanceof Multipart parts) {
            var text = new StringBuilder();
            for (var i = 0; i < parts.getCount(); i++) {
                text.append(plain(parts.getBodyPart(i)));
            }
            return text.toString();
        }
        return part.isMimeType("text/*") ? String.valueOf(part.getContent()) : "";
    }
}
