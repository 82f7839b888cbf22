import type { Block, Stmt } from '../../facts/ir.js';
import { EMPTY, slot, withSlot } from '../domain/content.js';
import { State } from '../domain/state.js';
import { reference, truth, UNDEFINED, type Value } from '../domain/value.js';
import { compare } from './operators.js';
import { evaluate, evaluateUse } from './expressions.js';
import { addExit, noExit, throwTarget, type Exit, type Frame, type JumpTarget } from './frame.js';
import { hoist, runBody } from './functions.js';
import { doWhileLoop, forIn, forLoop, forOf, whileLoop } from './loops.js';
import type { Machine } from './machine.js';
import { bind } from './patterns.js';
import { refine } from './refine.js';
import { getProperty, setProperty } from './properties.js';
import { cjsModule } from './modules.js';
import { callValue } from './calls.js';
import { conformDeclaration } from './declared.js';

/** Runs a block's statements. `own`: the block is a function's body, whose scope is the frame's. */
export function execBlock(m: Machine, b: Block, own = false): void {
  if (!m.st) return;
  const outer = m.frame.env;
  if (!own) {
    m.frame.env = innerScope(m, b.scope, outer);
    hoist(m, b);
  }
  const disposables: Stmt[] = [];
  for (const s of b.body) {
    if (!m.st) break;
    exec(m, s);
    if (s.k === 'decl' && (s.kind === 'using' || s.kind === 'awaitusing')) disposables.unshift(s);
  }
  for (const d of disposables) dispose(m, d);
  m.frame.env = outer;
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

function dispose(m: Machine, s: Stmt): void {
  if (s.k !== 'decl' || s.target.k !== 'pvar' || !m.st) return;
  const v = m.readVar(m.frame.env, s.target.v);
  for (const name of ['@@dispose', '@@asyncDispose']) {
    const f = getProperty(m, v, name, m.site(s));
    if (f.refs.length > 0) callValue(m, f, v, { list: [] }, m.site(s));
  }
}

export function exec(m: Machine, s: Stmt, labels: readonly string[] = []): void {
  if (!m.st) return;
  switch (s.k) {
    case 'expr':
      evaluate(m, s.expr);
      return;
    case 'decl': {
      if (!s.init && s.kind === 'var') return;
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
  const t = truth(evaluate(m, s.test));
  if (!m.st) return;
  const yes = (): Value => {
    refine(m, s.test, true);
    exec(m, s.yes);
    return UNDEFINED;
  };
  const no = (): Value => {
    refine(m, s.test, false);
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
        const t = truth(compare(m, '===', disc, evaluate(m, c.test)));
        const st: State | null = m.st;
        entering = t.yes ? (st?.fork() ?? null) : null;
        open = t.no ? st : null;
      }
      entries.push(entering);
    }
    for (const [i, c] of s.cases.entries()) {
      const entering: State | null = c.test ? entries[i]! : open;
      m.st = State.join(entering, falling);
      for (const x of c.body) exec(m, x);
      falling = m.st;
    }
    m.st = s.cases.some((c) => !c.test) ? falling : State.join(falling, open);
  });
  m.frame.env = outer;
}

function tryStatement(m: Machine, s: Extract<Stmt, { k: 'try' }>): void {
  const frame = m.frame;
  const outer = { ret: frame.ret, jumps: frame.jumps.map((t) => ({ ...t })) };
  if (s.finalizer) {
    frame.ret = noExit();
    for (const t of frame.jumps) t.broken = t.continued = null;
  }
  const env = frame.env;
  let thrown = guarded(m, () => execBlock(m, s.block));
  if (s.handler && thrown.st) {
    const normal: State | null = m.st;
    const caught = thrown;
    thrown = guarded(m, () => {
      frame.env = innerScope(m, s.handler!.scope, env);
      m.st = caught.st;
      if (s.param) bind(m, s.param, caught.v, 'declare');
      execBlock(m, s.handler!);
    });
    frame.env = env;
    m.st = State.join(normal, m.st);
  } else if (s.handler) thrown = noExit();
  if (s.finalizer) finalise(m, s.finalizer, thrown, outer);
  else addExit(throwTarget(frame), thrown.st, thrown.v);
}

/** Runs `body`; what it throws comes back instead of leaving. */
function guarded(m: Machine, body: () => void): Exit {
  const thrown = noExit();
  m.frame.catches.push(thrown);
  body();
  m.frame.catches.pop();
  return thrown;
}

/** Runs the finalizer on every way out of the `try`; each goes on where it went. */
function finalise(m: Machine, b: Block, thrown: Exit, outer: { ret: Exit; jumps: JumpTarget[] }): void {
  const frame = m.frame;
  const inner = { ret: frame.ret, jumps: frame.jumps.map((t) => ({ ...t })), normal: m.st };
  frame.ret = outer.ret;
  frame.jumps.forEach((t, i) => {
    t.broken = outer.jumps[i]!.broken;
    t.continued = outer.jumps[i]!.continued;
  });
  const through = (st: State | null): State | null => {
    m.st = st;
    if (st) execBlock(m, b);
    return m.st;
  };
  addExit(frame.ret, through(inner.ret.st), inner.ret.v);
  addExit(throwTarget(frame), through(thrown.st), thrown.v);
  frame.jumps.forEach((t, i) => {
    t.broken = State.join(t.broken, through(inner.jumps[i]!.broken));
    t.continued = State.join(t.continued, through(inner.jumps[i]!.continued));
  });
  m.st = through(inner.normal);
}

function namespace(m: Machine, s: Extract<Stmt, { k: 'namespace' }>): void {
  const old = m.readVar(m.frame.env, s.v);
  const ref = old.refs[0] ?? m.alloc('object', m.site(s), EMPTY, {}, 'namespace');
  m.writeVar(m.frame.env, s.v, reference(ref));
  const outer = m.frame;
  const fn = outer.facts.functions[s.f]!;
  const closure = { facts: outer.facts, index: s.f, fn, env: outer.env };
  const frame: Frame = { ...outer, fn, closure, env: outer.env, ret: noExit(), catches: [], jumps: [], chains: [], thrown: noExit() };
  m.frame = frame;
  runBody(m, frame, { ref, closure, thisValue: UNDEFINED, args: { list: [] }, site: m.site(s), newTarget: UNDEFINED, ctx: frame.ctx });
  const inner = frame.env;
  m.frame = outer;
  addExit(throwTarget(outer), frame.thrown.st, frame.thrown.v);
  let content = m.content(ref);
  for (const x of s.exports) content = withSlot(content, x.name, slot(m.readVar(inner, x.v)));
  if (m.st) m.setContent(ref, content);
}

