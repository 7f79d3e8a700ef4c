// Shows what the server refuses at the fields of Tasklist's forms, and speaks the user's language where the form
// library speaks English only. What was typed stays.
import './grids.js';
import * as drafts from './drafts.js';

const language = document.documentElement.lang;
const keyToInput = new Map();
let fields = [];

const words = {
  ar: {
    summary: 'لم يُحفظ النموذج. المرجو تصحيح ما يلي:',
    done: 'أُنجزت المهمة.',
    opened: 'افتُتح الموسم.',
    begins: 'تظهر مهامكم الأولى في اللائحة بعد لحظات، وتصل الآخرين مهامهم في وقتها.',
    close: 'إغلاق',
    rules: [
      [/^Field is required\.$/, 'هذه الخانة إجبارية.'],
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
    done: 'La tâche est accomplie.',
    opened: 'Le cycle est ouvert.',
    begins: 'Vos premières tâches arrivent dans la liste dans un instant ; celles des autres viendront à leur heure.',
    close: 'Fermer',
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
  en: {
    summary: 'The form was not saved. Please correct:',
    done: 'The task is done.',
    opened: 'The year is open.',
    begins: 'Your first tasks appear in the list in a moment; those of others come in their time.',
    close: 'Close',
    rules: [],
  },
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
  fields = [];
  const walk = (components) =>
    (components || []).forEach((component) => {
      if (component.key) {
        keyToInput.set(component.key, component.id);
        fields.push(component);
      }
      walk(component.components);
    });
  walk(schema.components);
  drafts.readBy(written);
}

// What stands in a Camunda Form now, valid or not. A consent is given when the form is sent, never kept beforehand.
function written() {
  const values = {};
  const control = (id) => document.querySelector(`.fjs-container [id$="-${CSS.escape(id)}"]`);
  fields.forEach((field) => {
    if (field.properties && field.properties.draft === 'never') return;
    if (field.type === 'radio') {
      const chosen = field.values.find((option, index) => (control(`${field.id}-${index}`) || {}).checked);
      if (chosen) values[field.key] = chosen.value;
      return;
    }
    const input = control(field.id);
    if (!input) return;
    if (input.type === 'checkbox') values[field.key] = input.checked;
    else if (field.type === 'number') values[field.key] = input.value === '' ? null : Number(input.value);
    else values[field.key] = input.value;
  });
  return values;
}

function placeOf(field) {
  const named = document.querySelector(
    `.dawra-error[data-field="${CSS.escape(field)}"], [cam-variable-name="${CSS.escape(field)}"]`
  );
  if (named) return named;
  const id = keyToInput.get(field);
  return id ? document.querySelector(`.fjs-container [id$="-${CSS.escape(id)}"]`) : null;
}

/** How the form calls a field, without the star of those that must be filled in. */
function labelOf(field) {
  const place = field && placeOf(field);
  if (!place) return '';
  const schema = place.closest('.fjs-form-field');
  const above = schema || place.closest('label') ? null : place.parentElement.querySelectorAll('label[data-text], legend[data-text]');
  const label = schema
    ? schema.querySelector('label')
    : place.closest('label') ||
      [...above].reverse().find((one) => one.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING && !one.classList.contains('btn'));
  return label ? label.textContent.replace(/\*\s*$/, '').trim() : '';
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
    const label = labelOf(finding.field);
    item.textContent = label ? `${label} — ${finding.message}` : finding.message;
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

// After a task: what happens next and who has it now. It stays until it is read away or the next task is done.
function tellNext(done, sentences) {
  const before = document.querySelector('.dawra-next');
  if (before) before.remove();
  const told = document.createElement('div');
  told.className = 'dawra-next';
  told.setAttribute('role', 'status');
  const title = document.createElement('strong');
  title.textContent = done;
  told.append(title);
  sentences.forEach((sentence) => {
    const line = document.createElement('p');
    line.textContent = sentence;
    told.append(line);
  });
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'btn btn-default btn-sm';
  close.textContent = words.close;
  close.addEventListener('click', () => told.remove());
  told.append(close);
  document.body.append(told);
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
  const facts = method === 'GET' && /\/task\/([^/]+)\/form-variables/.exec(url);
  if (facts) {
    drafts.opening(facts[1]);
    this.addEventListener('load', () => {
      if (this.status !== 200) return;
      const { dawraDraft } = JSON.parse(this.responseText);
      setTimeout(() => drafts.found(dawraDraft && JSON.parse(dawraDraft.value)), 0);
    });
  }
  if (method === 'POST' && /\/(submit-form|complete|start)$/.test(url)) {
    drafts.sending();
    this.addEventListener('load', () => {
      if (this.status < 300) {
        clear();
        drafts.completed();
        const told = /\/task\//.test(url) && this.status === 200 && JSON.parse(this.responseText).next;
        if (told) tellNext(words.done, told);
        else if (/\/process-definition\//.test(url)) tellNext(words.opened, [words.begins]);
        return;
      }
      drafts.refused();
      if (this.status === 422) {
        const findings = JSON.parse(this.responseText);
        setTimeout(() => show(findings), 0);
      }
    });
    this.addEventListener('error', drafts.refused);
  }
  return open.call(this, method, url, ...rest);
};

export default [];
