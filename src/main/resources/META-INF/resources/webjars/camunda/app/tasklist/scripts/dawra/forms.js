// Shows what the server refuses at the fields of Tasklist's forms, and speaks the user's language where the form
// library speaks English only. What was typed stays.
import './grids.js';

const language = document.documentElement.lang;
const keyToInput = new Map();

const words = {
  ar: {
    summary: 'لم يُحفظ النموذج. المرجو تصحيح ما يلي:',
    rules: [
      [/^Field is required\.$/, 'هذا الحقل إجباري.'],
      [/^Field must have minimum length of (\d+)\.$/, 'الحد الأدنى للطول: $1'],
      [/^Field must have maximum length of (\d+)\.$/, 'الحد الأقصى للطول: $1'],
      [/^Field must have minimum value of (\d+)\.$/, 'القيمة الدنيا: $1'],
      [/^Field must have maximum value of (\d+)\.$/, 'القيمة القصوى: $1'],
      [/^Field does not match pattern .*$/, 'الصيغة غير صحيحة.'],
      [/^Value is not a number\.?$/, 'أدخلوا رقما.'],
      [/^Select$/, 'اختاروا'],
      [/^Search$/, 'بحث'],
      [/^Nothing found\.?$/, 'لا توجد نتائج.'],
    ],
  },
  fr: {
    summary: "Le formulaire n'a pas été enregistré. À corriger :",
    rules: [
      [/^Field is required\.$/, 'Ce champ est obligatoire.'],
      [/^Field must have minimum length of (\d+)\.$/, 'Longueur minimale : $1'],
      [/^Field must have maximum length of (\d+)\.$/, 'Longueur maximale : $1'],
      [/^Field must have minimum value of (\d+)\.$/, 'Valeur minimale : $1'],
      [/^Field must have maximum value of (\d+)\.$/, 'Valeur maximale : $1'],
      [/^Field does not match pattern .*$/, "Le format n'est pas correct."],
      [/^Value is not a number\.?$/, 'Saisissez un nombre.'],
      [/^Select$/, 'Choisir'],
      [/^Search$/, 'Rechercher'],
      [/^Nothing found\.?$/, 'Aucun résultat.'],
    ],
  },
  en: { summary: 'The form was not saved. Please correct:', rules: [] },
}[language];

function translate(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    const text = node.nodeValue.trim();
    const rule = words.rules.find(([pattern]) => pattern.test(text));
    if (rule) node.nodeValue = text.replace(rule[0], rule[1]);
  } else if (node.nodeType === Node.ELEMENT_NODE) {
    node.childNodes.forEach(translate);
  }
}

if (words.rules.length) {
  new MutationObserver((changes) =>
    changes.forEach((change) => {
      const element = change.target.nodeType === Node.TEXT_NODE ? change.target.parentElement : change.target;
      if (!element || !element.closest || !element.closest('.fjs-container')) return;
      if (change.type === 'characterData') translate(change.target);
      change.addedNodes.forEach(translate);
    })
  ).observe(document.documentElement, { childList: true, subtree: true, characterData: true });
}

function learnForm(schema) {
  keyToInput.clear();
  const walk = (components) =>
    (components || []).forEach((component) => {
      if (component.key) keyToInput.set(component.key, component.id);
      walk(component.components);
    });
  walk(schema.components);
}

function placeOf(field) {
  const named = document.querySelector(
    `.dawra-error[data-field="${CSS.escape(field)}"], [cam-variable-name="${CSS.escape(field)}"]`
  );
  if (named) return named;
  const id = keyToInput.get(field);
  return id ? document.querySelector(`.fjs-container [id$="-${CSS.escape(id)}"]`) : null;
}

function clear() {
  document.querySelectorAll('.dawra-shown').forEach((node) => node.remove());
  document.querySelectorAll('.dawra-error[data-field]').forEach((node) => (node.textContent = ''));
  document.querySelectorAll('[aria-invalid][data-dawra]').forEach((node) => {
    node.removeAttribute('aria-invalid');
    node.removeAttribute('data-dawra');
  });
}

// Tasklist shows the answer's body as it came; the findings stand at their fields already.
new MutationObserver(() =>
  document.querySelectorAll('.alert').forEach((alert) => {
    if (/"field"|"message"/.test(alert.textContent)) alert.style.display = 'none';
  })
).observe(document.documentElement, { childList: true, subtree: true, characterData: true });

function show(findings) {
  clear();
  const form = document.querySelector('.fjs-container, [cam-tasklist-form] form, form[name="$$camForm"], form[role="form"]');
  const summary = document.createElement('div');
  summary.className = 'dawra-shown dawra-summary';
  summary.setAttribute('role', 'alert');
  const title = document.createElement('p');
  title.textContent = words.summary;
  const list = document.createElement('ul');
  findings.forEach((finding) => {
    const item = document.createElement('li');
    const place = finding.field && placeOf(finding.field);
    const field = place && place.closest('.fjs-form-field');
    const label = field && field.querySelector('label');
    item.textContent = label ? `${label.textContent.trim()} — ${finding.message}` : finding.message;
    list.append(item);
  });
  summary.append(title, list);
  if (form) form.parentElement.insertBefore(summary, form);
  let first = null;
  findings.forEach((finding) => {
    const place = finding.field && placeOf(finding.field);
    if (!place) return;
    if (place.classList.contains('dawra-error')) {
      place.textContent = finding.message;
    } else {
      const line = document.createElement('div');
      line.className = 'dawra-shown dawra-error';
      line.textContent = finding.message;
      (place.closest('.fjs-form-field') || place.parentElement).append(line);
      place.setAttribute('aria-invalid', 'true');
      place.setAttribute('data-dawra', '');
    }
    first = first || place;
  });
  (first || summary).scrollIntoView({ block: 'center' });
  if (first && first.focus) first.focus();
}

const fetch = window.fetch;

// Who may start nothing is not offered it.
const mayStart = 'permissionName=CREATE_INSTANCE&resourceName=PROCESS_DEFINITION&resourceType=6&resourceId=annual-cycle';
fetch(`/camunda/api/engine/engine/default/authorization/check?${mayStart}`, { headers: { Accept: 'application/json' } })
  .then((answer) => (answer.ok ? answer.json() : {}))
  .then((told) => document.documentElement.classList.toggle('dawra-may-start', told.authorized === true))
  .catch(() => {});

window.fetch = async function (...request) {
  const answer = await fetch.apply(this, request);
  if (answer.ok && /\/deployed-(start-)?form/.test(answer.url)) {
    answer
      .clone()
      .json()
      .then(learnForm, () => {}); // an HTML form names its fields itself
  }
  return answer;
};

const open = XMLHttpRequest.prototype.open;
XMLHttpRequest.prototype.open = function (method, url, ...rest) {
  this.addEventListener('load', () => {
    if (method === 'POST' && /\/(submit-form|complete|start)$/.test(url)) {
      if (this.status === 422) {
        const findings = JSON.parse(this.responseText);
        setTimeout(() => show(findings), 0);
      } else if (this.status < 300) {
        clear();
      }
    }
  });
  return open.call(this, method, url, ...rest);
};

export default [];
