// Language, direction and login of the four web apps. The first import of each scripts/config.js.
// Apps that speak all three languages; the others stay in the vendor's English, left to right, until theirs are complete.
const translated = ['tasklist', 'cockpit', 'admin', 'welcome'];
const appName = document.querySelector('base').getAttribute('app-name');
const known = translated.includes(appName) ? ['ar', 'fr', 'en'] : ['en'];
const remembered = document.cookie.match(/(?:^|; )DAWRA_LANG=(ar|fr|en)/);
const offered = remembered ? remembered[1] : 'ar';
export const language = known.includes(offered) ? offered : known[0];

// The web apps take their language from the browser's list alone; the remembered one goes first.
Object.defineProperty(navigator, 'languages', { get: () => [language], configurable: true });
Object.defineProperty(navigator, 'language', { get: () => language, configurable: true });
document.documentElement.lang = language;
document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';

// One login: the apps' own form is never shown.
const toLogin = () => {
  if (/^#\/login/.test(location.hash)) {
    location.href = '/login';
  }
};
window.addEventListener('hashchange', toLogin);
toLogin();

// Right to left: mirror the vendor's style sheets as they load; diagrams and the date picker keep their geometry.
const pairs = [
  ['left', 'right'],
  ['margin-left', 'margin-right'],
  ['padding-left', 'padding-right'],
  ['border-left-width', 'border-right-width'],
  ['border-left-style', 'border-right-style'],
  ['border-left-color', 'border-right-color'],
  ['border-top-left-radius', 'border-top-right-radius'],
  ['border-bottom-left-radius', 'border-bottom-right-radius'],
];
const keep = /\.djs|\.bjs|\.dmn|\.dms|\.tjs|\.bio-|\[dir|flatpickr/;
const swapWord = (value) => value.replace(/\b(left|right)\b/g, (side) => (side === 'left' ? 'right' : 'left'));

function mirrorRule(style) {
  for (const [one, other] of pairs) {
    const a = style.getPropertyValue(one);
    const b = style.getPropertyValue(other);
    if (a === b) continue;
    const priorityA = style.getPropertyPriority(one);
    const priorityB = style.getPropertyPriority(other);
    b ? style.setProperty(one, b, priorityB) : style.removeProperty(one);
    a ? style.setProperty(other, a, priorityA) : style.removeProperty(other);
  }
  for (const property of ['float', 'clear', 'text-align', 'transition']) {
    const value = style.getPropertyValue(property);
    if (/\b(left|right)\b/.test(value)) {
      style.setProperty(property, swapWord(value), style.getPropertyPriority(property));
    }
  }
}

function mirrorRules(rules) {
  for (const rule of rules) {
    if (rule.style && rule.selectorText && !keep.test(rule.selectorText)) mirrorRule(rule.style);
    if (rule.cssRules && rule.cssRules.length) mirrorRules(rule.cssRules);
  }
}

const mirrored = new WeakSet();
function mirrorSheets() {
  for (const sheet of document.styleSheets) {
    if (mirrored.has(sheet) || (sheet.href || '').includes('user-styles')) continue;
    let rules;
    try {
      rules = sheet.cssRules;
    } catch (foreignSheet) {
      continue;
    }
    if (!rules.length) continue;
    mirrored.add(sheet);
    mirrorRules(rules);
  }
}

if (language === 'ar') {
  mirrorSheets();
  new MutationObserver((changes) =>
    changes.forEach((change) =>
      change.addedNodes.forEach((node) => {
        if (node.nodeName === 'LINK') node.addEventListener('load', mirrorSheets);
        else if (node.nodeName === 'STYLE') mirrorSheets();
      })
    )
  ).observe(document.head, { childList: true });
}

export const locales = { availableLocales: known, fallbackLocale: 'en' };
export const app = { name: 'دورة', vendor: 'Dawra' };
