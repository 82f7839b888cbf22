import { it } from 'vitest';
import { expectMarked, filesIn } from './in-slice.js';

const A = "--- a.ts\nimport { user } from './data.js';\nimport { track } from './ads/sink.js';\n";
const CJS = "const express = require('express');\nconst { user } = require('./data');\nconst { track } = require('./ads/sink');\n";

it.each([
  ['a rejection that reactions pass on', `${A}export const f = () => new Promise((_, reject) => { reject(new Error(user.phone)); }).then(() => 'x').finally(() => {}).catch((e) => { track(e); }); // flow\nexport const g = () => new Promise((_, reject) => { reject(new Error(user.city)); }).then(() => 'x').catch((e) => { track(e); });\nexport const h = () => Promise.resolve(user.phone).then(() => 'x').catch((e) => { track(e); });\n`],
  ['what a reaction throws', `${A}export const f = () => Promise.resolve('').then(() => { throw new Error(user.phone); }).then(() => 'x').catch((e) => { track(e); }); // flow\nexport const g = () => Promise.resolve('').then(() => { throw new Error(user.city); }).catch((e) => { track(e); });\n`],
  ['a handler of what is rejected beside one of what is fulfilled', `${A}export const f = () => Promise.reject(user).then(() => 'x').then(() => 'y', (e) => { track(e.phone); }); // flow\n`],
  ['what a pattern matched last', `${A}export const f = () => { if (/(\\d+)/.test(user.phone)) track(RegExp.$1); }; // flow\nexport const g = () => { user.phone.match(/(\\d+)/);\n  track(RegExp.lastMatch); }; // flow\nexport const h = () => { user.city.match(/(\\d+)/);\n  track(RegExp.$1); };\n`],
  ['a module that is loaded where it is wanted', `--- store.ts\nimport { user } from './data.js';\nexport default { phone: user.phone, city: user.city };\nexport const load = () => user;\n${A}export const f = () => import('./store.js').then((m) => { track(m.load().phone); }); // flow\nexport const g = () => import('./store.js').then(({ default: d }) => {\n  track(d.phone); // flow\n  track(d.city); });\n`],
  ['a default export that compilers reach into', `--- store.js\nimport { user } from './data';\nexport default { phone: user.phone, city: user.city };\n--- a.js\nconst store = require('./store');\nconst { track } = require('./ads/sink');\ntrack(store.phone); // flow\ntrack(store.city);\n`],
  ['several servers, each with its own middleware', `--- a.js\n${CJS}function one() {\n  const app = express();\n  app.use((req, res, next) => { req.phone = user.phone; next(); });\n  app.get('/x', (req, res) => { track(req.phone); }); // flow\n}\nclass Two {\n  constructor(app) { this.app = app; this.before(); this.after(); }\n  before() { this.app.use((req, res, next) => { req.phone = user.phone; next(); }); }\n  after() { this.app.get('/y', (req, res) => { track(req.phone); track(req.city); }); } // flow\n}\nnew Two(express());\n--- b.js\n${CJS}class Three {\n  constructor() { this.app = express(); this.app.use((req, res, next) => { req.phone = user.city; next(); }); this.after(); }\n  after() { this.app.get('/z', (req, res) => { track(req.phone); }); }\n}\nnew Three();\n`],
])('%s', (_, text) => {
  const files = filesIn(text);
  expectMarked(files);
});
