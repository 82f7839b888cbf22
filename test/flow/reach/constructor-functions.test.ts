import { it } from 'vitest';
import { expectMarked, filesIn } from './in-slice.js';

const HEAD = "--- a.js\nimport { user } from './data';\nimport { track } from './ads/sink';\nimport util from 'node:util';\n";
const STORE = 'function Store() { this.one = user.phone; this.two = user.city; }\nStore.prototype.first = function () { return this.one; };\nStore.prototype.second = function () { return this.two; };\n';
const BOX = 'function Box(v) { this.v = v; }\nBox.prototype.get = function () { return this.v; };\n';

/** Functions that make objects by `new`, with methods on their prototypes. */
it.each([
  ['what the function puts into the object', `${STORE}export const f = () => track(new Store().one); // flow\nexport const g = () => track(new Store().first()); // flow\nexport const h = () => { track(new Store().two); track(new Store().second()); };\n`],
  ['what the function is given', `${BOX}export const f = () => track(new Box(user.phone).get()); // flow\nexport const g = () => track(new Box(user.city).get());\nconst make = (v) => new Box(v);\nexport const h = () => track(make(user.phone).get()); // flow\n`],
  ['a prototype that is one object', 'function Box(v) { this.v = v; }\nBox.prototype = { get() { return this.v; }, other() { return 1; } };\nexport const f = () => track(new Box(user.phone).get()); // flow\nexport const g = () => track(new Box(user.phone).other());\n'],
  ['util.inherits', `${STORE}function Sub() { Store.call(this); }\nutil.inherits(Sub, Store);\nexport const f = () => track(new Sub().first()); // flow\nexport const g = () => track(new Sub().second());\n`],
  ['Object.create of a prototype', `${BOX.replace('get', 'read')}function Sub(v) { Box.apply(this, arguments); }\nSub.prototype = Object.create(Box.prototype);\nSub.prototype.mine = function () { return this.read(); };\nexport const f = () => track(new Sub(user.phone).mine()); // flow\nexport const g = () => track(new Sub(user.city).mine());\n`],
  ['Object.setPrototypeOf', `${STORE}function Sub() { Store.call(this); }\nObject.setPrototypeOf(Sub.prototype, Store.prototype);\nexport const f = () => track(new Sub().first()); // flow\nexport const g = () => track(new Sub().second());\n`],
])('%s', (_, text) => {
  const files = filesIn(HEAD + text);
  expectMarked(files);
});
