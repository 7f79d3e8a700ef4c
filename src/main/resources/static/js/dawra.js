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

// Parts of a page that change while something runs: fetched again every few seconds while somebody looks at them. Whoever
// is typing there is left alone; without a script there is a link that loads the page again.
document.querySelectorAll('[data-live][id]').forEach((part) => {
  let shown = part;
  const again = () => setTimeout(refresh, Math.max(1, Number(shown.dataset.live)) * 1000);
  const refresh = async () => {
    const busy = shown.contains(document.activeElement) && document.activeElement !== document.body;
    if (document.hidden || busy || shown.querySelector('details[open] form')) return again();
    try {
      const answer = await fetch(location.pathname + location.search, { headers: { Accept: 'text/html' } });
      const fresh = answer.ok && !answer.redirected
        ? new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(shown.id)
        : null;
      if (fresh) {
        shown.replaceWith(fresh);
        shown = fresh;
      }
      if (fresh ? shown.dataset.live : answer.status >= 500) again();
      else if (!fresh && answer.ok && !answer.redirected) location.reload(); // what was shown here is over
    } catch {
      again();
    }
  };
  again();
});

// A task's form is saved as a draft by itself, a few seconds after something was written: the button does it without.
document.querySelectorAll('form[data-draft]').forEach((form) => {
  let timer = 0;
  const saved = form.querySelector('[data-draft-saved]');
  const save = () => {
    timer = 0;
    const body = new URLSearchParams(new FormData(form));
    body.set('draft', 'save');
    fetch(form.action, { method: 'POST', body, redirect: 'manual', keepalive: true }).then(
      (answer) => (saved.hidden = answer.type !== 'opaqueredirect'),
      () => (timer = timer || setTimeout(save, 20000))
    );
  };
  form.addEventListener('input', () => {
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
