package org.dawra.overview;

import java.util.Collection;
import org.dawra.engine.FreeTexts;
import org.dawra.web.BulkWork;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Why work was paused is written freely; the erasure of a person looks there as well. */
@Component
class PauseReasons implements FreeTexts {

    private final ObjectProvider<BulkWork> works;

    PauseReasons(ObjectProvider<BulkWork> works) {
        this.works = works;
    }

    @Override
    public void forgetNaming(Collection<String> words) {
        works.forEach(work -> work.forgetReasons(reason -> FreeTexts.naming(words, reason)));
    }
}
