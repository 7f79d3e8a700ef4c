import { app, locales } from '../../dawra-webapps.js';

// A task's history and description stay empty here: the engine keeps no trail that could be shown, and our models explain
// the task in its form. What people write to each other has a tab of its own (scripts/dawra/comments.js).
document
  .querySelector('base')
  .setAttribute('cam-exclude-plugins', 'tasklist.task.detail:task-detail-history,tasklist.task.detail:task-detail-description,tasklist.task.action:task-action-comment');

export default {
  app,
  locales,
  customScripts: ['scripts/dawra/forms', 'scripts/dawra/tasks', 'scripts/dawra/comments'],
};
