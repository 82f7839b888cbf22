import { expr } from './expressions.js';
import type { Generator } from './generator.js';
import type { Scope } from './scope.js';
import { STR } from './types.js';

/** Sinks of one program. */
export const MOST = 8;

/** Hands a value to a new sink, in one of the ways that its host has. */
export function sinkCall(g: Generator, s: Scope): string {
  if (g.sinks.length >= MOST) return ';';
  const known = s.all().filter((v) => !['iter', 'aiter'].includes(v.type.k));
  const v = known.length > 0 && g.choices.chance(45) ? g.choices.pick(known).name : expr(g, s, STR, 3);
  const { n, host } = g.sink();
  switch (host) {
    case 'method':
    case 'instance':
      return `sink${n}.send(${v});`;
    case 'property':
      return `sink${n}.last = ${v};`;
    case 'component':
      return `<Sink${n} x={${v}} />;`;
    default:
      return `sink${n}(${v});`;
  }
}
