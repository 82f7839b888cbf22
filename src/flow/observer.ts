import type { Binding, Expr, FunctionFacts, Span } from '../facts/ir.js';
import { isInternal, type Content } from './domain/content.js';
import { makeTaint, step, type Labels, type Taint } from './domain/taint.js';
import type { Value } from './domain/value.js';
import type { Machine } from './machine/machine.js';
import type { TypeRef } from '../types/shape.js';

/** How deep objects are looked into, and how many of their properties: enough to say that a label is inside. */
const DEPTH = 3;
const PROPERTIES = 64;

/** What was seen at one expression, or at one variable where it is written. */
export interface Seen extends Span {
  /** Absent: a variable. */
  readonly expr?: Expr;
  /** That the code there serves. */
  readonly purposes: readonly string[];
  /** By key of the taint and way inside. */
  readonly taints: Map<string, { readonly taint: Taint; readonly inside?: string }>;
}

/** Notes the labels at each expression and variable of one file while the machine runs it. It changes nothing of the run. */
export class Observer {
  readonly #seen = new Map<string, Seen>();
  /** The expression whose evaluation is under way, and is not to be taken again. */
  #own: Expr | undefined;
  /** Functions that ran, of any file. */
  readonly functions = new Set<FunctionFacts>();

  constructor(readonly file: string) {}

  get seen(): Iterable<Seen> {
    return this.#seen.values();
  }

  /** The expression is to be evaluated by {@link evaluate}: a function around each evaluation would cost all runs time. */
  takes(e: Expr): boolean {
    if (this.#own !== e) return true;
    this.#own = undefined;
    return false;
  }

  evaluate(m: Machine, e: Expr, evaluate: (m: Machine, e: Expr) => Value): Value {
    this.#own = e;
    const v = evaluate(m, e);
    this.expression(m, e, v);
    return v;
  }

  expression(m: Machine, e: Expr, v: Value): void {
    if (m.frame.facts.file === this.file) this.#note(m, { s: e.s, e: e.e, expr: e }, v);
  }

  variable(m: Machine, file: string, b: Binding, v: Value): void {
    if (file === this.file) this.#note(m, { s: b.s, e: b.e }, v);
  }

  #note(m: Machine, at: Span & { readonly expr?: Expr }, v: Value): void {
    const key = `${at.s}|${at.e}|${at.expr?.k ?? ''}`;
    let seen = this.#seen.get(key);
    if (!seen) this.#seen.set(key, (seen = { ...at, purposes: m.frame.purposes, taints: new Map() }));
    const add = (labels: Labels, inside: string): void => {
      for (const taint of labels) {
        const id = `${taint.key}|${inside === '' ? '' : 'inside'}`;
        const old = seen.taints.get(id);
        if (!old || taint.step.depth < old.taint.step.depth) seen.taints.set(id, inside === '' ? { taint } : { taint, inside });
      }
    };
    add(v.labels, '');
    lookInto(m, v, '', new Set(), add);
  }
}

/** Labels inside the value's objects. The state is only looked at: to read a member would make it. */
function lookInto(m: Machine, v: Value, path: string, seen: Set<number>, add: (labels: Labels, inside: string) => void): void {
  const depth = path.split(/[.[]/).length;
  for (const ref of v.refs) {
    if (seen.has(ref)) continue;
    seen.add(ref);
    const o = m.obj(ref);
    if (o.kind === 'function' || o.kind === 'class' || o.kind === 'native' || o.kind === 'builtin' || o.kind === 'namespace') continue;
    const c = m.st?.get(ref) as Content | undefined;
    if (c) {
      add(c.inside, `${path}[…]`);
      const held = [...c.props].filter(([name]) => !isInternal(name) || name === '!value').slice(0, PROPERTIES);
      const inner = held.map(([name, s]): [string, Value] => [name === '!value' ? `${path}[…]` : `${path}.${name}`, s.v]);
      for (const [at, value] of [...inner, [`${path}[…]`, c.rest] as const]) {
        add(value.labels, at);
        if (depth < DEPTH) lookInto(m, value, at, seen, add);
      }
    }
    const { shape } = o;
    if (shape?.k !== 'object' && shape?.k !== 'class') continue;
    for (const { name, labels, type, file, s, e, owner } of shape.members()) {
      if (c?.props.has(name)) continue;
      for (const label of [...labels, ...declared(m, type)]) add([makeTaint(label, step(null, file, s, e, `\`${owner}.${name}\` is ${label}`, true))], `${path}.${name}`);
    }
  }
}

function declared(m: Machine, type: TypeRef | undefined): readonly string[] {
  return type && m.setting.declared.mentions(type) ? m.setting.declared.shape(type).labels : [];
}
