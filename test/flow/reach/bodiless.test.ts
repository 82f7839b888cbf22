import { it } from 'vitest';
import { expectMarked, filesIn } from './in-slice.js';

/** What a module of a forbidden purpose declares without a body is a boundary like any other, in slices too. */
it.each([
  ['a global function', "--- ads/globals.d.ts\ndeclare function beacon(x: unknown): void;\n--- a.ts\nimport { user } from './data.js';\nbeacon(user.city);\nbeacon(user.phone); // flow\n"],
  ['a global that a module adds', "--- ads/globals.d.ts\nexport {};\ndeclare global { var pixel: { send(x: unknown): void } }\n--- a.ts\nimport { user } from './data.js';\npixel.send(user.phone); // flow\n"],
  ['a global namespace', "--- ads/globals.d.ts\ndeclare namespace FB { function track(x: unknown): void; namespace Event { function log(x: unknown): void } }\n--- a.ts\nimport { user } from './data.js';\nFB.track(user.phone); // flow\nFB.Event.log(user.phone); // flow\nFB.Event.log(user.city);\n"],
  ['a global namespace that gives labels', "--- store.d.ts\ndeclare namespace Store { function phone(): import('./data').TwoFactorPhone; function city(): string }\n--- a.ts\nimport { track } from './ads/sink.js';\ntrack(Store.phone()); // flow\ntrack(Store.city());\n"],
  ['a declaration file beside what is built', "--- ads/sdk.d.ts\nexport declare function send(x: unknown): void;\n--- a.js\nimport { send } from './ads/sdk';\nimport { user } from './data.js';\nsend(user.phone); // flow\n"],
])('%s', (_, text) => {
  const files = filesIn(text);
  expectMarked(files);
});
