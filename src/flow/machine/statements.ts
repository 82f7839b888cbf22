import type { Block, Expr, Stmt } from '../../facts/ir.js';
import { State } from '../domain/state.js';
import { NO_LABELS } from '../domain/taint.js';
import { addLabels, reference, truth, UNDEFINED, type Value } from '../domain/value.js';
import { compare, matchLabels } from './operators.js';
import { evaluate, evaluateUse } from './expressions.js';
import { enumObject } from './literals.js';
import { addExit, type Frame, type JumpTarget } from './frame.js';
import { hoist } from './functions.js';
import { sendReturned } from './model/sends.js';
import { doWhileLoop, forIn, forLoop, forOf, whileLoop } from './loops.js';
import type { Machine } from './machine.js';
import { bind } from './patterns.js';
import { refine } from './refine.js';
import { noteAnswer } from './selected.js';
import { getProperty } from './properties.js';
import { setProperty } from './property-writes.js';
import { cjsModule } from './modules.js';
import { awaited } from './async.js';
import { callValue } from './calls.js';
import { conformDeclaration } from './declared.js';
import { namespace } from './namespaces.js';
import { withFinally, tryStatement } from './exceptions.js';
import { asTested } from './tested.js';

/** Runs a block's statements. `own`: the block is a function's body, whose scope is the frame's. */
export function execBlock(m: Machine, b: Block, own = false): void {
  if (!m.st) return;
  const outer = m.frame.env;
  if (!own) {
    m.frame.env = innerScope(m, b.scope, outer);
    hoist(m, b);
  }
  execFrom(m, b.body, 0);
  m.frame.env = outer;
}

function execFrom(m: Machine, list: readonly Stmt[], from: number): void {
  for (let i = from; i < list.length && m.st; i++) {
    const s = list[i]!;
    exec(m, s);
    if (isUsing(s) && m.st) return withFinally(m, () => execFrom(m, list, i + 1), () => dispose(m, s));
  }
}

export function isUsing(s: Stmt): s is Extract<Stmt, { k: 'decl' }> {
  return s.k === 'decl' && (s.kind === 'using' || s.kind === 'awaitusing');
}

/** New variables for the captured bindings of a block or an iteration. */
export function innerScope(m: Machine, scope: readonly number[], outer: Frame['env']): Frame['env'] {
  if (scope.length === 0) return outer;
  const env = m.env(m.frame.facts.file, `b${scope.join(',')}`, outer);
  for (const v of scope) {
    const at = m.declare(env, v);
    if (!env.several) m.st?.set(at, UNDEFINED);
  }
  return env;
}

/** How what a `using` declaration holds is disposed of. */
export function disposer(m: Machine, s: Extract<Stmt, { k: 'decl' }>): { readonly f: Value; readonly self: Value } | undefined {
  if (s.target.k !== 'pvar' || !m.st) return undefined;
  const self = m.readVar(m.frame.env, s.target.v);
  for (const name of s.kind === 'awaitusing' ? ['@@asyncDispose', '@@dispose'] : ['@@dispose']) {
    const f = getProperty(m, self, name, m.site(s));
    if (f.refs.length > 0) return { f, self };
  }
  return undefined;
}

function dispose(m: Machine, s: Extract<Stmt, { k: 'decl' }>): void {
  const d = disposer(m, s);
  if (!d) return;
  const v = callValue(m, d.f, d.self, { list: [] }, m.site(s));
  if (s.kind === 'awaitusing') awaited(m, v, m.site(s));
}

export function exec(m: Machine, s: Stmt, labels: readonly string[] = []): void {
  if (!m.st) return;
  switch (s.k) {
    case 'expr':
      evaluate(m, s.expr);
      return;
    case 'decl': {
      if (!s.init && s.kind === 'var') return;
      if (s.init?.k === 'enum') return declareEnum(m, s, s.init);
      const v = s.init ? evaluateUse(m, s.init) : UNDEFINED;
      if (m.st) bind(m, s.target, s.type ? conformDeclaration(m, s.type, v, s) : v, 'declare');
      return;
    }
    case 'block':
      if (labels.length > 0) withJump(m, 'label', labels, () => execBlock(m, s.block));
      else execBlock(m, s.block);
      return;
    case 'if':
      if (labels.length > 0) withJump(m, 'label', labels, () => exec(m, s));
      else conditionalStatement(m, s);
      return;
    case 'for':
      return forLoop(m, s, labels);
    case 'forin':
      return forIn(m, s, labels);
    case 'forof':
      return forOf(m, s, labels);
    case 'while':
      return whileLoop(m, s, labels);
    case 'dowhile':
      return doWhileLoop(m, s, labels);
    case 'return': {
      const v = s.arg ? evaluateUse(m, s.arg) : UNDEFINED;
      if (s.arg) sendReturned(m, v, s.arg);
      addExit(m.frame.ret, m.st, v);
      m.st = null;
      return;
    }
    case 'throw': {
      const v = evaluateUse(m, s.arg);
      if (m.st) m.raise(v);
      return;
    }
    case 'break':
    case 'continue':
      jump(m, s.k, s.label);
      return;
    case 'labeled':
      exec(m, s.body, [...labels, s.label]);
      return;
    case 'switch':
      switchStatement(m, s, labels);
      return;
    case 'try':
      if (labels.length > 0) withJump(m, 'label', labels, () => tryStatement(m, s));
      else tryStatement(m, s);
      return;
    case 'namespace':
      namespace(m, s);
      return;
    case 'exportdefault': {
      const v = evaluateUse(m, s.expr);
      const at = m.frame.facts.defaultBinding;
      if (at !== undefined) m.writeVar(m.frame.env, at, v);
      return;
    }
    case 'exportassign': {
      const v = evaluateUse(m, s.expr);
      if (m.st) setProperty(m, cjsModule(m, m.frame.facts.file), 'exports', v, m.site(s));
    }
  }
}

/** Members of an enum can refer to it, and a further declaration adds to it. */
function declareEnum(m: Machine, s: Extract<Stmt, { k: 'decl' }>, init: Extract<Expr, { k: 'enum' }>): void {
  if (s.target.k !== 'pvar') return;
  const ref = m.readVar(m.frame.env, s.target.v).refs.find((r) => m.obj(r).kind === 'object') ?? m.alloc('object', m.site(init));
  bind(m, s.target, reference(ref), 'declare');
  enumObject(m, init, ref);
}

/** Runs `body` as a target of `break` and `continue`; afterwards the broken-off states go on. */
export function withJump(m: Machine, kind: JumpTarget['kind'], labels: readonly string[], body: (t: JumpTarget) => void): void {
  const target: JumpTarget = { kind, labels, broken: null, continued: null };
  m.frame.jumps.push(target);
  body(target);
  m.frame.jumps.pop();
  m.st = State.join(m.st, target.broken);
}

function jump(m: Machine, kind: 'break' | 'continue', label: string | undefined): void {
  for (let i = m.frame.jumps.length - 1; i >= 0; i--) {
    const t = m.frame.jumps[i]!;
    const fits = label !== undefined ? t.labels.includes(label) : kind === 'continue' ? t.kind === 'loop' : t.kind !== 'label';
    if (!fits) continue;
    if (kind === 'break') t.broken = State.join(t.broken, m.st);
    else t.continued = State.join(t.continued, m.st);
    break;
  }
  m.st = null;
}

function conditionalStatement(m: Machine, s: Extract<Stmt, { k: 'if' }>): void {
  const answer = asTested(m, s.test, evaluate(m, s.test));
  const t = truth(answer);
  if (!m.st) return;
  const yes = (): Value => {
    refine(m, s.test, true, answer.labels);
    exec(m, s.yes);
    return UNDEFINED;
  };
  const no = (): Value => {
    refine(m, s.test, false, answer.labels);
    if (s.no) exec(m, s.no);
    return UNDEFINED;
  };
  if (!t.no) yes();
  else if (!t.yes) no();
  else m.branch(yes, no);
}

function switchStatement(m: Machine, s: Extract<Stmt, { k: 'switch' }>, labels: readonly string[]): void {
  const disc = evaluate(m, s.disc);
  if (!m.st) return;
  const outer = m.frame.env;
  withJump(m, 'switch', labels, () => {
    m.frame.env = innerScope(m, s.block.scope, outer);
    hoist(m, s.block);
    // `open`: states still looking for their case. `falling`: states that run on from the case before.
    let open: State | null = m.st;
    let falling: State | null = null;
    const entries: (State | null)[] = [];
    for (const c of s.cases) {
      let entering: State | null = null;
      if (c.test && open) {
        m.st = open;
        [entering, open] = byCase(m, s.disc, c.test, disc, evaluate(m, c.test));
      }
      entries.push(entering);
    }
    for (const [i, c] of s.cases.entries()) {
      const entering: State | null = c.test ? entries[i]! : open;
      m.st = State.join(entering, falling);
      execFrom(m, c.body, 0);
      falling = m.st;
    }
    m.st = s.cases.some((c) => !c.test) ? falling : State.join(falling, open);
  });
  m.frame.env = outer;
}

/** The states in which a case is taken, and in which it is passed over. `value` and `wanted`: of the switch and of the case. */
export function byCase(m: Machine, disc: Expr, test: Expr, value: Value, wanted: Value): readonly [State | null, State | null] {
  if (!m.st) return [null, null];
  const isTest = disc.k === 'const' && disc.value === true;
  const comparison: Expr = isTest ? test : { k: 'binary', op: '===', l: disc, r: test, s: test.s, e: test.e };
  const answer = compare(m, '===', value, wanted);
  const { yes, no } = truth(answer);
  const labels = isTest ? NO_LABELS : matchLabels(value, wanted, m.site(test));
  if (labels.length > 0) noteAnswer(m, comparison, addLabels(answer, labels));
  const before = m.st;
  const after = (outcome: boolean): State | null => {
    m.st = (outcome ? yes : no) ? (before?.fork() ?? null) : null;
    refine(m, comparison, outcome);
    return m.st;
  };
  return [after(true), after(false)];
}
