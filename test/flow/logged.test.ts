import { it } from 'vitest';
import { expectMarked, filesIn } from './reach/in-slice.js';

/** What a module of a purpose logs it has used whole. */
it.each([
  ['typed', "--- ads/log.ts\nimport type { User } from '../data.js';\nexport function log(u: User): void { console.log('user', u); }\nexport function city(u: User): void { console.log(u.city); }\nexport function size(u: User[]): void { console.log(u.length); }\n--- a.ts\nimport { user } from './data.js';\nimport { city, log, size } from './ads/log.js';\nlog(user); // flow\ncity(user);\nsize([user]);\n"],
  ['plain JavaScript', "--- ads/log.js\nmodule.exports = function (o) { console.info(o); };\nmodule.exports.city = (o) => { console.info(o.city); };\n--- a.js\nconst { user } = require('./data');\nconst log = require('./ads/log');\nlog({ key: user.phone }); // flow\nlog({ key: user.city });\nlog.city({ ...user });\n"],
  ['by import()', "--- ads/log.js\nmodule.exports = function (o) { console.log(o); };\nmodule.exports.named = (o) => { console.log(o); };\n--- a.js\nconst { user } = require('./data');\nimport('./ads/log.js').then((m) => m.default(user.phone)); // flow\nimport('./ads/log.js').then((m) => m.named(user.phone)); // flow\nimport('./ads/log.js').then(({ default: log }) => log(user.city));\n(async () => { const { default: log } = await import('./ads/log.js'); log(user.phone); })(); // flow\n"],
])('%s', (_, text) => {
  const files = filesIn(text);
  expectMarked(files);
});
