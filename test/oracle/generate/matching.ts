import { expr } from './expressions.js';
import type { Generator } from './generator.js';
import type { Scope } from './scope.js';
import { STR } from './types.js';

/** A text that is no constant and has no label. */
const OTHER = "createHash('sha256').update('a').digest('hex')";

/**
 * Looks a text up among others and hands what is found to a sink. A comment says which variables it was compared with: the key,
 * then what it was looked up in.
 */
export function matchStatement(g: Generator, s: Scope): string {
  const [key, list, hit] = [g.name('key'), g.name('list'), g.name('hit')];
  const any = g.annotations === 'none' ? '' : ': any';
  const record = (k: string): string => `{ k: ${k}, id: '${g.choices.pick(['q', 'r'])}' }`;
  const { n, host } = g.sink(['file', 'purpose', 'package', 'method', 'instance']);
  const call = (v: string): string => `sink${n}${host === 'method' || host === 'instance' ? '.send' : ''}(${v} /*${hit} matched by: ${key}, ${list}*/);`;
  const records = (ways: readonly string[]): string => `const ${list}${any} = [${record(OTHER)}, ${record(expr(g, s, STR, 1))}];\nconst ${hit} = ${g.choices.pick(ways)};`;
  const texts = (ways: readonly string[]): string => `const ${list}${any} = [${OTHER}, ${expr(g, s, STR, 1)}];\nconst ${hit} = ${g.choices.pick(ways)};`;
  const found = g.choices.pick([
    () => records([`${list}.find((y${any}) => y.k === ${key})`, `${list}.filter((y${any}) => y.k === ${key})`, `${list}.some((y${any}) => y.k === ${key})`, `${list}.find((y${any}) => ${key} === y.k)?.id`, `${list}.filter((y${any}) => y.k === ${key}).map((y${any}) => y.id)`, `${list}[0].k === ${key}`]),
    () => texts([`${list}.includes(${key})`, `new Set(${list}).has(${key})`, `new Map(${list}.map((y${any}) => [y, 'id'])).get(${key})`, `new Map(${list}.map((y${any}) => [y, 'id'])).has(${key})`, `${list}[0] == ${key} || ${list}[1] === ${key}`]),
  ])();
  return `const ${key}${any} = ${expr(g, s, STR, 2)};\n${found}\n${call(g.choices.pick([hit, hit, `[${hit}]`, `{ hit: ${hit} }`]))}`;
}
