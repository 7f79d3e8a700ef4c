// Language, direction, name and login of the four web apps. The first import of each scripts/config.js.
import { dress } from '../assets/dawra/appearance.js';
import { languageFileArrived } from '../assets/dawra/dates.js';
import { completeHeader } from '../assets/dawra/header.js';
import { mendLeftovers } from '../assets/dawra/leftovers.js';
import { closeSidePaneOnPhones, turnPanes } from '../assets/dawra/panes.js';

const base = document.querySelector('base');
const known = ['ar', 'fr', 'en'];
const remembered = document.cookie.match(/(?:^|; )DAWRA_LANG=(ar|fr|en)/);
export const language = remembered ? remembered[1] : 'ar';

// The web apps take their language from the browser's list alone; the remembered one goes first.
Object.defineProperty(navigator, 'languages', { get: () => [language], configurable: true });
Object.defineProperty(navigator, 'language', { get: () => language, configurable: true });
document.documentElement.lang = language;
document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';

// The choice is remembered by now; an address that kept it would force it on whoever is given the address.
if (/^\?lang=\w*$/.test(location.search)) {
  history.replaceState(history.state, '', location.pathname + location.hash);
}

// One login: the apps' own form is never shown.
const root = base.getAttribute('app-root').replace(/\/camunda$/, '');
const toLogin = () => {
  if (/^#\/login/.test(location.hash)) {
    location.href = `${root}/login`;
  }
};
window.addEventListener('hashchange', toLogin);
toLogin();

// Some words are read once, when the app starts: the language file must be there before, so it is waited for.
const languageFile = /\/locales\/\w+\.json/;
const open = XMLHttpRequest.prototype.open;
XMLHttpRequest.prototype.open = function (method, url, ...rest) {
  if (languageFile.test(url)) {
    rest[0] = false;
    const own = url.includes(`/${language}.json`);
    this.addEventListener('load', () => languageFileArrived(language, own ? JSON.parse(this.responseText) : {}));
  }
  return open.call(this, method, url, ...rest);
};

dress(language === 'ar');
completeHeader(language, root);
mendLeftovers(language);
if (language === 'ar') turnPanes();
closeSidePaneOnPhones();
document.querySelector('link[rel=icon]').href = `${root}/img/dawra.svg`;

const names = {
  tasklist: { ar: 'لائحة المهام', fr: 'Liste des tâches', en: 'Tasklist' },
  cockpit: { ar: 'لوحة تتبع المسارات', fr: 'Suivi des processus', en: 'Cockpit' },
  admin: { ar: 'التراخيص', fr: 'Autorisations', en: 'Authorizations' },
  welcome: { ar: 'حسابي', fr: 'Mon profil', en: 'My profile' },
};
export const locales = { availableLocales: known, fallbackLocale: 'en' };
export const app = {
  vendor: language === 'ar' ? 'دورة' : 'Dawra',
  name: `· ${names[base.getAttribute('app-name')][language]}`,
};
