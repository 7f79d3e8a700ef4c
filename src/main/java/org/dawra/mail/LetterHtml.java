package org.dawra.mail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dawra.web.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * A text once more as HTML, for readers of mail that show plain Arabic from left to right. As mail readers want it: tables
 * and style attributes, the direction said at each of them, since some readers drop the outer ones; no picture and nothing
 * else to fetch.
 */
final class LetterHtml {

    /** An address, without the punctuation of the sentence that it ends. */
    private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,;:!?)\\]،؛]");

    private static final String FONT = "font-family:Tahoma,'Segoe UI',Arial,sans-serif;";

    private LetterHtml() {}

    /**
     * The whole page.
     *
     * @param footer whose mail it is
     * @param decline a sentence with the link by which further mail of the kind is declined, or null
     */
    static String of(Language language, String subject, String text, String footer, @Nullable String decline) {
        var dir = language.direction();
        var side = "rtl".equals(dir) ? "right" : "left";
        var body = new StringBuilder();
        Arrays.stream(text.strip().replace("\r\n", "\n").split("\n{2,}"))
                .forEach(paragraph -> body.append("<p dir=\"" + dir + "\" style=\"margin:0 0 16px;text-align:" + side
                        + "\">" + linked(paragraph).replace("\n", "<br>\n") + "</p>\n"));
        return ("""
                <!DOCTYPE html>
                <html lang="{lang}" dir="{dir}">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">\
                <title>{title}</title></head>
                <body dir="{dir}" style="margin:0;padding:0;background-color:#f4f2ea">
                <table role="presentation" dir="{dir}" width="100%" cellpadding="0" cellspacing="0" border="0" \
                style="background-color:#f4f2ea"><tr><td align="center" style="padding:16px 8px">
                <!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
                <table role="presentation" dir="{dir}" width="100%" cellpadding="0" cellspacing="0" border="0" \
                style="max-width:600px;background-color:#ffffff;border:1px solid #dcd8c8;border-top:4px solid #1d6b52">
                <tr><td dir="{dir}" align="{side}" style="padding:24px 20px 8px;{font}font-size:16px;line-height:1.7;\
                color:#1f2a27;text-align:{side}">
                {body}</td></tr>
                <tr><td dir="{dir}" align="{side}" style="padding:12px 20px 18px;border-top:1px solid #dcd8c8;{font}\
                font-size:13px;line-height:1.6;color:#5b6662;text-align:{side}">{footer}</td></tr>
                </table>
                <!--[if mso]></td></tr></table><![endif]-->
                </td></tr></table>
                </body></html>
                """)
                .replace("{font}", FONT)
                .replace("{lang}", language.code())
                .replace("{dir}", dir)
                .replace("{side}", side)
                .replace("{title}", escaped(subject))
                .replace("{footer}", escaped(footer) + (decline == null ? "" : "<br>\n" + linked(decline)))
                .replace("{body}", body);
    }

    private static String linked(String text) {
        return LINK.matcher(escaped(text))
                .replaceAll(match -> Matcher.quoteReplacement("<a dir=\"ltr\" href=\"" + match.group()
                        + "\" style=\"color:#11684a;word-break:break-all\">" + match.group() + "</a>"));
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, StandardCharsets.UTF_8.name());
    }
}
