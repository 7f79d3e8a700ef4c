package org.dawra.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.dawra.web.Language;
import org.junit.jupiter.api.Test;

/** The press release laid beside the two seed articles. */
class PressReleaseTest {

    @Test
    void theReleaseOf2024TellsEveryFactOfTheProgramme() {
        var text = ReportFixture.press("2024", Language.AR);
        assertThat(text)
                .contains("شبكة الجمعيات الدكالية غير الحكومية")
                .contains("بلاغ صحفي", "نموذج – لا يُعتد به", "اللقاء التكويني الخامس")
                .contains("جهة الدار البيضاء سطات", "ولاية جهة الدار البيضاء سطات")
                .contains("المديرية الجهوية لوزارة الإدماج الاقتصادي والمقاولة الصغرى والتشغيل والكفاءات")
                .contains("من 27 إلى 29 دجنبر 2024", "سيدي بنور والجديدة")
                .contains("التخطيط الاستراتيجي للتعاونيات والجمعيات التنموية والمقاولات الصغرى")
                .contains("ورشة إعداد برامج تقوية القدرات", "الجلسة العامة للمؤسسات العمومية والمهنية")
                .contains("ورشة التخطيط الاستراتيجي", "ورشة تقنيات التواصل الرقمي وإعداد المشاريع")
                .contains("تعاونية نساء العونات", "تعاونية صفوة بلادي", "تعاونية أم الربيع")
                .contains("تمكين المرأة", "استدامة الموارد", "احتياجات السوق المحلي")
                .contains("درع الشبكة", "قرعة", "مؤسستين", "شريط توثيقي إشهاري")
                .contains("عدة اتفاقيات شراكة", "شواهد المشاركة", "2025", "التقرير العام");
    }

    @Test
    void theReleaseOf2024AddsNoInventedNameOrCount() {
        var text = ReportFixture.press("2024", Language.AR);
        assertThat(text)
                .doesNotContain(ReportFixture.INVENTED_WINNER)
                .doesNotContain(ReportFixture.INVENTED_COUNT)
                .doesNotContain(".invalid");
    }

    @Test
    void theReleaseOf2026TellsTheWorkshopAndTheMeetingAndNoAward() {
        var text = ReportFixture.press("2026", Language.AR);
        assertThat(text)
                .contains("السبت 31 يناير 2026", "الأحد فاتح فبراير 2026", "فندق السانية")
                .contains(
                        "المقاربة الالتقائية", "تدبير الجودة", "سلاسل التوريد", "الحكامة الجيدة", "الولوج إلى الأسواق")
                .contains("منهجية الاشتغال", "عدد المستفيدين المسجلين بكل إقليم", "التوصيات", "خلاصات الورشات")
                .doesNotContain("درع", "قرعة", "اتفاقيات شراكة", ReportFixture.INVENTED_MEETING);
    }

    @Test
    void theFrenchReleaseTellsTheSame() {
        var text = ReportFixture.press("2024", Language.FR);
        assertThat(text)
                .contains("Communiqué de presse", "du 27 au 29 décembre 2024", "Trophée du réseau", "deux structures")
                .contains("Nissae Al Aounate", "Safwat Biladi", "Oum Er-Rbia");
        assertThat(ReportFixture.press("2026", Language.FR)).contains("31 janvier 2026", "1er février 2026");
    }

    @Test
    void theReleaseFitsOnAPage() {
        assertThat(ReportFixture.press("2024", Language.AR).length()).isLessThan(5000);
        assertThat(ReportFixture.press("2026", Language.AR).length()).isLessThan(5000);
    }
}
