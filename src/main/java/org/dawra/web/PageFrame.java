package org.dawra.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** What the layout shows around every page: language, navigation, the same page in the other languages. */
@Component("frame")
class PageFrame {

    /** So many fit on 1280 pixels in French, whose names are the longest. */
    private static final int IN_A_ROW = 7;

    private static final String COUNTED = PageFrame.class.getName() + ".counted.";

    private final ObjectProvider<NavigationEntry> entries;
    private final ObjectProvider<NavigationCount> counts;
    private final HttpServletRequest request;

    PageFrame(
            ObjectProvider<NavigationEntry> entries,
            ObjectProvider<NavigationCount> counts,
            HttpServletRequest request) {
        this.entries = entries;
        this.counts = counts;
        this.request = request;
    }

    /** A link to the same page in another language. */
    public record LanguageLink(Language language, String href, boolean current) {

        /** The language's own name for itself. */
        public String ownName() {
            return switch (language) {
                case AR -> "العربية";
                case FR -> "Français";
                case EN -> "English";
            };
        }
    }

    /**
     * How the navigation stands on a wide screen: one row however many places there are.
     *
     * @param shown in the row
     * @param more behind its last entry
     */
    public record NavigationRow(List<NavigationEntry> shown, List<NavigationEntry> more) {}

    /** The language of the page. */
    public Language language() {
        return ChosenLanguage.current();
    }

    /**
     * The language of what an edition says, where that is not the page's: editions are written in Arabic and French, and
     * whoever reads English gets the French. For {@code th:lang}, which null leaves out.
     */
    public @Nullable String editionLanguage() {
        return language() == Language.EN ? Language.FR.code() : null;
    }

    /** Whether search engines may keep the page. */
    public boolean isIndexed() {
        return Indexing.allows(request.getRequestURI());
    }

    /** Whether somebody has logged in. */
    public boolean isLoggedIn() {
        return request.getUserPrincipal() != null;
    }

    /** The navigation of whoever is logged in. */
    public List<NavigationEntry> navigation() {
        if (!isLoggedIn()) {
            return List.of();
        }
        return entries.stream()
                .filter(entry ->
                        entry.groups().isEmpty() || entry.groups().stream().anyMatch(request::isUserInRole))
                .sorted(Comparator.comparingInt(NavigationEntry::order).thenComparing(NavigationEntry::path))
                .toList();
    }

    /** How much lies at the place for whoever has logged in; counted once a page. */
    public long count(NavigationEntry entry) {
        if (request.getAttribute(COUNTED + entry.path()) instanceof Long counted) {
            return counted;
        }
        var counted = counts.stream()
                .filter(count -> count.path().equals(entry.path()))
                .mapToLong(NavigationCount::count)
                .sum();
        request.setAttribute(COUNTED + entry.path(), counted);
        return counted;
    }

    /** The navigation as one row; the place where the reader is and places where something lies stand in it, too. */
    public NavigationRow navigationRow() {
        var all = navigation();
        if (all.size() <= IN_A_ROW) {
            return new NavigationRow(all, List.of());
        }
        var shown = new ArrayList<>(all.subList(0, IN_A_ROW - 1));
        all.stream()
                .filter(entry -> isHere(entry) || count(entry) > 0)
                .filter(entry -> !shown.contains(entry))
                .forEach(shown::add);
        return new NavigationRow(
                List.copyOf(shown),
                all.stream().filter(entry -> !shown.contains(entry)).toList());
    }

    /** Whether the page lies under this entry of the navigation, and under no other that is nearer to it. */
    public boolean isHere(NavigationEntry entry) {
        return isUnder(entry)
                && navigation().stream()
                        .noneMatch(other -> other.path().length() > entry.path().length() && isUnder(other));
    }

    private boolean isUnder(NavigationEntry entry) {
        var path = request.getRequestURI();
        return path.equals(entry.path()) || path.startsWith(entry.path() + "/");
    }

    /** Links to this page in all languages; a page that answers a form leads back to its address without the form. */
    public List<LanguageLink> languages() {
        var query = request.getQueryString();
        return Arrays.stream(Language.values())
                .map(language -> new LanguageLink(
                        language,
                        UriComponentsBuilder.newInstance()
                                .query(query)
                                .replaceQueryParam("lang", language.code())
                                .build()
                                .toUriString(),
                        language == language()))
                .toList();
    }
}
