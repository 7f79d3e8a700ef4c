package org.dawra.mail;

import java.util.NoSuchElementException;
import org.dawra.web.ChosenLanguage;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Where somebody declines further mail of a kind, by the link in one of them and without login. Opening the page changes
 * nothing, since mail readers and scanners open links by themselves; RFC 8058 has the mail reader's own button post here,
 * without a session and without following a redirect. The page names nobody: the link may have been forwarded.
 */
@Controller
@RequestMapping("/unsubscribe/{token}")
class DeclinePages {

    private final Declines declines;
    private final MailWork work;

    DeclinePages(Declines declines, MailWork work) {
        this.declines = declines;
        this.work = work;
    }

    @GetMapping
    String page(@PathVariable String token, Model model) {
        return show(declines.find(token).orElseThrow(NoSuchElementException::new), model);
    }

    @PostMapping
    String decide(@PathVariable String token, @RequestParam(defaultValue = "false") boolean again, Model model) {
        declines.set(token, !again);
        model.addAttribute("done", true);
        return show(declines.find(token).orElseThrow(NoSuchElementException::new), model);
    }

    private String show(Declines.Standing standing, Model model) {
        model.addAttribute(
                "kind", work.purpose(standing.group(), ChosenLanguage.current().locale()));
        model.addAttribute("declined", standing.declined());
        model.addAttribute("byHand", standing.byHand());
        return "mail/unsubscribe";
    }
}
