import { it } from 'vitest';
import { expectMarked, filesIn } from './in-slice.js';

/** A parameter's type says that it is labelled in other ways than by the label's name. */
it.each([
  ['a default of a type parameter', 'type Box<T = TwoFactorPhone> = { v: T };\ninterface Pair<A = TwoFactorPhone, B = string> { a: A; b: B }\nexport const f = (x: Box): void => track(x.v); // flow\nexport const g = (x: Box<string>): void => track(x.v);\nexport const h = (x: Pair): void => { track(x.a); // flow\n  track(x.b); };\nexport const i = (x: Pair<string>): void => track(x.a);\n'],
  ['what a type parameter extends', 'export const f = <T extends TwoFactorPhone>(x: T): void => track(x); // flow\nexport function g<T extends User>(x: T): void { track(x.phone); // flow\n  track(x.city); }\nexport const h = <T extends TwoFactorPhone>(xs: T[]): void => xs.forEach((x) => track(x)); // flow\nexport const i = <T extends string>(x: T): void => track(x);\n'],
  ['by itself', 'interface Ordered<T extends Ordered<T> = any> { compare(other: T): number; phone: TwoFactorPhone; city: string }\nexport function f<T extends Ordered<T>>(x: T): void { track(x.phone); // flow\n  track(x.city); }\ntype Json<T = { [k: string]: Json }> = T | string;\nexport const g = (x: Json): void => track(x);\n'],
  ['what a function gives or takes', 'const load = (): TwoFactorPhone => user.phone;\nconst take = (x: TwoFactorPhone, y: string): number => x.length + y.length;\nasync function later(): Promise<TwoFactorPhone> { return user.phone; }\nexport const f = (x: ReturnType<typeof load>): void => track(x); // flow\nexport const g = (x: Parameters<typeof take>[0]): void => track(x); // flow\nexport const h = (x: Awaited<ReturnType<typeof later>>): void => track(x); // flow\nexport const i = (x: Parameters<typeof take>[1]): void => track(x);\nexport const j = (x: ReturnType<typeof take>): void => track(x);\n'],
])('%s', (_, text) => {
  const files = filesIn(`--- a.ts\nimport { user, type TwoFactorPhone, type User } from './data.js'; import { track } from './ads/sink.js';\n${text}`);
  expectMarked(files);
});
