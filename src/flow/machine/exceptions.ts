import type { Stmt } from '../../facts/ir.js';
import { State } from '../domain/state.js';
import { addExit, noExit, throwTarget, type Exit } from './frame.js';
import type { Machine } from './machine.js';
import { bind } from './patterns.js';
import { execBlock, innerScope } from './statements.js';

export function tryStatement(m: Machine, s: Extract<Stmt, { k: 'try' }>): void {
  const frame = m.frame;
  const guardedBlock = (): void => {
    if (!s.handler) return execBlock(m, s.block);
    const { env } = frame;
    const caught = guarded(m, () => execBlock(m, s.block));
    if (!caught.st) return;
    const normal: State | null = m.st;
    frame.env = innerScope(m, s.handler.scope, env);
    m.st = caught.st;
    if (s.param) bind(m, s.param, caught.v, 'declare');
    execBlock(m, s.handler);
    frame.env = env;
    m.st = State.join(normal, m.st);
  };
  const { finalizer } = s;
  if (finalizer) withFinally(m, guardedBlock, () => execBlock(m, finalizer));
  else guardedBlock();
}

/** Runs `body`; what it throws comes back instead of leaving. */
function guarded(m: Machine, body: () => void): Exit {
  const thrown = noExit();
  m.frame.catches.push(thrown);
  body();
  m.frame.catches.pop();
  return thrown;
}

/** Runs `last` on every way out of `body`; each goes on where it went. */
export function withFinally(m: Machine, body: () => void, last: () => void): void {
  const frame = m.frame;
  const { ret, jumps, env } = frame;
  frame.ret = noExit();
  frame.jumps = jumps.map((t) => ({ ...t, broken: null, continued: null }));
  const thrown = guarded(m, body);
  const inner = { ret: frame.ret, jumps: frame.jumps };
  frame.ret = ret;
  frame.jumps = jumps;
  const normal = m.st;
  const through = (st: State | null): State | null => {
    frame.env = env;
    m.st = st;
    if (st) last();
    return m.st;
  };
  addExit(frame.ret, through(inner.ret.st), inner.ret.v);
  addExit(throwTarget(frame), through(thrown.st), thrown.v);
  jumps.forEach((t, i) => {
    t.broken = State.join(t.broken, through(inner.jumps[i]!.broken));
    t.continued = State.join(t.continued, through(inner.jumps[i]!.continued));
  });
  m.st = through(normal);
}
