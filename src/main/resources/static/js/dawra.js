// Comforts only: every page works without this script.

// The chosen file's name beside its button.
document.addEventListener('change', (event) => {
  const input = event.target;
  if (input.type !== 'file') return;
  const name = input.parentElement.querySelector('[data-file-name]');
  if (name && input.files.length) name.textContent = input.files[0].name;
});

// Menus close on Escape and when one goes on elsewhere.
const openMenus = () => document.querySelectorAll('details.drop[open]');
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  openMenus().forEach((menu) => {
    const within = menu.contains(document.activeElement);
    menu.open = false;
    if (within) menu.querySelector('summary').focus();
  });
});
['click', 'focusin'].forEach((kind) =>
  document.addEventListener(kind, (event) =>
    openMenus().forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    })
  )
);

// Parts of a page that change while something runs: an element with an id and data-live, in seconds, is taken out of the
// page fetched again; what stands in an element with data-part is asked for alone, by that name. Both go on as long as the
// fresh part bears data-live. Whoever types or selects there is left alone; what was opened or reached stays so. Without a
// script there is a link that loads the page again.
const SLOWEST = 60; // seconds, when nothing has changed for a while
const QUIET = 15000; // milliseconds between two announcements
const keepLive = (first) => {
  let shown = first;
  const part = shown.parentElement.dataset.part;
  const bar = part ? document.querySelector('[data-standing]') : null;
  const address = new URL(location.href);
  address.hash = '';
  if (part) address.searchParams.set('part', part);
  let tag = null;
  let slower = 1;
  let timer = 0;
  let announced = 0;
  let seen = false;

  const seconds = () => Number(shown.dataset.live) || 0;
  const plan = () => {
    clearTimeout(timer);
    if (bar) bar.querySelector('[data-renews]').hidden = !seconds();
    if (seconds() && !document.hidden) timer = setTimeout(look, Math.min(SLOWEST, seconds() * slower) * 1000);
  };

  const isBusy = () => {
    const place = document.activeElement;
    const typing = shown.contains(place) && place.matches('input, select, textarea');
    const selecting = !getSelection().isCollapsed && shown.contains(getSelection().anchorNode);
    return typing || selecting || shown.querySelector('details[open] form');
  };

  const replace = (fresh) => {
    const opened = new Set([...shown.querySelectorAll('details[open][id]')].map((each) => each.id));
    const place = document.activeElement;
    const reached = shown.contains(place) ? [place.closest('[id]')?.id, place.tagName, place.getAttribute('href')] : null;
    shown.replaceWith(fresh);
    shown = fresh;
    shown.querySelectorAll('details[id]').forEach((each) => {
      each.open = opened.has(each.id);
    });
    if (!reached) return;
    const [id, name, href] = reached;
    const within = (id && document.getElementById(id)) || shown;
    [...within.querySelectorAll(name)].find((each) => each.getAttribute('href') === href)?.focus({ preventScroll: true });
  };

  const announce = () => {
    if (!bar || Date.now() - announced < QUIET) return;
    announced = Date.now();
    bar.querySelector('[data-said]').textContent = `${bar.dataset.changed} ${bar.querySelector('[data-drawn-at]').textContent}`;
  };

  const look = async () => {
    clearTimeout(timer);
    if (isBusy()) return plan();
    try {
      const answer = await fetch(address, { headers: { Accept: 'text/html', ...(tag && { 'If-None-Match': tag }) } });
      // What was shown here is over and stands elsewhere; or somebody has to log in again.
      if (answer.redirected) return new URL(answer.url).pathname.endsWith('/login') ? location.reload() : location.assign(answer.url);
      const at = answer.headers.get('Dawra-Drawn-At');
      if (bar && at) bar.querySelector('[data-drawn-at]').textContent = at;
      if (answer.status === 304) {
        slower *= 1.5;
      } else if (answer.ok) {
        tag = part ? answer.headers.get('ETag') : null;
        const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
        const fresh = part ? page.body.firstElementChild : page.getElementById(shown.id);
        if (!fresh) return location.reload();
        replace(fresh);
        slower = 1;
        if (seen) announce();
        seen = true;
      } else if (answer.status < 500) {
        return;
      }
    } catch {
      slower *= 2;
    }
    plan();
  };

  const lookSoon = () => {
    slower = 1;
    look();
  };
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) clearTimeout(timer);
    else if (seconds() || part) lookSoon();
  });
  bar?.querySelector('[data-renew]').addEventListener('click', (event) => {
    event.preventDefault();
    lookSoon();
  });
  plan();
};
document.querySelectorAll('[data-live][id], [data-part] > :first-child').forEach(keepLive);

// On paper nothing is folded.
document.querySelectorAll('[data-print]').forEach((button) => {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
});
let folded = [];
window.addEventListener('beforeprint', () => {
  folded = [...document.querySelectorAll('[data-part] details:not([open])')];
  folded.forEach((each) => (each.open = true));
});
window.addEventListener('afterprint', () => folded.forEach((each) => (each.open = false)));

// A task's form is saved as a draft by itself, a few seconds after something was written: the button does it without. Of a
// form with data-draft="rows" only the rows that were touched are sent: others may be at work on the rest.
document.querySelectorAll('form[data-draft]').forEach((form) => {
  let timer = 0;
  const touched = new Set();
  const saved = form.querySelector('[data-draft-saved]');
  const isLeftOut = (field) => {
    const row = form.dataset.draft === 'rows' ? field.closest('tbody tr') : null;
    return row && !touched.has(row);
  };
  const body = () => {
    const fields = new URLSearchParams();
    for (const field of form.elements) {
      const off = ['checkbox', 'radio'].includes(field.type) && !field.checked;
      const none = !field.name || field.disabled || ['submit', 'button', 'file'].includes(field.type);
      if (!off && !none && !isLeftOut(field)) fields.append(field.name, field.value);
    }
    fields.set('draft', 'save');
    return fields;
  };
  const save = () => {
    timer = 0;
    fetch(form.action, { method: 'POST', body: body(), redirect: 'manual', keepalive: true }).then(
      (answer) => {
        saved.hidden = answer.type !== 'opaqueredirect';
        if (!saved.hidden) touched.clear();
      },
      () => (timer = timer || setTimeout(save, 20000))
    );
  };
  form.addEventListener('input', (event) => {
    touched.add(event.target.closest('tr'));
    saved.hidden = true;
    clearTimeout(timer);
    timer = setTimeout(save, 3000);
  });
  form.addEventListener('submit', () => {
    clearTimeout(timer);
    timer = 0;
  });
  window.addEventListener('pagehide', () => timer && save());
});
