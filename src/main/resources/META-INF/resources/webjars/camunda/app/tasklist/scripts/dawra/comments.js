// The comments of a task: a tab in which one reads and writes. Our server keeps them, not the engine.
import { ask } from './rest.js';

const language = document.documentElement.lang;
const words = {
  ar: {
    tab: 'التعليقات',
    none: 'لا توجد تعليقات على هذه المهمة بعد.',
    label: 'تعليق جديد',
    help: 'يقرؤه كل من يحق له الاطلاع على المهمة. لا تكتبوا أسماء المستفيدين ولا أرقام هواتفهم.',
    send: 'إرسال',
    erase: 'حذف',
    eraseAll: 'حذف تعليق',
    sure: 'هل تريدون حذف هذا التعليق؟ لا يمكن استرجاعه.',
    failed: 'تعذر ذلك. قد تكون المهمة أُنجزت أو انتقلت إلى غيركم. حدّثوا الصفحة.',
    loading: 'جار التحميل…',
  },
  fr: {
    tab: 'Commentaires',
    none: 'Aucun commentaire sur cette tâche pour l’instant.',
    label: 'Nouveau commentaire',
    help: 'Toutes les personnes qui peuvent lire la tâche le liront. N’écrivez ni le nom ni le téléphone de bénéficiaires.',
    send: 'Envoyer',
    erase: 'Effacer',
    eraseAll: 'Effacer le commentaire',
    sure: 'Effacer ce commentaire ? Il ne pourra pas être récupéré.',
    failed: 'Cela n’a pas réussi. La tâche est peut-être terminée ou confiée à quelqu’un d’autre. Rechargez la page.',
    loading: 'Chargement…',
  },
  en: {
    tab: 'Comments',
    none: 'No comments on this task yet.',
    label: 'New comment',
    help: 'Everybody who may read the task will read it. Do not write names or telephone numbers of beneficiaries.',
    send: 'Send',
    erase: 'Erase',
    eraseAll: 'Erase the comment',
    sure: 'Erase this comment? It cannot be brought back.',
    failed: 'That did not work. The task may be done or somebody else’s by now. Reload the page.',
    loading: 'Loading…',
  },
}[language];
const LONGEST = 2000;
const written = new Intl.DateTimeFormat(language === 'en' ? 'en' : `${language}-MA`, { dateStyle: 'long', timeStyle: 'short' });

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** What is not yet sent survives a look at another tab. */
const unsent = new Map();

function pane(taskId) {
  const list = element('ol', { class: 'dawra-comments-list', 'aria-live': 'polite' });
  const none = element('p', { class: 'dawra-comments-none' }, words.loading);
  const error = element('p', { class: 'dawra-error', id: 'dawra-comment-error', role: 'alert' });
  const text = element('textarea', {
    id: 'dawra-comment',
    class: 'form-control',
    dir: 'auto',
    rows: '3',
    maxlength: String(LONGEST),
    'aria-describedby': 'dawra-comment-help dawra-comment-error',
  });
  const send = element('button', { type: 'submit', class: 'btn btn-primary' }, words.send);
  const form = element(
    'form',
    { class: 'dawra-comment-form', novalidate: '' },
    element('label', { for: 'dawra-comment' }, words.label),
    element('p', { class: 'dawra-help', id: 'dawra-comment-help' }, words.help),
    text,
    error,
    send
  );
  text.value = unsent.get(taskId) || '';
  text.addEventListener('input', () => unsent.set(taskId, text.value));

  const refuse = (refusal) => {
    error.textContent = refusal.findings?.map((finding) => finding.message).join(' ') || words.failed;
    text.setAttribute('aria-invalid', 'true');
  };

  const shown = (comment) => {
    const who = element(
      'p',
      { class: 'dawra-comment-who' },
      element('bdi', {}, comment.author),
      ' · ',
      element('time', { datetime: comment.time }, written.format(new Date(comment.time.replace(/(\d\d)(\d\d)$/, '$1:$2'))))
    );
    if (comment.mayErase) {
      const erase = element('button', { type: 'button', class: 'btn-link', 'aria-label': `${words.eraseAll}: ${comment.author}` }, words.erase);
      erase.addEventListener('click', async () => {
        if (!window.confirm(words.sure)) return;
        try {
          await ask('DELETE', `/task/${taskId}/comment/${comment.id}`);
          await load();
        } catch (refusal) {
          refuse(refusal);
        }
      });
      who.append(' ', erase);
    }
    return element('li', {}, who, element('p', { class: 'dawra-comment-text', dir: 'auto' }, comment.message));
  };

  const load = async () => {
    try {
      const comments = await ask('GET', `/task/${taskId}/comment`);
      list.replaceChildren(...comments.map(shown));
      none.textContent = comments.length ? '' : words.none;
    } catch (refusal) {
      none.textContent = words.failed;
    }
  };

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    error.textContent = '';
    text.removeAttribute('aria-invalid');
    send.disabled = true;
    try {
      await ask('POST', `/task/${taskId}/comment/create`, { message: text.value });
      text.value = '';
      unsent.delete(taskId);
      await load();
    } catch (refusal) {
      refuse(refusal);
      text.focus();
    } finally {
      send.disabled = false;
    }
  });
  load();
  return element('section', { class: 'dawra-comments' }, none, list, form);
}

export default [
  {
    id: 'dawra-comments',
    pluginPoint: 'tasklist.task.detail',
    priority: 800,
    label: words.tab,
    render: (node, { taskId }) => node.replaceChildren(pane(taskId)),
  },
];
