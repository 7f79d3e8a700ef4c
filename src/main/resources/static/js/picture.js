// Renews the part of a page marked data-picture while something runs, without a reload. The page works without it.
(() => {
  const frame = document.querySelector('[data-picture]');
  const bar = document.querySelector('[data-standing]');
  if (!frame || !bar) return;

  const SOON = 4000; // milliseconds while it changes
  const SELDOM = 60000; // when nothing has changed for a while
  const QUIET = 15000; // between two announcements
  const address = new URL(location.href);
  address.searchParams.set('part', 'picture');
  address.hash = '';
  let tag = null;
  let wait = SOON;
  let timer = 0;
  let announced = 0;

  const busy = () => frame.firstElementChild?.dataset.busy === 'true';
  const on = bar.querySelector('[data-renews]');

  const plan = () => {
    clearTimeout(timer);
    on.hidden = !busy();
    if (busy() && !document.hidden) timer = setTimeout(look, wait);
  };

  // Somebody who is selecting text is not disturbed; whoever has opened or reached something finds it as it was.
  const replace = (html) => {
    const opened = new Set([...frame.querySelectorAll('details[open][id]')].map((each) => each.id));
    const place = document.activeElement;
    const path = frame.contains(place) ? [place.closest('[id]')?.id, place.tagName, place.getAttribute('href')] : null;
    frame.innerHTML = html;
    frame.querySelectorAll('details[id]').forEach((each) => {
      each.open = opened.has(each.id);
    });
    if (!path) return;
    const [id, name, href] = path;
    const within = (id && document.getElementById(id)) || frame;
    const same = [...within.querySelectorAll(name)].find((each) => each.getAttribute('href') === href);
    same?.focus({ preventScroll: true });
  };

  const announce = () => {
    if (Date.now() - announced < QUIET) return;
    announced = Date.now();
    bar.querySelector('[data-said]').textContent = `${bar.dataset.changed} ${bar.querySelector('[data-drawn-at]').textContent}`;
  };

  const look = async () => {
    clearTimeout(timer);
    const selecting = !getSelection().isCollapsed && frame.contains(getSelection().anchorNode);
    try {
      if (!selecting) {
        const answer = await fetch(address, { headers: tag ? { 'If-None-Match': tag } : {}, redirect: 'error' });
        const at = answer.headers.get('Dawra-Drawn-At');
        if (at) bar.querySelector('[data-drawn-at]').textContent = at;
        if (answer.status === 200) {
          const first = tag === null;
          tag = answer.headers.get('ETag');
          replace(await answer.text());
          wait = SOON;
          if (!first) announce();
        } else if (answer.status === 304) {
          wait = Math.min(wait * 1.5, SELDOM);
        } else {
          return;
        }
      }
    } catch {
      wait = Math.min(wait * 2, SELDOM);
    }
    plan();
  };

  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      clearTimeout(timer);
    } else {
      wait = SOON;
      look();
    }
  });
  bar.querySelector('[data-renew]').addEventListener('click', (event) => {
    event.preventDefault();
    wait = SOON;
    look();
  });

  // On paper nothing is folded.
  const print = bar.querySelector('[data-print]');
  if (print) {
    print.hidden = false;
    print.addEventListener('click', () => window.print());
  }
  let folded = [];
  window.addEventListener('beforeprint', () => {
    folded = [...frame.querySelectorAll('details:not([open])')];
    folded.forEach((each) => (each.open = true));
  });
  window.addEventListener('afterprint', () => folded.forEach((each) => (each.open = false)));

  plan();
})();
