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

function speak(injector, language) {
  const moment = injector.has('moment') && injector.get('moment');
  if (!moment || !moment.locales().includes(language)) return;
  if (language === 'ar') {
    const plurals = Object.fromEntries(Object.keys(forms).map((unit) => [unit, counted]));
    moment.updateLocale('ar', { relativeTime: plurals });
  }
  moment.locale(language);
  injector.get('$rootScope').$broadcast('amMoment:localeChanged');
}

/** The calendar takes its names from the framework, not from the language file. */
function nameCalendar(injector, names) {
  Object.assign(injector.get('$locale').DATETIME_FORMATS, {
    MONTH: names.months,
    SHORTMONTH: names.monthsShort,
    DAY: names.weekdays,
    SHORTDAY: names.weekdaysShort,
    FIRSTDAYOFWEEK: (names.week.dow + 6) % 7,
  });
  if (injector.has('uibDatepickerConfig')) injector.get('uibDatepickerConfig').startingDay = names.week.dow;
}

function whenStarted(act, triesLeft = 30) {
  const injector = window.angular && window.angular.element(document.body).injector();
  if (injector) act(injector);
  else if (triesLeft) setTimeout(() => whenStarted(act, triesLeft - 1), 100);
}

/** To call when a language file has arrived: the last one to come, be it the fallback's, takes all dates. */
export function languageFileArrived(language, file) {
  setTimeout(() => whenStarted((injector) => speak(injector, language)), 0);
  if (file.dateLocales) whenStarted((injector) => nameCalendar(injector, file.dateLocales));
}
