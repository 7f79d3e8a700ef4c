// First sight of the tasks: those due first in front, how many each filter holds, how many comments a task has, and for
// whom it waits where it is not the reader's to do.
import { ask, engine } from './rest.js';

const language = document.documentElement.lang;
const words = {
  ar: {
    waits: 'تنتظر: ',
    follow: 'تذكير أو تمديد أو إسناد إلى غيره',
    taken: 'تسلّمتموها',
    comments: 'التعليقات: ',
    note: 'يمكنكم الاطلاع على هذه المهمة والتعليق عليها، وينجزها من تنتظره.',
    take: 'تسلّموا المهمة لملء نموذجها؛ فلا ينجزها عندئذ شخص آخر في الوقت نفسه.',
  },
  fr: {
    waits: 'Attend : ',
    follow: 'Relancer, prolonger ou confier à quelqu’un d’autre',
    taken: 'Prise par vous',
    comments: 'Commentaires : ',
    note: 'Vous pouvez lire et commenter cette tâche ; la personne qu’elle attend la fera.',
    take: 'Prenez la tâche pour remplir son formulaire : personne d’autre ne la fera en même temps.',
  },
  en: {
    waits: 'Waits for: ',
    follow: 'Remind, extend or give to somebody else',
    taken: 'Claimed by you',
    comments: 'Comments: ',
    note: 'You may read this task and comment on it; whom it waits for does it.',
    take: 'Claim the task to fill in its form: nobody else will then do it at the same time.',
  },
}[language];

// Whoever has chosen no order sees what is due first, not what came last.
if (!/[?&]sorting=/.test(location.hash)) {
  const order = encodeURIComponent(JSON.stringify([{ sortBy: 'dueDate', sortOrder: 'asc' }]));
  const place = location.hash || '#/';
  history.replaceState(history.state, '', `${location.pathname}${location.search}${place}${place.includes('?') ? '&' : '?'}sorting=${order}`);
}

// For whom a task waits stands in the server's answers, and only where that is not the reader.
const waits = new Map();
const taken = new Set();
const comments = new Map();
const cards = new Map();
let filters = [];

function learn(tasks) {
  for (const task of tasks) {
    if (!task || !task.id) continue;
    waits.set(task.id, task.waitsFor || '');
    taken[task.assignee && !task.waitsFor ? 'add' : 'delete'](task.id);
    comments.set(task.id, task.comments || 0);
    fill(task.id);
  }
  dress();
}

/** The lines under a task in the list: who has it, and how many comments there are. */
function fill(id) {
  const card = cards.get(id);
  if (!card) return;
  const lines = [];
  if (waits.get(id)) lines.push(words.waits + waits.get(id));
  if (taken.has(id)) lines.push(words.taken);
  if (comments.get(id)) lines.push(words.comments + comments.get(id));
  card.replaceChildren(
    ...lines.map((text) => {
      const line = document.createElement('p');
      line.className = 'dawra-waits';
      line.textContent = text;
      return line;
    })
  );
}

function openTask() {
  const found = location.hash.match(/[?&]task=([^&]+)/);
  return found ? found[1] : null;
}

const pages = engine.slice(0, engine.indexOf('/camunda/'));

/** One line under the name of the open task: what to do first, or for whom it waits and, for managers, the way to follow it. */
function note(names, text, task) {
  let line = names.querySelector('.dawra-waits');
  if (!text) {
    if (line) line.remove();
    return;
  }
  if (line && line.dataset.said === `${task} ${text}`) return;
  if (!line) {
    line = document.createElement('p');
    line.className = 'dawra-waits';
    names.append(line);
  }
  line.dataset.said = `${task} ${text}`;
  line.textContent = text;
  if (text === words.take) return;
  const way = document.createElement('a');
  way.className = 'dawra-follow';
  way.href = `${pages}/tasks/${task}`;
  way.textContent = words.follow;
  line.append(' ', way);
}

/** The form of a task that waits for others is not shown: its tab is left, and taken up again with a task of one's own. */
let left = false;
function leaveForm(who) {
  const tabs = document.querySelectorAll('.task-card .nav-tabs li');
  if (tabs.length < 2) return;
  if (who && tabs[0].classList.contains('active')) {
    left = true;
    tabs[1].querySelector('a').click();
  } else if (!who && left) {
    left = false;
    if (tabs[1].classList.contains('active')) tabs[0].querySelector('a').click();
  }
}

/** The header of the open task; the vendor would let one type dates and user ids there, which the server refuses. */
function dress() {
  const task = openTask();
  const who = waits.get(task) || '';
  document.documentElement.classList.toggle('dawra-elsewhere', who !== '');
  for (const field of document.querySelectorAll('.task-card [cam-widget-inline-field][tabindex]')) field.removeAttribute('tabindex');
  const names = document.querySelector('.task-card .names');
  if (!names || !waits.has(task)) return;
  const take = document.querySelector('.task-card .claim') ? words.take : '';
  note(names, who ? `${words.waits}${who}. ${words.note}` : take, task);
  leaveForm(who);
}

/** On a phone the task stands below the list: whoever opens one is led there, from a link of another page as well. */
let shown = null;
function leadToTask() {
  if (shown === openTask() || (openTask() && !document.querySelector('.task-card .names'))) return;
  shown = openTask();
  if (!shown || !matchMedia('(max-width: 767px)').matches) return;
  // The page is too short to do so while the form is on its way; whoever has gone on meanwhile is left alone.
  const own = new AbortController();
  for (const deed of ['pointerdown', 'wheel', 'touchmove', 'keydown']) addEventListener(deed, () => own.abort(), { once: true, passive: true });
  const lead = () => own.signal.aborted || document.querySelector('.task-details')?.scrollIntoView();
  for (const wait of [0, 700, 1500, 3000, 6000]) setTimeout(lead, wait);
}

// The framework goes to the top of the page with every tab that is opened: on a phone, away from the task.
const scrollTo = window.scrollTo.bind(window);
window.scrollTo = (...place) => {
  if (place[0] !== 0 || place[1] !== 0) scrollTo(...place);
};

/** Makes a diagram readable that was fitted into a narrow pane: as a hand on the wheel would, around the current step. */
const READABLE = 92;
const brought = new WeakSet();
function bringStep() {
  const step = document.querySelector('.diagram-pane .djs-shape.highlight');
  const drawing = step && step.closest('.djs-container');
  if (!drawing || brought.has(drawing) || !drawing.clientWidth) return;
  brought.add(drawing);
  const turn = (wheel) => {
    const box = step.getBoundingClientRect();
    const place = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 };
    step.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true, deltaMode: 0, ...place, ...wheel }));
    return step.getBoundingClientRect();
  };
  for (let tries = 40; tries && step.getBoundingClientRect().width < READABLE; tries -= 1) turn({ deltaY: -60, ctrlKey: true });
  for (let tries = 3; tries; tries -= 1) {
    const pane = drawing.getBoundingClientRect();
    const box = step.getBoundingClientRect();
    const right = box.x + box.width / 2 - pane.x - pane.width / 2;
    const down = box.y + box.height / 2 - pane.y - pane.height / 2;
    if (Math.abs(right) < 20 && Math.abs(down) < 20) return;
    turn({ deltaX: right, deltaY: down });
  }
}

/** Who has nothing to do is told what is expected next, where the page else asks to choose a task from an empty list. */
let coming = null;
async function lookAhead() {
  const nothing = filters.length > 0 && filters[0].count === 0;
  document.documentElement.classList.toggle('dawra-nothing', nothing);
  if (!nothing) {
    coming = null;
    document.querySelector('.dawra-coming')?.remove();
    return;
  }
  try {
    const answer = await fetch(`${pages}/my-tasks/coming`, { headers: { Accept: 'application/json' } });
    coming = answer.ok ? await answer.json() : null;
  } catch (unreachable) {
    coming = null;
  }
  document.querySelector('.dawra-coming')?.remove();
  document.documentElement.classList.toggle('dawra-nothing', coming !== null);
  showComing();
}

function paragraph(text, className) {
  const made = document.createElement('p');
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

function showComing() {
  const place = document.querySelector('.no-task');
  if (!coming || !place || place.parentElement.querySelector('.dawra-coming')) return;
  const section = document.createElement('section');
  section.className = 'dawra-coming';
  const title = document.createElement('h2');
  title.textContent = coming.title;
  const list = document.createElement('ol');
  for (const task of coming.tasks) {
    const item = document.createElement('li');
    item.append(paragraph(task.name, 'dawra-coming-name'), paragraph(task.when), ...task.now.map((line) => paragraph(line, 'dawra-coming-now')));
    list.append(item);
  }
  section.append(title, paragraph(coming.lead), ...(coming.tasks.length ? [list] : []));
  place.after(section);
}

let asked = false;
new MutationObserver(() => {
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    dress();
    showCounts();
    showComing();
    leadToTask();
    bringStep();
  });
}).observe(document.documentElement, { childList: true, subtree: true });
addEventListener('hashchange', dress);

function showCounts() {
  const items = document.querySelectorAll('.task-filters .item h4 a');
  if (items.length !== filters.length) return;
  items.forEach((item, place) => {
    const count = filters[place].count;
    if (count !== undefined && item.dataset.count !== String(count)) item.dataset.count = count;
  });
}

async function count() {
  await Promise.all(
    filters.map(async (filter) => {
      try {
        filter.count = (await ask('POST', `/filter/${filter.id}/count`, {})).count;
      } catch (refusal) {
        delete filter.count;
      }
    })
  );
  showCounts();
  await lookAhead();
}

/** A list that was read anew and holds another number than was counted: all are counted anew. */
function recount(url, found) {
  const filter = filters.find((one) => url.includes(`/filter/${one.id}/`));
  if (filter && filter.count !== undefined && found !== undefined && filter.count !== found) {
    filter.count = found;
    count();
  }
}

setInterval(() => document.visibilityState === 'visible' && filters.length && count(), 60000);

const open = XMLHttpRequest.prototype.open;
XMLHttpRequest.prototype.open = function (method, url, ...rest) {
  this.addEventListener('load', () => {
    if (this.status >= 300) return;
    if (method === 'GET' && /\/engine\/[^/]+\/filter(\?|$)/.test(url)) {
      filters = JSON.parse(this.responseText).sort((a, b) => (a.properties.priority || 0) - (b.properties.priority || 0));
      count();
    } else if (/\/filter\/[^/]+\/list/.test(url)) {
      const list = JSON.parse(this.responseText);
      learn(list._embedded?.task || []);
      recount(url, list.count);
    } else if (method === 'GET' && /\/task\/[^/?]+(\?|$)/.test(url)) {
      learn([JSON.parse(this.responseText)]);
    } else if (method === 'POST' && /\/task\/[^/]+\/(claim|unclaim|submit-form|complete)$/.test(url)) {
      count();
    }
  });
  return open.call(this, method, url, ...rest);
};

// Cockpit and the pages of waiting tasks are not everybody's: whoever may not open them is shown no way there.
ask('GET', '/authorization/check?permissionName=ACCESS&resourceName=APPLICATION&resourceType=0&resourceId=cockpit').then(
  (told) => document.documentElement.classList.toggle('dawra-may-cockpit', told.authorized === true),
  () => {}
);

export default [
  {
    id: 'dawra-waits',
    pluginPoint: 'tasklist.card',
    priority: 100,
    render: (node, { taskId }) => {
      cards.set(taskId, node);
      fill(taskId);
    },
  },
];
