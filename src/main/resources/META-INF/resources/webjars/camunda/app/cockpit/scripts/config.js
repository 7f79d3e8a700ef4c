import { app, locales } from '../../dawra-webapps.js';

export default { app, locales, customScripts: ['scripts/dawra/progress'] };
