// Drafts of Tasklist's forms, kept on the server: saved by themselves a few seconds after a change and by the button
// "save", found again on whatever device the task is opened next. Nothing is left in the browser, which others may use.
const language = document.documentElement.lang;
const words = {
  ar: {
    found: 'مسودة محفوظة: {0}', saved: 'حُفظت المسودة: {0}', failed: 'لم تُحفظ المسودة بعد. سنعيد المحاولة.',
    discard: 'حذف المسودة', save: 'حفظ المسودة', sure: 'سيُحذف ما كتبتموه في هذه المسودة. هل تواصلون؟',
  },
  fr: {
    found: 'Brouillon enregistré : {0}', saved: 'Brouillon enregistré : {0}', failed: "Le brouillon n'est pas encore enregistré. Nouvel essai dans un instant.",
    discard: 'Supprimer le brouillon', save: 'Enregistrer le brouillon', sure: 'Ce que vous avez écrit dans ce brouillon sera supprimé. Continuer ?',
  },
  en: {
    found: 'Draft saved: {0}', saved: 'Draft saved: {0}', failed: 'The draft is not saved yet. We will try again.',
    discard: 'Delete the draft', save: 'Save draft', sure: 'What you have written in this draft will be deleted. Go on?',
  },
}[language];
const SOON = 3000;
const LATER = 20000;
const MOST_AFTER_LEAVING = 60000;

// The vendor keeps unsent forms in the browser under these names.
const vendors = /^(camForm|camunda-form):/;
Object.keys(localStorage).filter((name) => vendors.test(name)).forEach((name) => localStorage.removeItem(name));
const setItem = Storage.prototype.setItem;
Storage.prototype.setItem = function (name, value) {
  if (!vendors.test(name)) setItem.call(this, name, value);
};

/** The task whose form is open: {task, collect, timer, sent, running}. */
let open = null;

const address = (task) => `/camunda/api/engine/engine/default/task/${task}/draft`;
const token = () => (document.cookie.match(/(?:^|; )XSRF-TOKEN=([^;]+)/) || [])[1] || '';

function tell(text, withDiscard) {
  const place = document.querySelector('[cam-tasklist-form-camunda], [cam-tasklist-form-embedded]');
  if (!place) return;
  let line = document.querySelector('.dawra-draft');
  if (!line || line.parentElement !== place.parentElement) {
    if (line) line.remove();
    line = document.createElement('p');
    line.className = 'dawra-draft';
    line.setAttribute('role', 'status');
    place.before(line);
  }
  line.replaceChildren(text);
  if (withDiscard) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'btn btn-link';
    button.textContent = words.discard;
    button.addEventListener('click', discard);
    line.append(' ', button);
  }
}

function body(entry) {
  const variables = {};
  Object.entries(entry.collect()).forEach(([name, value]) => (variables[name] = { value }));
  return JSON.stringify({ variables });
}

async function save(entry) {
  clearTimeout(entry.timer);
  entry.timer = 0;
  if (!entry.collect || entry.done) return;
  if (entry.running) {
    schedule(entry, SOON);
    return;
  }
  const text = body(entry);
  if (text === entry.sent) return;
  entry.running = true;
  let answer = null;
  try {
    answer = await fetch(address(entry.task), {
      method: 'PUT',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json', 'X-XSRF-TOKEN': token() },
      body: text,
      credentials: 'same-origin',
      keepalive: text.length < MOST_AFTER_LEAVING,
    });
  } catch (offline) {
    answer = null;
  }
  entry.running = false;
  if (answer && answer.ok) {
    entry.sent = text;
    const told = await answer.json();
    if (entry === open && !entry.done) tell(words.saved.replace('{0}', told.savedAt), true);
  } else if (entry === open && !entry.done && !(answer && answer.status === 404)) {
    const findings = answer && answer.status === 422 ? await answer.json() : [];
    tell(findings.length ? findings[0].message : words.failed, false);
    if (!findings.length) schedule(entry, LATER);
  }
}

function schedule(entry, wait) {
  clearTimeout(entry.timer);
  entry.timer = setTimeout(() => save(entry), wait);
}

async function discard() {
  const entry = open;
  if (!entry || !window.confirm(words.sure)) return;
  clearTimeout(entry.timer);
  entry.done = true;
  await fetch(address(entry.task), {
    method: 'DELETE', headers: { 'X-XSRF-TOKEN': token() }, credentials: 'same-origin',
  });
  location.reload();
}

/** A form is read anew: what was written into the one before is saved first. */
export function opening(task) {
  if (open && open.timer) save(open);
  open = { task, collect: null, timer: 0, sent: '', running: false, done: false };
  const line = document.querySelector('.dawra-draft');
  if (line) line.remove();
}

/** Says how to read the open form. */
export function readBy(collect) {
  if (open) open.collect = collect;
}

/** The server gave a draft with the form. */
export function found(draft) {
  if (draft) tell(words.found.replace('{0}', draft.savedAt), true);
}

/** While the form is being sent nothing is saved; a refused one is kept as it stands. */
export function sending() {
  if (!open) return;
  clearTimeout(open.timer);
  open.done = true;
}

export function refused() {
  if (!open) return;
  open.done = false;
  save(open);
}

export function completed() {
  open = null;
  const line = document.querySelector('.dawra-draft');
  if (line) line.remove();
}

const inForm = (node) => node instanceof Element && node.closest('.fjs-container, .dawra-form');
['input', 'change', 'dawra-written'].forEach((kind) =>
  document.addEventListener(kind, (event) => {
    if (open && inForm(event.target)) schedule(open, SOON);
  })
);

document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element)) return;
  if (open && event.target.closest('.dawra-form [data-add], .dawra-form [data-remove]')) schedule(open, SOON);
  const button = event.target.closest('.form-actions button[ng-click^="save("]');
  if (button && open) {
    // The vendor's own would ask for required fields first, and write into the browser.
    event.preventDefault();
    event.stopImmediatePropagation();
    open.sent = '';
    save(open);
  }
}, true);

// The page is left: what was written in the last seconds goes along.
const leave = () => open && open.timer && save(open);
window.addEventListener('pagehide', leave);
document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && leave());

new MutationObserver(() =>
  document.querySelectorAll('.form-actions button[ng-click^="save("]').forEach((button) => {
    if (button.textContent.trim() && button.textContent.trim() !== words.save) button.textContent = words.save;
  })
).observe(document.documentElement, { childList: true, subtree: true, characterData: true });
