package org.dawra.document;

import static org.dawra.document.Block.*;

import java.util.ArrayList;
import java.util.List;

/** Papers as the network prints them, for tests to look at. */
final class SamplePapers {

    static final List<String> NAMES = List.of(
            "فاطمة الزهراء بنعبد الله العلوي",
            "مُحَمَّد الأمين ولد سيدي",
            "أ. نعيمة",
            "عبد الرحمان بن عبد القادر الحسني الإدريسي الدكالي المنصوري",
            "Ahmed Ben Ali (أحمد بن علي)",
            "ⵜⴰⵎⴰⵣⵉⵖⵜ Tiziri",
            "Țăranu Ștefan-Łukasz",
            "لالّة مليكة",
            "پيمان گلستان",
            "Ελένη Παπαδοπούλου");

    private SamplePapers() {}

    static Paper certificate(String name) {
        return certificate(name, true);
    }

    static Paper certificate(String name, boolean sample) {
        return Paper.in(PaperLanguage.AR, "شهادة المشاركة")
                .landscape()
                .decoration(Decoration.CERTIFICATE)
                .sample(sample)
                .paragraph(
                        "شبكة الجمعيات الدكالية غير الحكومية",
                        Style.NORMAL.size(15).strong().centred())
                .add(new Paragraph(
                        "Réseau des associations doukkalies non gouvernementales",
                        Style.NORMAL.size(11).centred().in(Colour.MUTED),
                        PaperLanguage.FR))
                .space(3)
                .heading(1, "شهادة المشاركة")
                .add(new Paragraph(
                        "Attestation de participation",
                        Style.NORMAL.size(14).centred().in(Colour.DARK_GOLD),
                        PaperLanguage.FR))
                .space(3)
                .paragraph(
                        "تشهد شبكة الجمعيات الدكالية غير الحكومية أن السيد(ة)",
                        Style.NORMAL.size(14).centred())
                .paragraph(
                        name,
                        Style.NORMAL
                                .size(28)
                                .strong()
                                .centred()
                                .in(Colour.GREEN)
                                .shrinking())
                .paragraph(
                        "عن تعاونية نساء العونات، إقليم سيدي بنور",
                        Style.NORMAL.size(14).centred())
                .paragraph(
                        "شارك(ت) في اللقاء التكويني الخامس حول موضوع «التخطيط الاستراتيجي للتعاونيات والجمعيات التنموية"
                                + " والمقاولات الصغرى، وتقنيات التواصل الرقمي وصياغة المشاريع»، المنعقد من 27 إلى 29"
                                + " دجنبر 2024 بسيدي بنور والجديدة، بما مجموعه 18 ساعة.",
                        Style.NORMAL.size(14).centred())
                .space(4)
                .add(new Columns(
                        List.of(1.0, 3.4),
                        List.of(
                                List.of(
                                        new QrCode(
                                                "https://dawra.example/verify/7Q2XK-9D0MA-BCDEF-GH123-4567XY",
                                                26,
                                                Align.CENTER,
                                                "رمز للتحقق من الشهادة"),
                                        new Paragraph(
                                                "7Q2XK-9D0MA-BCDEF-GH123-4567XY",
                                                Style.NORMAL.size(7.5).centred().in(Colour.MUTED),
                                                PaperLanguage.FR)),
                                List.of(new SignatureLines(
                                        List.of(
                                                new Signatory("رئيسة الشبكة", "الموقّع (نموذج)"),
                                                new Signatory("مسؤول البرنامج", "الموقّع (نموذج)")),
                                        16)))))
                .footer("الرقم الترتيبي 2024-0153 · حرر بسيدي بنور في 29 دجنبر 2024")
                .build();
    }

    static Paper diploma() {
        return Paper.in(PaperLanguage.AR, "شهادة تقديرية")
                .landscape()
                .decoration(Decoration.DIPLOMA)
                .sample(true)
                .paragraph(
                        "شبكة الجمعيات الدكالية غير الحكومية",
                        Style.NORMAL.size(15).strong().centred())
                .space(3)
                .heading(1, "شهادة تقديرية")
                .paragraph(
                        "درع الشبكة لسنة 2024", Style.NORMAL.size(17).centred().in(Colour.DARK_GOLD))
                .space(4)
                .paragraph("تمنح للمؤسسة النموذجية", Style.NORMAL.size(14).centred())
                .paragraph(
                        "تعاونية نساء العونات",
                        Style.NORMAL
                                .size(32)
                                .strong()
                                .centred()
                                .in(Colour.GREEN)
                                .shrinking())
                .paragraph("إقليم سيدي بنور", Style.NORMAL.size(14).centred())
                .space(2)
                .paragraph(
                        "تقديرا للإبداع والتميز في تقديم حلول مبتكرة للتنمية الاجتماعية والاقتصادية: تمكين المرأة وتحقيق"
                                + " الاستقلال الاقتصادي للنساء في المناطق الريفية.",
                        Style.NORMAL.size(14).centred())
                .space(5)
                .add(new Columns(
                        List.of(1.0, 3.4),
                        List.of(
                                List.of(new QrCode("https://dawra.example/verify/AAAAA-BBBBB", 24)),
                                List.of(new SignatureLines(
                                        List.of(
                                                new Signatory("رئيسة الشبكة", null),
                                                new Signatory("رئيس لجنة التحكيم", null)),
                                        16)))))
                .build();
    }

    static Paper agreement() {
        String arabic =
                "يلتزم الطرفان بتبادل الخبرات والموارد وبتنفيذ مشاريع مشتركة في مجال الاقتصاد الاجتماعي والتضامني،"
                        + " وفق البرنامج السنوي برسم سنة 2026، في حدود مبلغ 250\u00a0000,00 درهم، مع احترام القانون رقم 09-08"
                        + " المتعلق بحماية الأشخاص الذاتيين تجاه معالجة المعطيات ذات الطابع الشخصي.";
        String french =
                "Les deux parties s’engagent à échanger leurs expertises et leurs ressources et à mener des projets"
                        + " communs dans le domaine de l’économie sociale et solidaire, selon le programme annuel 2026 et dans la"
                        + " limite de 250\u00a0000,00 DH, dans le respect de la loi 09-08.";
        Paper.Builder paper = Paper.in(PaperLanguage.AR, "اتفاقية شراكة")
                .sample(true)
                .header("شبكة الجمعيات الدكالية غير الحكومية · اتفاقية شراكة")
                .footer("اتفاقية شراكة – الصيغة 2")
                .pageNumbers()
                .add(new Heading(1, "اتفاقية شراكة", Align.CENTER))
                .add(new Paragraph(
                        "Convention de partenariat",
                        Style.NORMAL.size(14).centred().in(Colour.DARK_GOLD),
                        PaperLanguage.FR))
                .add(new Rule())
                .add(new KeyValues(List.of(
                        new KeyValue("الطرف الأول", "شبكة الجمعيات الدكالية غير الحكومية، الممثلة برئيستها"),
                        new KeyValue("الطرف الثاني", "جهة الدار البيضاء سطات، الممثلة برئيس مجلسها"),
                        new KeyValue("المدة", "من فاتح يناير إلى 31 دجنبر 2026"))));
        for (int article = 1; article <= 9; article++) {
            paper.add(new Columns(
                    List.of(1.0, 1.0),
                    List.of(
                            List.of(
                                    new Heading(2, "المادة " + article + ": الالتزامات"),
                                    new Paragraph(arabic, Style.NORMAL.aligned(Align.JUSTIFY))),
                            List.of(
                                    new Paragraph(
                                            "Article " + article + " : engagements",
                                            Style.NORMAL.size(14.5).strong().in(Colour.GREEN),
                                            PaperLanguage.FR),
                                    new Paragraph(french, Style.NORMAL.aligned(Align.JUSTIFY), PaperLanguage.FR)))));
        }
        paper.heading(2, "برنامج العمل")
                .add(BulletList.numbered(List.of(
                        "تنظيم ثلاثة لقاءات تكوينية لفائدة 300 مستفيد(ة) بأقاليم سيدي بنور والجديدة والنواصر.",
                        "إعداد دليل عملي حول تدبير الجودة (ISO 9001) واللوجستيك.",
                        "مواكبة التعاونيات في التسويق والولوج إلى الأسواق.")))
                .add(new BulletList(List.of("نقطة أولى", "نقطة ثانية 10\u00a0000 درهم")))
                .heading(2, "التوقيعات")
                .add(new SignatureLines(List.of(
                        new Signatory("عن الشبكة", "الموقّع (نموذج)"), new Signatory("عن الجهة", "الموقّع (نموذج)"))));
        return paper.build();
    }

    static Paper attendanceSheet() {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 1; i <= 60; i++) {
            rows.add(List.of(
                    Integer.toString(i),
                    NAMES.get(i % NAMES.size()),
                    "تعاونية صفوة بلادي",
                    "06 12 34 56 " + (10 + i % 80),
                    "",
                    "",
                    "",
                    ""));
        }
        return Paper.in(PaperLanguage.AR, "لائحة الحضور")
                .landscape()
                .sample(true)
                .header("اللقاء التكويني الخامس · سيدي بنور")
                .footer("لائحة الحضور")
                .pageNumbers()
                .add(new Heading(1, "لائحة الحضور", Align.CENTER))
                .add(new KeyValues(List.of(
                        new KeyValue("اللقاء", "اللقاء التكويني الخامس، من 27 إلى 29 دجنبر 2024"),
                        new KeyValue("المكان", "سيدي بنور، فندق السانية"))))
                .add(Table.of(
                                List.of(0.6, 3.2, 2.4, 1.8, 1.6, 1.6, 1.6, 1.6),
                                List.of(
                                        "الرقم",
                                        "الاسم الكامل",
                                        "المؤسسة",
                                        "الهاتف",
                                        "27 صباحا",
                                        "27 مساء",
                                        "28 صباحا",
                                        "28 مساء"),
                                rows)
                        .rowsAtLeast(9))
                .build();
    }

    static Paper report() {
        Paper.Builder paper = Paper.in(PaperLanguage.FR, "Rapport général 2024")
                .sample(true)
                .header("Réseau des associations doukkalies non gouvernementales")
                .footer("Rapport général 2024")
                .pageNumbers()
                .heading(1, "Rapport général 2024")
                .paragraph(
                        "Cinquième rencontre de formation, du 27 au 29 décembre 2024, Sidi Bennour et El Jadida.",
                        Style.NORMAL.in(Colour.MUTED));
        for (int chapter = 1; chapter <= 4; chapter++) {
            paper.heading(2, chapter + ". Participation par province")
                    .paragraph(
                            "Les coopératives, associations de développement et petites entreprises de la région"
                                    + " Casablanca-Settat ont pris part aux ateliers. Les échanges ont porté sur la"
                                    + " planification stratégique, la communication numérique et la préparation de projets.",
                            Style.NORMAL.aligned(Align.JUSTIFY))
                    .add(new BarChart(
                            "Bénéficiaires par province",
                            List.of(
                                    new Bar("Sidi Bennour (سيدي بنور)", 120, "120"),
                                    new Bar("El Jadida", 96, "96"),
                                    new Bar("Nouaceur", 42, "42"),
                                    new Bar("Province au nom particulièrement long pour une seule ligne", 7, "7")),
                            "Sidi Bennour 120, El Jadida 96, Nouaceur 42, autre 7 bénéficiaires"));
        }
        return paper.build();
    }
}
