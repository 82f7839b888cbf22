import { expr, simple } from './expressions.js';
import type { Generator } from './generator.js';
import type { Scope } from './scope.js';
import { sameType, STR, type ClassShape, type Type } from './types.js';

/** Ways to read a value of `wanted` out of `text`, which has type `t`; undefined where there is none. */
export function reach(g: Generator, s: Scope, text: string, t: Type, wanted: Type, d: number, depth = 3): (() => string) | undefined {
  if (sameType(t, wanted)) return () => text;
  if (depth === 0) return undefined;
  const steps = stepsOf(g, s, text, t, d);
  const open = steps.filter(({ to }) => reach(g, s, '', to, wanted, d, depth - 1) !== undefined);
  if (open.length === 0) return undefined;
  return () => {
    const { read, to } = g.choices.pick(open);
    return reach(g, s, read(), to, wanted, d, depth - 1)!();
  };
}

interface ReadStep {
  readonly to: Type;
  readonly read: () => string;
}

function stepsOf(g: Generator, s: Scope, text: string, t: Type, d: number): ReadStep[] {
  const pick = g.choices.pick.bind(g.choices);
  // What can be absent falls back to something clean or simple.
  const or = (read: string, of: Type): string => `(${read} ?? ${simple(g, s, of)})`;
  switch (t.k) {
    case 'arr':
      return [
        { to: t.of, read: () => or(`${text}${pick(['[0]', '[1]', '.at(-1)', '.at(0)', '.find((y) => y)', '.slice(-1)[0]', '.pop()', '.shift()'])}`, t.of) },
        ...(t.of.k === 'str' ? [{ to: STR, read: () => `${text}.${pick(["join('-')", 'toString()', "reduce((y, z) => y + z, '')", "map((y) => y).join('')"])}` }] : []),
      ];
    case 'obj':
      return Object.entries(t.fields).map(([name, to]) => ({ to, read: () => pick([`${text}.${name}`, `${text}.${name}`, `${text}['${name}']`, `Reflect.get(${text}, '${name}')`, `(({ ${name}: y }${g.annotations === 'none' ? '' : ': any'}) => y)(${text})`]) }));
    case 'fn':
      return [{ to: t.ret, read: () => `${text}(${t.params.map((p) => expr(g, s, p, d - 1)).join(', ')})` }];
    case 'map':
      return [{ to: t.of, read: () => or(pick([`${text}.get('k')`, `${text}.get('j')`, `[...${text}.values()][0]`, `[...${text}][0]?.[1]`, `Array.from(${text}.entries()).map(([, y]) => y)[0]`]), t.of) }];
    case 'set':
    case 'iter':
      return [{ to: t.of, read: () => or(`[...${text}][0]`, t.of) }];
    case 'opt':
      return t.of.k === 'obj' ? Object.entries(t.of.fields).map(([name, to]) => ({ to, read: () => or(`${text}?.${name}`, to) })) : [{ to: t.of, read: () => or(text, t.of) }];
    case 'prom':
      return s.async ? [{ to: t.of, read: () => `(await ${text})` }] : [];
    case 'aiter':
      return s.async ? [{ to: t.of, read: () => or(`(await (async () => { const all${g.annotations === 'none' ? '' : ': any[]'} = []; for await (const y of ${text}) all.push(y); return all; })())[0]`, t.of) }] : [];
    case 'inst':
      return instance(g, s, text, t.cls, d);
    default:
      return [];
  }
}

function instance(g: Generator, s: Scope, text: string, c: ClassShape, d: number): ReadStep[] {
  return [
    ...Object.entries({ ...c.fields, ...c.getters }).map(([name, to]) => ({ to, read: () => `${text}.${name}` })),
    ...Object.entries(c.methods).map(([name, m]) => ({ to: m.ret, read: () => `${text}.${name}(${m.params.map((p) => expr(g, s, p, d - 1)).join(', ')})` })),
  ];
}
