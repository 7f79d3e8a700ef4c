package org.dawra.access;

import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.dawra.engine.HumanTask;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What a task is about, in the words of the module that owns it and the language of the request. */
@Component
public class TaskSubjects {

    private final ObjectProvider<TaskPage> pages;
    private final ObjectProvider<TaskSubject> subjects;

    TaskSubjects(ObjectProvider<TaskPage> pages, ObjectProvider<TaskSubject> subjects) {
        this.pages = pages;
        this.subjects = subjects;
    }

    /** The page of ours on which the task is done, or null when it is done in Tasklist. */
    public @Nullable TaskPage page(HumanTask task) {
        return pages.stream()
                .filter(page -> page.process().equals(task.processKey()))
                .filter(page -> page.element().equals(task.definitionKey()))
                .findFirst()
                .orElse(null);
    }

    /** The same, of a task that may be done and whose thing may be gone: an empty text then. */
    public String known(HumanTask task) {
        try {
            return about(task);
        } catch (NoSuchElementException | NumberFormatException gone) {
            return "";
        }
    }

    /** What the task's page says, or else its process; empty when neither says anything. */
    public String about(HumanTask task) {
        var page = page(task);
        var said = page == null ? "" : page.about(task);
        return !said.isEmpty()
                ? said
                : subjects.stream()
                        .filter(subject -> subject.process().equals(task.processKey()))
                        .map(subject -> subject.about(task))
                        .filter(Predicate.not(String::isEmpty))
                        .findFirst()
                        .orElse("");
    }
}
