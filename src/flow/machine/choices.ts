import type { Expr } from '../../facts/ir.js';

type Call = Extract<Expr, { k: 'call' }>;
type Choice = Extract<Expr, { k: 'cond' }>;

const choices = new WeakMap<Call, Choice | null>();

/** `(test ? a : b).push(x)` as `test ? a.push(x) : b.push(x)`, so that what the test tells holds for the arguments too. */
export function callOfChoice(e: Call): Choice | undefined {
  let known = choices.get(e);
  if (known === undefined) choices.set(e, (known = made(e) ?? null));
  return known ?? undefined;
}

function made(e: Call): Choice | undefined {
  const { callee } = e;
  if (callee.k !== 'member') return undefined;
  let of = callee.obj;
  while (of.k === 'cast') of = of.expr;
  if (of.k !== 'cond') return undefined;
  const on = (obj: Expr): Call => ({ ...e, callee: { ...callee, obj } });
  return { ...of, yes: on(of.yes), no: on(of.no) };
}
