/** Programs that once were wrong, shrunk: what they import stands in {@link HEADER}. Each is run, and must be reported as it runs. */
export const REGRESSIONS: Readonly<Record<string, string>> = {
  'a test of an imported value does not end the code behind it': `if (typeof tagged === 'string') sink0(aliased.v);
if (tagged) sink1(tagged);`,
  'a container stored where anything can be stored': `sink2.last = account;`,
  'a container in an attribute that takes anything': `<Sink3 x={account} />;`,
  'for-in over a text': `for (const i in 'a' as any) sink0(tagged);`,
  'a copy of an object from outside holds what the object does': `sink0({ ...account });
sink1(structuredClone(account));`,
  'a copy by way of JSON keeps its fields apart': `const copy = JSON.parse(JSON.stringify({ a: tagged, b: 'b' }));
sink0(copy.a);
sink1(copy.b);
sink4.send(JSON.stringify({ a: tagged, b: 'b' }));`,
  'an object from outside as a text': `sink0(\`\${account as any}\`);`,
  'fill and sort': `const list = [tagged, 'a'];
list.sort();
sink0(list[1]);
list.fill('b');
sink1(list[0]);`,
  'private members of one name in two classes': `class Base { #h: string; m = ''; constructor(x: string) { this.#h = x; } show() { this.m = this.#h; sink0(this); } }
class Derived extends Base { #h = 'a'; constructor() { super(returned()); } own() { sink1(this.#h); } }
new Derived().show();
new Derived().own();`,
  'an array inside itself as a text': `const list: any[] = [tagged];
list.push(list);
sink0(\`\${list as any}\`);`,
  'what is declared is one value, wherever it is read': `function change() { account.city = aliased.v; }
function read() { sink0(account.city); }
change();
read();`,
  'another element is not overwritten': `elements[0].v = '';
sink0(elements[1].v);`,
  'a labelled member that is deleted': `delete (account as any).secret;
sink0({ ...account });`,
  'a listener that listens once': `const bus = new EventEmitter();
bus.once('e', (x) => { sink0(x); });
bus.emit('e', 'a');
bus.emit('e', tagged);
bus.on('f', (x) => { sink1(x); });
bus.removeAllListeners('f');
bus.emit('f', tagged);`,
  'a copy of a proxy, and a proxy as a text': `const proxy = new Proxy({ f: tagged, g: 'b' }, { get(o: any, k: any, r: any) { return Reflect.get(o, k, r); } });
sink0({ ...proxy }.f);
sink1({ ...proxy }.g);
sink2.last = JSON.stringify(proxy);
sink4.send(Object.values(proxy)[1]);`,
  'code that moves a value between places that are not its own': `class Kept { h = hand('', returned()); }
function hand(_a: string, p: any) { sink0((() => p)()); }
new Kept();
sink1(tagged);
function pass() { sink2.last = aliased.v; }
pass();`,
  'a function called by call, apply, Reflect and bind': `const give = (_a: any, p: any) => p;
sink0(give.call('', '', brand()));
sink1(give.apply('', ['', tagged]));
sink2.last = Reflect.apply(give, '', ['', returned()]);
sink4.send(give.bind('', '')(aliased.v));`,
  'a function that hands on a function, and arguments that no parameter takes': `function later() { return () => tagged; }
function use() { sink0(later()()); }
use();
sink1((function (): any { return arguments; } as any)(brand()));`,
  'a module that is read first in one branch, or while something may have been thrown': `if (flip(1)) sink1(''); else sink1(tagged);
try { flip(1); } finally { sink4.send(''); }
sink0(brand());`,
  'a recursion that only the end of the stack ends': `const again: any = () => again();
try { again(); } catch { sink0(tagged); }
sink1(aliased.v);`,
  'a promise whose function has nothing to do with a label': `(async () => { for await (const _i of [new Promise((resolve) => resolve(''))]) sink0(tagged); })();`,
};

export const HEADER = `import { aliased, brand, account, returned, tagged, elements, flip } from './data.js';
import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { sink0 } from './ads/sink0.js';
import { sink1 } from './ads/sink1.js';
import { sink2 } from './ads/sink2.js';
import { Sink3 } from './ads/sink3.js';
import { sink4 } from './ads/sink4.js';
`;
