package org.dawra.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/** The language of a request: asked for in the address, else remembered, else Arabic. The browser's own is not asked. */
public class ChosenLanguage implements LocaleResolver {

    static final String COOKIE = "DAWRA_LANG";
    private static final ThreadLocal<@Nullable Language> SPOKEN = new ThreadLocal<>();
    static final String ATTRIBUTE = ChosenLanguage.class.getName();

    ChosenLanguage() {}

    /** The language of the request being served, or of the letter being written; Arabic outside both. */
    public static Language current() {
        var spoken = SPOKEN.get();
        if (spoken != null) {
            return spoken;
        }
        // Outside Spring MVC, as under the engine's REST paths, the context's locale is the browser's own.
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes) {
            return of(attributes.getRequest());
        }
        var context = LocaleContextHolder.getLocaleContext();
        var locale = context == null ? null : context.getLocale();
        return locale == null ? Language.AR : Language.of(locale);
    }

    /** Works in a language that is not the request's: a letter is written in its reader's. */
    public static <T> T speaking(Language language, Supplier<T> work) {
        var before = SPOKEN.get();
        SPOKEN.set(language);
        try {
            return work.get();
        } finally {
            if (before == null) {
                SPOKEN.remove();
            } else {
                SPOKEN.set(before);
            }
        }
    }

    /** The language of this request, also before Spring MVC has taken it up. */
    public static Language of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Language asked) {
            return asked;
        }
        var remembered = remembered(request);
        return remembered == null ? Language.AR : remembered;
    }

    /** Makes {@code language} the one of this person from now on, unless they have chosen one themselves. */
    public static void suggest(Language language, HttpServletRequest request, HttpServletResponse response) {
        if (remembered(request) == null && request.getAttribute(ATTRIBUTE) == null) {
            LanguageFilter.remember(language, response);
        }
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return of(request).locale();
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        var language = locale == null ? Language.AR : Language.of(locale);
        request.setAttribute(ATTRIBUTE, language);
        if (response != null) {
            LanguageFilter.remember(language, response);
        }
    }

    static @Nullable Language parse(@Nullable String code) {
        for (var language : Language.values()) {
            if (language.code().equals(code)) {
                return language;
            }
        }
        return null;
    }

    private static @Nullable Language remembered(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, COOKIE);
        return cookie == null ? null : parse(cookie.getValue());
    }
}
