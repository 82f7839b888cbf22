import { it } from 'vitest';
import { expectMarked, filesIn } from './in-slice.js';

const STORE = "--- store.ts\nimport type { TwoFactorPhone, User } from './data.js';\nexport declare function phoneOf(id?: number): TwoFactorPhone;\nexport declare function cityOf(id?: number): string;\nexport declare function userOf(id?: number): User;\nexport declare const api: { phone(): TwoFactorPhone; city(): string };\n/** @data TwoFactorPhone */\nexport declare function tagged(): any;\n";

/** What code that can't be read gives is found where it is called by another name, and where it is handed over to be called. */
it.each([
  ['an import under another name', "import { phoneOf as p, cityOf as c } from './store.js';\nexport const f = () => track(p()); // flow\nexport const g = () => track(c());\n"],
  ['a constant', "import { phoneOf, cityOf } from './store.js';\nconst p = phoneOf;\nconst c = cityOf;\nexport const f = () => track(p()); // flow\nexport const g = () => track(c());\n"],
  ['a namespace', "import * as store from './store.js';\nexport const f = () => track(store.tagged()); // flow\nexport const g = () => { const { phoneOf: p, cityOf: c } = store;\n  track(p()); // flow\n  track(c()); };\n"],
  ['a dynamic import', "export const f = async () => { const { phoneOf: p, cityOf: c } = await import('./store.js');\n  track(p()); // flow\n  track(c()); };\n"],
  ['a callback', "import { phoneOf, cityOf } from './store.js';\nexport const f = () => track([1, 2].map(phoneOf)); // flow\nexport const g = () => track([1, 2].map(cityOf));\n"],
  ['a function of the program that calls it', "import { phoneOf, cityOf } from './store.js';\nconst run = <T>(get: () => T): T => get();\nexport const f = () => track(run(phoneOf)); // flow\nexport const g = () => track(run(cityOf));\n"],
  ['a record', "import { userOf } from './store.js';\nconst get = userOf;\nexport const f = () => track(get(1).phone); // flow\nexport const g = () => track(get(1).city);\n"],
  ['a field', "import { phoneOf, cityOf } from './store.js';\nclass Reader { constructor(readonly get: typeof phoneOf, readonly other: typeof cityOf) {}\n  run() {\n    track(this.get()); // flow\n    track(this.other()); } }\nnew Reader(phoneOf, cityOf).run();\n"],
  ['bind, call and apply', "import { phoneOf, cityOf } from './store.js';\nexport const f = () => track(phoneOf.bind(null, 1)()); // flow\nexport const g = () => track(phoneOf.call(null, 1)); // flow\nexport const h = () => track(Reflect.apply(phoneOf, null, [1])); // flow\nexport const i = () => track(cityOf.call(null, 1));\n"],
  ['a method', "import { api } from './store.js';\nconst { phone: p, city: c } = api;\nexport const f = () => track(p()); // flow\nexport const g = () => track(c());\n"],
])('%s', (_, text) => {
  const files = filesIn(`${STORE}--- a.ts\nimport { track } from './ads/sink.js';\n${text}`);
  expectMarked(files);
});
