import type { Expr } from '../../facts/ir.js';
import { join, UNDEFINED, type Value } from '../domain/value.js';
import type { Machine } from './machine.js';

/**
 * The value as a test sees it: code asks whether the platform has a member (`if (window.fetch)`) because not every one that it runs on does,
 * so that neither side is dead.
 */
export function asTested(m: Machine, test: Expr, v: Value): Value {
  const e = test.k === 'chain' ? test.expr : test;
  return e.k === 'member' && v.refs.some((r) => m.obj(r).kind === 'builtin') ? join(v, UNDEFINED) : v;
}
