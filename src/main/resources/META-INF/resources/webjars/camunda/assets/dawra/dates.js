// Relative dates in Arabic. An app may paint before the language file is there, in English then; and a
// language file can only say one plural, where Arabic has a dual and two plurals.
const forms = {
  mm: ['دقيقتين', 'دقائق', 'دقيقة'],
  hh: ['ساعتين', 'ساعات', 'ساعة'],
  dd: ['يومين', 'أيام', 'يوما'],
  MM: ['شهرين', 'أشهر', 'شهرا'],
  yy: ['سنتين', 'سنوات', 'سنة'],
};

function counted(number, withoutSuffix, unit) {
  const [two, few, many] = forms[unit];
  if (number === 2) return two;
  const rest = number % 100;
  return `${number} ${rest >= 3 && rest <= 10 ? few : many}`;
}

function speak(language, triesLeft) {
  const injector = window.angular && window.angular.element(document.body).injector();
  const moment = injector && injector.has('moment') && injector.get('moment');
  if (!moment || !moment.locales().includes(language)) {
    if (triesLeft) setTimeout(() => speak(language, triesLeft - 1), 100);
    return;
  }
  if (language === 'ar') {
    const plurals = Object.fromEntries(Object.keys(forms).map((unit) => [unit, counted]));
    moment.updateLocale('ar', { relativeTime: plurals });
  }
  moment.locale(language);
  injector.get('$rootScope').$broadcast('amMoment:localeChanged');
}

/** To call when a language file has arrived: the last one to come, be it the fallback's, takes all dates. */
export function languageFileArrived(language) {
  setTimeout(() => speak(language, 30), 0);
}
