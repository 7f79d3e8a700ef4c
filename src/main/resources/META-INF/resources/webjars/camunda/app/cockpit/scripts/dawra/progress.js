// How far a year is, on Cockpit's diagrams, in a tab and on its first page. The figures and their words are the server's,
// in the reader's language (overview.CockpitFigures); here they are only shown.
import { language } from '../../../dawra-webapps.js';

const root = document.querySelector('base').getAttribute('app-root').replace(/\/camunda$/, '');
const engine = `${root}/camunda/api/engine/engine/default`;
const year = 'annual-cycle';
const often = 20_000;
const tabName = { ar: 'سير الموسم', fr: 'Avancement', en: 'Progress' }[language];

// --- asking ---------------------------------------------------------------------------------------------------------

/** One question however many places show its answer; asked again while the page is looked at. */
const feeds = new Map();

async function ask(query, feed) {
  try {
    const answer = await fetch(`${root}/progress/figures${query}`, { headers: { Accept: 'application/json' } });
    if (!answer.ok) return;
    feed.last = await answer.json();
    document.documentElement.classList.toggle('dawra-may-retry', feed.last.mayRetry === true);
    feed.listeners.forEach((listener) => listener(feed.last));
  } catch (unreachable) {
    // What was shown last stays; it is asked again.
  }
}

function follow(query, listener) {
  let feed = feeds.get(query);
  if (!feed) {
    feed = { listeners: new Set(), last: null };
    feeds.set(query, feed);
    ask(query, feed);
    feed.timer = setInterval(() => document.visibilityState === 'visible' && ask(query, feed), often);
  }
  feed.listeners.add(listener);
  if (feed.last) listener(feed.last);
  return () => {
    feed.listeners.delete(listener);
    if (!feed.listeners.size && feeds.get(query) === feed) {
      clearInterval(feed.timer);
      feeds.delete(query);
    }
  };
}

const processOf = (definitionId) => definitionId.split(':')[0];

const instances = new Map();

function queryOfInstance(id) {
  if (!instances.has(id)) {
    const asked = fetch(`${engine}/process-instance/${encodeURIComponent(id)}`, { headers: { Accept: 'application/json' } })
      .then((answer) => (answer.ok ? answer.json() : null))
      .then((it) => it && `?process=${encodeURIComponent(processOf(it.definitionId))}&key=${encodeURIComponent(it.businessKey || '')}`)
      .catch(() => null);
    instances.set(id, asked);
  }
  return instances.get(id);
}

/** Follows until the place is gone. */
function followWhile(scope, query, listener) {
  let stop = () => {};
  let gone = false;
  scope.$on('$destroy', () => {
    gone = true;
    stop();
  });
  Promise.resolve(query).then((found) => {
    if (found !== null && !gone) stop = follow(found, listener);
  });
}

const definitionInAddress = () => decodeURIComponent((location.hash.match(/process-definition\/([^/?]+)/) || [])[1] || '');

// --- showing --------------------------------------------------------------------------------------------------------

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  made.append(...children);
  return made;
}

function badge(figures) {
  const full = figures.every((figure) => figure.done >= figure.of);
  const words = figures.map((figure) => figure.title || figure.text).join(' · ');
  return element(
    'span',
    { class: `dawra-figure${full ? ' full' : ''}`, role: 'img', title: words, 'aria-label': words },
    figures.map((figure) => figure.text).join(' · ')
  );
}

/** How many pixels a badge stands out above its element. */
const height = 26;
const uncovered = new WeakSet();

/** Once a diagram is fitted into its pane, the badges of its uppermost elements would be cut off. */
function uncover(viewer, ids) {
  const canvas = viewer.get('canvas');
  const registry = viewer.get('elementRegistry');
  if (uncovered.has(viewer) || !ids.length) return;
  uncovered.add(viewer);
  const { x, y, width, height: tall, scale } = canvas.viewbox();
  const upper = Math.min(...ids.map((id) => (registry.get(id).y - y) * scale));
  const missing = (height - upper) / scale;
  if (missing > 0) canvas.viewbox({ x, y: y - missing, width, height: tall + missing });
}

const apart = (one, other) =>
  one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;

/**
 * No badge covers another, or is cut off: where a diagram is fitted into a phone's pane, those that would are dots, and open
 * up as one comes nearer. What is not finished opens first. The tab below the diagram tells all of them.
 */
function makeRoom(viewer) {
  const pane = viewer.get('canvas').getContainer();
  const badges = [...pane.querySelectorAll('.dawra-figure')];
  const rectangle = (node) => node.getBoundingClientRect();
  badges.forEach((node) => node.classList.remove('dot'));
  const open = new Map(badges.map((node) => [node, rectangle(node)]));
  if (badges.some((node) => !open.get(node).width)) return false;
  badges.forEach((node) => node.classList.add('dot'));
  const taken = new Map(badges.map((node) => [node, rectangle(node)]));
  [...badges]
    .sort((one, other) => one.classList.contains('full') - other.classList.contains('full'))
    .forEach((node) => {
      const whole = open.get(node).right <= rectangle(pane).right;
      if (whole && badges.every((other) => other === node || apart(open.get(node), taken.get(other)))) {
        node.classList.remove('dot');
        taken.set(node, open.get(node));
      }
    });
  return true;
}

const watched = new WeakSet();

function keepRoom(viewer) {
  // While a diagram moves, the vendor hides what stands upon it; nothing can be measured then.
  const soon = (tries = 20) =>
    requestAnimationFrame(() => makeRoom(viewer) || (tries > 0 && setTimeout(soon, 50, tries - 1)));
  if (!watched.has(viewer)) {
    watched.add(viewer);
    viewer.get('eventBus').on('canvas.viewbox.changed', () => soon());
  }
  soon();
}

/** On the element's upper edge, whatever the zoom: inside it would hide the name, and the vendor's marks stand below. */
function drawOn(viewer, figures) {
  const overlays = viewer.get('overlays');
  const registry = viewer.get('elementRegistry');
  overlays.remove({ type: 'dawra-figure' });
  const byElement = new Map();
  figures.forEach((figure) => byElement.set(figure.element, [...(byElement.get(figure.element) || []), figure]));
  byElement.forEach((these, id) => {
    if (!registry.get(id)) return;
    overlays.add(id, 'dawra-figure', {
      position: { top: 0, left: 0 },
      show: { minZoom: -Infinity, maxZoom: Infinity },
      scale: { min: 0.9, max: 1.25 },
      html: badge(these),
    });
  });
  uncover(viewer, [...byElement.keys()].filter((id) => registry.get(id)));
  keepRoom(viewer);
}

function diagram(pluginPoint, query) {
  return {
    id: `dawra-${pluginPoint}`,
    pluginPoint,
    render: (viewer, given, scope) => {
      let figures = [];
      const draw = () => drawOn(viewer, figures);
      viewer.on('import.done', draw);
      scope.$on('$destroy', () => viewer.off('import.done', draw));
      followWhile(scope, query(given), (answer) => {
        figures = answer.figures;
        draw();
      });
    },
  };
}

function figureRows(figures) {
  return element(
    'table',
    { class: 'cam-table dawra-figures' },
    element(
      'tbody',
      {},
      ...figures.map((figure) =>
        element(
          'tr',
          {},
          element('th', { scope: 'row' }, figure.title || figure.element),
          element('td', {}, element('progress', { value: figure.done, max: figure.of, 'aria-label': figure.title || figure.text })),
          element('td', { class: 'dawra-number' }, figure.text)
        )
      )
    )
  );
}

function lateRows(late, words) {
  const heads = ['task', 'who', 'due'];
  return element(
    'table',
    { class: 'cam-table' },
    element('thead', {}, element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, words[head])))),
    element(
      'tbody',
      {},
      ...late.map((task) => element('tr', {}, ...[task.task, task.who, task.since].map((text) => element('td', {}, text))))
    )
  );
}

function panel(answer) {
  const { words } = answer;
  // The same measure may stand at two places of a diagram; once is enough in a list.
  const once = [...new Map(answer.figures.map((figure) => [figure.title || figure.element, figure])).values()];
  const shown = [];
  if (answer.about) shown.push(element('h4', {}, answer.about));
  if (answer.failures.length) {
    shown.push(
      element(
        'div',
        { class: 'dawra-failed' },
        element('h5', {}, `${words.failures} (${answer.failures.length})`),
        element('ul', {}, ...answer.failures.map((step) => element('li', {}, element('strong', {}, step.name), ` — ${step.failed}`))),
        element('a', { href: `${root}/failures` }, words.toFailures)
      )
    );
  }
  shown.push(
    element(
      'div',
      { class: 'dawra-columns' },
      element('section', {}, element('h5', {}, words.figures), once.length ? figureRows(once) : element('p', {}, words.nothing)),
      element('section', {}, element('h5', {}, words.late), answer.late.length ? lateRows(answer.late, words) : element('p', {}, words.noLate))
    ),
    element('p', {}, element('a', { href: root + answer.page }, words.toProgress))
  );
  return shown;
}

function tab(pluginPoint, query) {
  return {
    id: `dawra-${pluginPoint}`,
    pluginPoint,
    priority: 100,
    properties: { label: tabName },
    render: (node, given, scope) => {
      node.className = 'dawra-progress';
      followWhile(scope, query(given), (answer) => node.replaceChildren(...panel(answer)));
    },
  };
}

/** Ids of the running years, by business key; without them there is no way to a year's diagram. */
async function runningYears(token) {
  try {
    const answer = await fetch(`${engine}/process-instance`, {
      method: 'POST',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json', 'X-XSRF-TOKEN': token || '' },
      body: JSON.stringify({ processDefinitionKey: year }),
    });
    return answer.ok ? new Map((await answer.json()).map((it) => [it.businessKey, it.id])) : new Map();
  } catch (unreachable) {
    return new Map();
  }
}

function yearCard(it, words, ids) {
  const links = [element('a', { href: root + it.page }, words.toProgress)];
  if (ids.has(it.businessKey)) {
    links.unshift(element('a', { href: `#/process-instance/${ids.get(it.businessKey)}/runtime` }, words.toDiagram));
  }
  if (it.failures) links.push(element('a', { class: 'dawra-bad', href: `${root}/failures` }, `${words.failures}: ${it.failures}`));
  const once = [...new Map(it.figures.map((figure) => [figure.title || figure.element, figure])).values()];
  return element(
    'article',
    {},
    element('h4', {}, it.about),
    once.length ? figureRows(once) : element('p', {}, words.nothing),
    element('p', { class: it.late ? 'dawra-bad' : '' }, it.late ? `${words.lateCount}: ${it.late}` : words.noLate),
    element('p', { class: 'dawra-links' }, ...links)
  );
}

const dashboard = {
  id: 'dawra-years',
  pluginPoint: 'cockpit.dashboard',
  priority: 100,
  properties: { label: '' },
  render: (node, given, scope) => {
    node.className = 'dawra-progress dawra-years';
    const ids = runningYears(given && given.api && given.api.CSRFToken);
    followWhile(scope, '', async (answer) => {
      const found = await ids;
      node.replaceChildren(
        element('h3', {}, answer.words.years),
        ...(answer.years.length
          ? [element('div', { class: 'dawra-columns' }, ...answer.years.map((it) => yearCard(it, answer.words, found)))]
          : [element('p', {}, answer.words.noYears)])
      );
    });
  },
};

const ofInstance = (given) => queryOfInstance(given.processInstanceId);
const ofDefinition = (given) =>
  `?process=${encodeURIComponent(processOf(given.processDefinitionId || definitionInAddress()))}`;

export default [
  diagram('cockpit.processInstance.diagram.plugin', ofInstance),
  diagram('cockpit.processDefinition.diagram.plugin', ofDefinition),
  tab('cockpit.processInstance.runtime.tab', ofInstance),
  tab('cockpit.processDefinition.runtime.tab', ofDefinition),
  dashboard,
];
