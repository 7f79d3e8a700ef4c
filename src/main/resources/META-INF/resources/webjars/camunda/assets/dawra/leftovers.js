// Words that the vendor wrote into its templates, past its own language files; and cells that may hold anything.
const words = {
  Actions: { ar: 'الإجراءات', fr: 'Actions' },
  Download: { ar: 'تنزيل', fr: 'Télécharger' },
  Upload: { ar: 'رفع', fr: 'Téléverser' },
  'Select all': { ar: 'اختيار الكل', fr: 'Tout choisir' },
  'Unselect all': { ar: 'إلغاء اختيار الكل', fr: 'Ne rien choisir' },
  'Loading diagram': { ar: 'جار تحميل المخطط', fr: 'Chargement du diagramme' },
  'Toggle this section': { ar: 'إظهار هذا القسم أو إخفاؤه', fr: 'Afficher ou masquer cette partie' },
  'Failed Job': { ar: 'عمل آلي متعثر', fr: 'Traitement en échec' },
  'Failed External Task': { ar: 'مهمة خارجية متعثرة', fr: 'Tâche externe en échec' },
  Tasklist: { ar: 'لائحة المهام', fr: 'Liste des tâches' },
  Cockpit: { ar: 'لوحة تتبع المسارات', fr: 'Suivi des processus' },
  Admin: { ar: 'التراخيص', fr: 'Autorisations' },
  Welcome: { ar: 'حسابي', fr: 'Mon profil' },
  'Message is null.': { ar: 'الرسالة فارغة.', fr: 'Le message est vide.' },
  'Invalid Date Value.': { ar: 'تاريخ غير صحيح.', fr: 'Date incorrecte.' },
  'Hit policy:': { ar: 'قاعدة الاختيار:', fr: 'Règle de choix\u00a0:' },
  Unique: { ar: 'وحيدة', fr: 'Unique' },
  When: { ar: 'إذا', fr: 'Quand' },
  And: { ar: 'و', fr: 'Et' },
  Then: { ar: 'فإن', fr: 'Alors' },
  Annotations: { ar: 'ملاحظات', fr: 'Annotations' },
  Close: { ar: 'إغلاق', fr: 'Fermer' },
  'zoom in': { ar: 'تكبير', fr: 'Agrandir' },
  'zoom out': { ar: 'تصغير', fr: 'Réduire' },
  'reset zoom': { ar: 'إظهار المخطط كله', fr: 'Voir tout le diagramme' },
};

/** Admin puts what the rights are for before the word: "Application Authorizations". */
const rights = { ar: /^\s*(\S.*\S) التراخيص\s*$/, fr: /^\s*(\S.*\S) Autorisations\s*$/ };
const rightsFor = { ar: 'التراخيص: $1', fr: 'Autorisations\u00a0: $1' };

const nothing = { ar: 'فارغ', fr: 'vide' };

function speak(text, language) {
  const written = text.nodeValue.trim();
  const word = words[written]?.[language];
  // To write what is there already would be one more change to look at, for ever.
  if (word && word !== written) text.nodeValue = ` ${word} `;
  if (written === 'null' && text.parentElement?.matches('.null-value')) text.nodeValue = nothing[language];
  if (rights[language].test(text.nodeValue) && text.parentElement?.matches('.section-content h3')) {
    text.nodeValue = text.nodeValue.replace(rights[language], rightsFor[language]);
  }
}

function speakAll(element, language) {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) speak(texts.currentNode, language);
  // The vendor's example of a person.
  for (const field of element.querySelectorAll('[id^=user-profile-][placeholder]')) field.placeholder = '';
  for (const titled of element.querySelectorAll('[title]')) {
    const word = words[titled.title];
    if (word) titled.title = word[language];
  }
}

/** A key, an identifier or a name in another script keeps its own order and, when it is too long, its beginning. */
function letCellsFollowTheirContent(element) {
  for (const cell of element.querySelectorAll('.cam-table tbody td, dd, .breadcrumb li')) {
    if (!cell.querySelector('input, select, textarea')) cell.dir = 'auto';
  }
}

/** Mends them as they appear; diagrams are left alone. */
export function mendLeftovers(language) {
  if (language === 'en') return;
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.target instanceof Text) speak(change.target, language);
      if (!(change.target instanceof HTMLElement)) continue;
      for (const node of change.addedNodes) {
        if (node instanceof Text) speak(node, language);
        if (!(node instanceof HTMLElement)) continue;
        speakAll(node, language);
        if (language === 'ar') letCellsFollowTheirContent(node.parentElement || node);
      }
    }
  }).observe(document.documentElement, { childList: true, characterData: true, subtree: true });
}
