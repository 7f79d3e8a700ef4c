// What the vendor's header lacks: the languages, as links that also work without leaving the place one is at, and the way
// back to our own pages.
const languages = { ar: 'العربية', fr: 'Français', en: 'English' };
const words = {
  ar: { languages: 'اللغات', back: 'مهامي' },
  fr: { languages: 'Langues', back: 'Mes tâches' },
  en: { languages: 'Languages', back: 'My tasks' },
};

function link(text, href, lang) {
  const a = document.createElement('a');
  a.textContent = text;
  a.href = href;
  if (lang) a.lang = a.hreflang = lang;
  return a;
}

function languageLinks(current) {
  const nav = document.createElement('nav');
  nav.className = 'dawra-languages';
  nav.setAttribute('aria-label', words[current].languages);
  for (const [code, name] of Object.entries(languages)) {
    const a = link(name, `${location.pathname}?lang=${code}${location.hash}`, code);
    if (code === current) a.setAttribute('aria-current', 'true');
    // The place within the app follows the number sign and changes without a new page.
    const here = () => (a.href = `${location.pathname}?lang=${code}${location.hash}`);
    for (const touch of ['pointerdown', 'focus', 'click']) a.addEventListener(touch, here, true);
    nav.append(a);
  }
  return nav;
}

function complete(header, current, root) {
  const menu = header.querySelector('.app-menu > ul');
  const top = header.querySelector('.navbar-header');
  if (!menu || !top || header.querySelector('.dawra-languages')) return false;
  top.after(languageLinks(current));
  const item = document.createElement('li');
  item.className = 'dawra-back';
  item.append(link(words[current].back, `${root}/my-tasks`));
  menu.prepend(item);
  return true;
}

/** Completes the header as soon as the app has drawn it. */
export function completeHeader(current, root) {
  const attempt = () => {
    const header = document.querySelector('[cam-widget-header]');
    return Boolean(header) && complete(header, current, root);
  };
  if (attempt()) return;
  const observer = new MutationObserver(() => attempt() && observer.disconnect());
  observer.observe(document.documentElement, { childList: true, subtree: true });
}
