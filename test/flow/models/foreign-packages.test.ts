import { it } from 'vitest';
import { expectMarked, filesIn } from '../reach/in-slice.js';

const MODULES = [{ purpose: 'ad-targeting', files: ['ads/**'], packages: ['pixel', '@sentry/node'] }];

/** What a package of a forbidden purpose gives to callbacks is its own: labels that are put into it enter the package. */
it.each([
  ['a scope', 'pixel.configure((scope) => { scope.setUser(user.phone); // flow\n  scope.setCity(user.city); });\n'],
  ['a scope that is written to', 'pixel.configure((scope) => { scope.tel = user.phone; // flow\n  scope.user.tel = user.phone; // flow\n  scope.city = user.city; });\n'],
  ['methods of options', "pixel.start({ onError(e) { e.setUser(user.phone); // flow\n  e.setCity(user.city); }, hooks: { async before(event) { event.user = { tel: user.phone }; // flow\n  return event; } } });\n"],
  ['what a session gives', "const session = pixel.open();\nsession.on('page', (page) => page.send(user.phone)); // flow\nsession.load().then((x) => x.send(user.phone)); // flow\nsession.on('page', (page) => page.send(user.city));\n"],
  ['a method that is handed over', 'class Reporter { constructor() { pixel.configure(this.fill); pixel.configure((s) => this.more(s)); }\n  fill(scope) { scope.set(user.phone); } // flow\n  more(scope) { scope.set(user.phone); // flow\n    scope.set(user.city); } }\nnew Reporter();\n'],
  ['a package that a model knows', "withScope((scope) => { scope.setUser(user.phone); // flow\n  scope.setUser(user.city); });\nexport const load = () => startSpan({ name: 'load' }, async (span) => { span.setAttribute('tel', user.phone); // flow\n  return user; });\n"],
  ['other data in the callback', 'const rows = [];\npixel.each((x) => { rows.push(user.phone); console.log(x, user.phone); x.set(rows.length); });\n'],
  ['another package', 'other.configure((scope) => { scope.setUser(user.phone); scope.tel = user.phone; });\n'],
])('%s', (_, text) => {
  const files = filesIn(`--- a.js\nimport { user } from './data.js';\nimport * as pixel from 'pixel';\nimport * as other from 'other';\nimport { startSpan, withScope } from '@sentry/node';\n${text}`);
  expectMarked(files, { modules: MODULES });
});

/** Globals of declaration files: labelled ones, and those of a forbidden purpose, by the global object too. */
it.each([
  ['a labelled text', "--- g.d.ts\ndeclare const tel: import('./data').TwoFactorPhone; declare const town: string;\n/** @data TwoFactorPhone */ declare const tagged: any;\n--- a.js\npixel.send({ a: [tel] }); // flow\npixel.send(window.tel); // flow\npixel.send(tagged); // flow\npixel.send(town);\n"],
  ['a record that has a label', "--- g.d.ts\ndeclare const owner: import('./data').User; declare const place: { city: string };\n--- a.js\npixel.send(owner); // flow\npixel.send(place);\n"],
  ['a boundary', "--- ads/g.d.ts\ndeclare const layer: { push(x: any): void };\ndeclare function tag(...x: any[]): void;\n--- g.d.ts\ndeclare const rows: { push(x: any): void };\n--- a.js\nwindow.layer.push({ tel: user.phone }); // flow\nwindow.layer.push({ city: user.city });\nglobalThis.tag('tel', user.phone); // flow\nwindow.rows.push(user.phone);\n"],
])('%s', (_, text) => {
  const files = filesIn(text.replace('--- a.js\n', "--- a.js\nimport * as pixel from 'pixel'; import { user } from './data.js';\n"));
  expectMarked(files, { modules: MODULES });
});
