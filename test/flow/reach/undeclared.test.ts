import { it } from 'vitest';
import { expectMarked, filesIn } from './in-slice.js';

/** Globals of a page's other scripts, which nothing declares, keep what the program puts into them. */
it.each([
  ['a property', 'export function f() { page.tel = user.phone; page.city = user.city;\n  track(page.tel); // flow\n  track(page); // flow\n  track(page.city); track(other.tel); }\n'],
  ['a property that is written anew', 'export function f() { page.tel = user.phone; page.tel = user.city; track(page.tel); }\n'],
  ['a property some levels below, read elsewhere', 'export function put() { app.state.user = { tel: user.phone, city: user.city }; }\nexport function send() {\n  track(app.state.user.tel); // flow\n  track(app.state.user.city); track(app.other.user); }\n'],
  ['under computed names', 'export function f(i, j) { rows.all[i] = user.phone; rows.names[i] = user.city;\n  track(rows.all[j]); // flow\n  track(rows.names[j]); }\n'],
  ['a list and an object that the program puts under such a name', "export function f() { kept = []; other = [];\n  [user.phone].forEach((x) => { kept.push(x); other.push(x.length); });\n  track(kept[0]); // flow\n  track(other[0]); }\n"],
  ['functions', "export function f() { log(user.phone); $.ajax({ data: user.phone }); track(log('a')); track($.get('b')); track($.name);\n  track(wrap(user.phone)); // flow\n}\n"],
])('%s', (_, text) => {
  const files = filesIn(`--- a.js\nimport { user } from './data.js';\nimport { track } from './ads/sink.js';\n${text}`);
  expectMarked(files);
});
