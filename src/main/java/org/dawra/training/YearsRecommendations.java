package org.dawra.training;

import java.util.List;
import org.dawra.cycle.Bilingual;
import org.dawra.cycle.CycleId;
import org.dawra.cycle.RecommendationSource;
import org.springframework.stereotype.Component;

/** Gives the year its recommendations to adopt; one without French is shown in Arabic. */
@Component
class YearsRecommendations implements RecommendationSource {

    private final Recommendations recommendations;

    YearsRecommendations(Recommendations recommendations) {
        this.recommendations = recommendations;
    }

    @Override
    public List<Recommendation> of(CycleId cycle) {
        return recommendations.of(cycle).stream()
                .map(r -> {
                    var french = r.textFr();
                    return new Recommendation(r.id(), new Bilingual(r.textAr(), french == null ? r.textAr() : french));
                })
                .toList();
    }
}
