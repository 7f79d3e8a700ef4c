// Forms with rows. A form names its facts and fields in attributes and calls dawraForm(camForm) in its script; see
// CONTRIBUTING for the attributes. Facts are shown and never sent back; fields and rows are sent under their names.
import { readBy } from './drafts.js';

const attributes = ['data-fact', 'data-if', 'data-list', 'data-rows', 'data-input', 'data-options'];

// A cell that a form only labels: <label data-for="titleAr" data-make="ar">. Its control and its error are the same in
// every form.
const makes = {
  ar: { maxLength: 300, lang: 'ar', dir: 'rtl' },
  fr: { maxLength: 300, lang: 'fr', dir: 'ltr' },
  date: { type: 'date' },
  number: { type: 'number', inputMode: 'numeric', min: '1' },
};

function make(label) {
  const cell = document.createElement('div');
  const control = Object.assign(document.createElement('input'), makes[label.dataset.make]);
  control.dataset.cell = label.dataset.for;
  const error = document.createElement('p');
  error.className = 'dawra-error';
  error.dataset.cellError = label.dataset.for;
  label.replaceWith(cell);
  cell.append(label, control, error);
}

// A browser writes a date as its own language does, be it 03/04 for April: the words beside it leave no doubt.
const words = new Intl.DateTimeFormat(`${document.documentElement.lang}-MA`, {
  weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC',
});

function sayDate(control) {
  if (control.type !== 'date') return;
  let said = control.nextElementSibling;
  if (!said || !said.classList.contains('dawra-said')) {
    said = document.createElement('span');
    said.className = 'dawra-said';
    control.after(said);
    control.addEventListener('input', () => sayDate(control));
  }
  said.textContent = control.value ? words.format(new Date(`${control.value}T00:00:00Z`)) : '';
}

// On a phone the rows of a table stand one below the other, and each cell says its column.
function labelCells(row) {
  const table = row.closest('table');
  const heads = table ? [...table.querySelectorAll('thead th')] : [];
  [...row.children].forEach((cell, column) => {
    if (cell.nodeName === 'TD' && heads[column]) cell.dataset.label = heads[column].textContent;
  });
}

function written(value) {
  return value === null || value === undefined ? '' : String(value);
}

function setControl(control, value) {
  if (control.type === 'checkbox') control.checked = value === true || value === 'true';
  else control.value = written(value);
  sayDate(control);
}

function controlValue(control) {
  if (control.type === 'checkbox') return control.checked;
  if (control.type === 'number' && control.value !== '') return Number(control.value);
  return control.value;
}

window.dawraForm = function (camForm) {
  const root = camForm.formElement[0];
  const variables = camForm.variableManager;
  const facts = {};
  const each = (selector, work, within = root) => {
    if (within.matches && within.matches(selector)) work(within);
    within.querySelectorAll(selector).forEach(work);
  };

  const templates = new Map();
  each('template', (template) => templates.set(template.parentElement, template));
  templates.forEach((template) => each('[data-make]', make, template.content));
  const within = (selector, work) => {
    each(selector, work);
    templates.forEach((template) => each(selector, work, template.content));
  };

  function names() {
    const found = new Set();
    attributes.forEach((attribute) => within(`[${attribute}]`, (node) => found.add(node.getAttribute(attribute))));
    return found;
  }

  function options(select, value) {
    const first = select.querySelector('option[value=""]');
    select.replaceChildren(...(first ? [first] : []));
    (value || []).forEach((entry) => select.add(new Option(entry.label, entry.value)));
  }

  function number(container) {
    const rows = [...container.children].filter((child) => child.classList.contains('dawra-row'));
    rows.forEach((row, index) => {
      each('[data-number]', (node) => (node.textContent = String(index + 1)), row);
      each('[data-cell]', (control) => {
        const id = `${container.dataset.rows}-${index}-${control.dataset.cell}`;
        const label = row.querySelector(`label[data-for="${control.dataset.cell}"]`);
        control.id = id;
        if (label) label.htmlFor = id;
      }, row);
      each('[data-cell-error]', (node) => {
        node.dataset.field = `${container.dataset.rows}[${index}].${node.dataset.cellError}`;
      }, row);
    });
    return rows;
  }

  function addRow(container, values) {
    const row = templates.get(container).content.firstElementChild.cloneNode(true);
    row.classList.add('dawra-row');
    each('select[data-options]', (select) => options(select, facts[select.dataset.options]), row);
    each('[data-show]', (node) => (node.textContent = written(values[node.dataset.show])), row);
    each('[data-href]', (node) => node.setAttribute('href', written(values[node.dataset.href])), row);
    each('[data-cell]', (control) => {
      if (control.dataset.cell in values) setControl(control, values[control.dataset.cell]);
    }, row);
    each('[data-remove]', (button) => button.addEventListener('click', () => {
      row.remove();
      number(container);
    }), row);
    container.append(row);
    labelCells(row);
    each('input[type="date"]', sayDate, row);
    if (container.dataset.rows) number(container);
    return row;
  }

  function fillRows(container, rows) {
    [...container.children].forEach((child) => child.nodeName !== 'TEMPLATE' && child.remove());
    (Array.isArray(rows) ? rows : []).forEach((values) => addRow(container, values));
    for (let i = container.children.length - 1; i < Number(container.dataset.least || 0); i++) addRow(container, {});
  }

  function fill(from) {
    each('[data-fact]', (node) => (node.textContent = written(from[node.dataset.fact])));
    each('[data-if]', (node) => {
      const value = from[node.dataset.if];
      node.hidden = !value || (Array.isArray(value) && value.length === 0);
    });
    each('select[data-options]', (select) => options(select, from[select.dataset.options]));
    each('[data-list]', (container) => fillRows(container, from[container.dataset.list]));
    each('[data-rows]', (container) => fillRows(container, from[container.dataset.rows]));
    each('[data-input]', (control) => {
      const name = control.dataset.input;
      if (!(name in from)) return;
      if (control.type === 'radio') control.checked = control.value === written(from[name]);
      else setControl(control, from[name]);
    });
  }

  function collected() {
    const fields = {};
    each('[data-input]', (control) => {
      if (control.type === 'radio') {
        if (control.checked) fields[control.dataset.input] = control.value;
      } else {
        fields[control.dataset.input] = controlValue(control);
      }
    });
    each('[data-rows]', (container) => {
      fields[container.dataset.rows] = number(container).map((row) => {
        const cells = {};
        each('[data-cell]', (control) => {
          if (control.type !== 'radio') cells[control.dataset.cell] = controlValue(control);
          else if (control.checked) cells[control.dataset.cell] = control.value;
        }, row);
        return cells;
      });
    });
    return fields;
  }

  function forget() {
    variables.variableNames().forEach((name) => variables.destroyVariable(name));
  }

  function remember() {
    forget();
    Object.entries(collected()).forEach(([name, value]) => {
      const type = Array.isArray(value) ? 'Json' : typeof value === 'boolean' ? 'Boolean' : 'String';
      variables.createVariable({ name, type, value: type === 'String' ? written(value) : value });
    });
  }

  // A draft knows the cells that can be written; what else a row shows comes with the facts, told by the row's hidden id.
  // Where rows can neither be added nor removed, they are those of the facts.
  function rowsOf(container, drafted) {
    const known = Array.isArray(facts[container.dataset.rows]) ? facts[container.dataset.rows] : [];
    const template = templates.get(container).content;
    const id = template.querySelector('input[type="hidden"][data-cell]');
    const key = (row) => (id ? written(row[id.dataset.cell]) : '');
    const same = (rows, row) => (key(row) ? rows.find((other) => key(other) === key(row)) : undefined);
    const fixed = !template.querySelector('[data-remove]') && !root.querySelector(`[data-add="${container.dataset.rows}"]`);
    return fixed
      ? known.map((row) => ({ ...row, ...same(drafted, row) }))
      : drafted.map((row) => ({ ...same(known, row), ...row }));
  }

  function restore(fields) {
    const values = { ...facts, ...fields };
    each('[data-rows]', (container) => {
      const drafted = fields[container.dataset.rows];
      values[container.dataset.rows] = Array.isArray(drafted) ? rowsOf(container, drafted) : facts[container.dataset.rows];
    });
    fill(values);
    root.dispatchEvent(new CustomEvent('dawra-restored'));
  }

  each('input[type="date"]', sayDate);
  camForm.on('form-loaded', () => [...names(), 'dawraDraft'].forEach((name) => variables.fetchVariable(name)));
  camForm.on('variables-fetched', () => {
    variables.variableNames().forEach((name) => (facts[name] = variables.variable(name).value));
    forget();
    const draft = facts.dawraDraft;
    delete facts.dawraDraft;
    fill(facts);
    if (draft) restore(draft.fields);
    root.dispatchEvent(new CustomEvent('dawra-filled', { detail: facts }));
    if (camForm.taskId) readBy(collected);
  });
  camForm.on('variables-restored', forget);
  camForm.on('submit', remember);
  each('[data-add]', (button) =>
    button.addEventListener('click', () => {
      const container = root.querySelector(`[data-rows="${button.dataset.add}"]`);
      const first = addRow(container, {}).querySelector('[data-cell]:not([type=hidden])');
      if (first) first.focus();
    })
  );
};
