import { it } from 'vitest';
import { expectMarked, filesIn } from './reach/in-slice.js';

/** Members that the program declares of objects of the platform. */
it.each([
  ['of the window', "--- g.d.ts\ndeclare global { interface Window { ownTel: import('./data.js').TwoFactorPhone; town: string; owner: import('./data.js').User } }\nexport {};\n--- a.ts\ntrack(window.ownTel); // flow\ntrack(globalThis.window.ownTel); // flow\ntrack(window.town);\nconst { ownTel, town } = window;\ntrack(ownTel); // flow\ntrack(town);\ntrack(window.owner.phone); // flow\ntrack(window.owner.city);\nexport const later = (w: Window): void => track(w.ownTel); // flow\n"],
  ['of the environment', "--- a.ts\ndeclare global { namespace NodeJS { interface ProcessEnv { TEL: import('./data.js').TwoFactorPhone; TOWN: string } } }\ntrack(process.env.TEL); // flow\ntrack(process.env.TOWN);\ntrack(process.env.OTHER);\n"],
  ['of others', "--- a.ts\ndeclare global { interface Navigator { tel: import('./data.js').TwoFactorPhone; town: string } }\ntrack(navigator.tel); // flow\ntrack(navigator.town);\ntrack(navigator.language);\n"],
  ['which have models: they are as these say', "--- a.ts\ndeclare global { interface Window { localStorage: { getItem(name: string): string } } }\nexport function put(): void { window.localStorage.setItem('tel', user.phone); }\nput();\ntrack(window.localStorage.getItem('tel')); // flow\ntrack(window.localStorage.getItem('town'));\n"],
])('%s', (_, text) => {
  const files = filesIn(text.replace('--- a.ts\n', "--- a.ts\nimport { user } from './data.js'; import { track } from './ads/sink.js';\n"));
  expectMarked(files);
});
