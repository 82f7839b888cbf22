import { Bounds } from '../bounds.js';
import { State } from '../domain/state.js';
import { joinLabels, stepped } from '../domain/taint.js';
import { addLabels, BOTTOM, isBottom, join, onlyRef, UNDEFINED, UNKNOWN, type Ref, type Value } from '../domain/value.js';
import { originContents } from './asked.js';
import { checkArguments, checkPulled, purposesOfCode } from './boundary.js';
import { construct } from './classes.js';
import { callDeclared, canHold } from './declared-calls.js';
import { materialise } from './declared-objects.js';
import { activeCall, addExit, hasReturned, innermostCall, isBranched, throwTarget, type Frame } from './frame.js';
import { runFunction } from './functions.js';
import { noteGuard } from './guards.js';
import { callLibrary } from './library.js';
import type { Machine } from './machine.js';
import type { Args, Closure, Site } from './objects.js';
import { deepLabels } from './deep.js';
import { readExport } from './modules.js';
import { stubbed } from './stubs.js';
import { callUnreadable, type UnreadableCall } from './unreadable.js';
import { invokeRecursive, invokeSuspended } from './recursions.js';

/** Calls any of the functions that the value can be. */
export function callValue(m: Machine, callee: Value, thisValue: Value, args: Args, site: Site, name?: string): Value {
  const isUnread = callee.refs.length === 0;
  const receiver = isUnread ? thisValue : unreadPart(m, thisValue);
  return eachCallee(m, callee, (ref) => callRef(m, ref, callee, thisValue, args, site, name), () => callUnreadable(m, { thisValue: receiver, args, site, isNew: false, ...(isUnread && { labels: callee.labels }), ...(name !== undefined && { name }) }));
}

/** The receiver of code that can't be read, where what else the value is has a method that can: a row that may be another one than the program's. */
function unreadPart(m: Machine, v: Value): Value {
  return v.unknown ? { ...v, refs: v.refs.filter((ref) => m.obj(ref).kind === 'external') } : v;
}

/** Runs each possible callee in a state of its own and joins the outcomes. */
export function eachCallee(m: Machine, callee: Value, call: (ref: Ref) => Value, unreadable: () => Value): Value {
  if (!m.st) return BOTTOM;
  const before = m.st;
  const work: (() => Value)[] = callee.refs.map((ref) => () => call(ref));
  if (callee.unknown || (callee.refs.length === 0 && callee.kinds !== 0)) work.push(unreadable);
  if (work.length === 0) {
    m.frame.implicit = true;
    // Code that always fails here is no code that people keep: the callee is not known as well as it seems. A module that
    // fails while it loads, and is not to, is a part of one: what it lacks stands elsewhere, or further down.
    const isLoading = m.frame.fn.kind === 'module' && m.frame.catches.length === 0;
    if (!isBottom(callee) || isLoading) return unreadable();
    m.raise(UNKNOWN);
    return BOTTOM;
  }
  if (work.length === 1) return work[0]!();
  let after: State | null = null;
  let out = BOTTOM;
  for (const w of work) {
    m.st = before.fork();
    const v = w();
    if (m.st) {
      out = join(out, v);
      after = State.join(after, m.st);
    }
  }
  m.st = after;
  return out;
}

function callRef(m: Machine, ref: Ref, callee: Value, thisValue: Value, args: Args, site: Site, name?: string): Value {
  const o = m.obj(ref);
  switch (o.kind) {
    case 'function':
      return invoke(m, ref, o.closure!, thisValue, args, site, UNDEFINED);
    case 'native':
      return o.native!.call(m, { thisValue, args, site, isNew: false });
    case 'builtin':
    case 'external':
    case 'instance':
      return callLibrary(m, ref, { thisValue, args, site, isNew: false, ...(name !== undefined && { name }) });
    case 'declared':
      return callDeclared(m, ref, { thisValue, args, site, isNew: false });
    case 'namespace':
      // What `require` gives of a module that compilers let stand for its default export.
      return callValue(m, readExport(m, o.file!, 'default', site), thisValue, args, site, name);
    default:
      if (callee.refs.length === 1 && !callee.unknown) {
        m.frame.implicit = true;
        m.raise(UNKNOWN);
      }
      return m.st ? callUnreadable(m, { thisValue, args, site, isNew: false, ...(name !== undefined && { name }) }) : BOTTOM;
  }
}

/** `new callee(...args)` */
export function constructValue(m: Machine, callee: Value, args: Args, site: Site, newTarget?: Value): Value {
  return eachCallee(
    m,
    callee,
    (ref) => {
      const o = m.obj(ref);
      switch (o.kind) {
        case 'function':
        case 'class':
          return construct(m, ref, args, site, newTarget ?? onlyRef(callee, ref));
        case 'native':
          return o.native!.call(m, { thisValue: UNDEFINED, args, site, isNew: true });
        case 'declared':
          return callDeclared(m, ref, { thisValue: UNDEFINED, args, site, isNew: true });
        default:
          return callLibrary(m, ref, { thisValue: UNDEFINED, args, site, isNew: true });
      }
    },
    () => callUnreadable(m, { thisValue: UNDEFINED, args, site, isNew: true }),
  );
}

/** Calls a function of the program. */
export function invoke(m: Machine, ref: Ref, closure: Closure, thisValue: Value, passed: Args, site: Site, newTarget: Value): Value {
  if (!m.st) return BOTTOM;
  const purposes = purposesOfCode(m, closure);
  const args = purposes.length > 0 ? checkArguments(m, closure, purposes, passed, site) : passed;
  const call = { thisValue, args, site, newTarget };
  noteGuard(m, closure, site);
  const stub = stubbed(m, closure, site);
  if (!stub) return enter(m, ref, closure, call);
  const given = (): Value => checkPulled(m, stub.value, closure, site);
  return stub.throws ? m.branch(given, () => enter(m, ref, closure, call)) : given();
}

/** Runs the code of a call, or tells what it gives where it is not run. */
function enter(m: Machine, ref: Ref, closure: Closure, { thisValue, args, site, newTarget }: Followed): Value {
  if (!m.st) return BOTTOM;
  const key = `${closure.facts.file}|${closure.index}`;
  if (m.depth >= Bounds.callDepth || m.calls >= m.callBound) {
    m.limit('bound', m.depth >= Bounds.callDepth ? `calls nested deeper than ${Bounds.callDepth} are not followed past here` : `more than ${m.callBound} calls from one entry point: not followed past here`, site);
    const call = { thisValue, args, site, isNew: false, name: closure.fn.name };
    return m.isSparing ? leaveOut(m, closure, call) : callUnreadable(m, call);
  }
  if (!m.relevance || !skippable(m, closure, { thisValue, args, site, newTarget })) return follow(m, ref, closure, key, { thisValue, args, site, newTarget });
  const over = (): Value => passOver(m, closure, { thisValue, args, site, isNew: false, name: closure.fn.name });
  if (!m.relevance.gives(closure.fn)) return over();
  const before = m.st.fork();
  const v = follow(m, ref, closure, key, { thisValue, args, site, newTarget });
  const { ret } = closure.fn;
  if (!ret || ret.k === 'prim' || (m.st && !isHollow(m, v) && !m.setting.declared.mentions({ file: closure.facts.file, type: ret }))) return v;
  // Of a large program not all has run that fills what the function reads: it can give what it is declared to give, too.
  const after = m.st;
  m.st = before;
  const declared = over();
  m.st = State.join(after, m.st);
  return join(v, declared);
}

/** Collections without elements, or null. */
function isHollow(m: Machine, v: Value): boolean {
  return (v.refs.length > 0 || v.consts.length > 0) && v.kinds === 0 && !v.unknown && v.consts.every((c) => c === undefined || c === null) && v.refs.every((r) => {
    const { kind } = m.obj(r);
    const content = m.content(r);
    if (kind === 'promise') return content.props.size > 0 && [...content.props.values()].every((s) => isHollow(m, s.v));
    return (kind === 'array' || kind === 'map' || kind === 'set') && content.props.size === 0 && isBottom(content.rest);
  });
}

interface Followed {
  readonly thisValue: Value;
  readonly args: Args;
  readonly site: Site;
  readonly newTarget: Value;
}

/** Runs the function's body, in the context of the call. */
function follow(m: Machine, ref: Ref, closure: Closure, key: string, { thisValue, args, site, newTarget }: Followed): Value {
  const outer = m.active;
  const known = innermostCall(outer, closure.fn);
  const isBelowBranch = known !== undefined && isBranched(outer!, known, m.uncertain);
  m.active = activeCall(outer, closure.fn, m.uncertain);
  m.calls++;
  m.depth++;
  try {
    // A recursion that a branch decides ends by itself; one that none decides is joined at once.
    if (!known || known.count < (isBelowBranch ? 1 : Bounds.recursion)) {
      const exit = runFunction(m, { ref, closure, thisValue, args, site, newTarget, ctx: m.frame.ctx.child(`${site.file}:${site.s}:${site.e}`) });
      return finish(m, exit, closure, site);
    }
    if (hasReturned(outer, known)) return invokeSuspended(m, ref, key, closure, { st: m.st!, thisValue, args }, site, newTarget);
    return invokeRecursive(m, ref, key, closure, thisValue, args, site, newTarget);
  } finally {
    m.depth--;
    m.active = outer;
  }
}

/** No label goes into the call by its arguments or receiver, and no code of another purpose. */
function skippable(m: Machine, closure: Closure, { thisValue, args, site, newTarget }: Followed): boolean {
  if (newTarget.refs.length > 0 || closure.fn.kind === 'ctor' || closure.fn.kind === 'field' || closure.fn.kind === 'static') return false;
  if (purposesOfCode(m, closure).length > 0 || m.frame.caller === null) return false;
  return args.list.every((a) => deepLabels(m, a.v, site).length === 0) && (!args.rest || deepLabels(m, args.rest.v, site).length === 0) && thisValue.labels.length === 0;
}

/** The call has nothing to do with a label: its result is what its declaration says, its callbacks run perhaps. */
function passOver(m: Machine, closure: Closure, call: UnreadableCall): Value {
  const { fn, facts } = closure;
  for (const a of call.args.list) settleBy(m, a.v, call.site);
  if (!fn.ret) return callUnreadable(m, { ...call, isClear: true });
  for (const a of call.args.list) handOut(m, a.v, 0);
  m.frame.implicit = true;
  return m.st ? materialise(m, { file: facts.file, type: fn.ret }, call.site, 'the call gives') : BOTTOM;
}

/**
 * Of a large program, a call past the bound on calls: its result has the labels of the arguments, not of what they
 * hold. Who is given a user reads some of it mostly, and not what is labelled.
 */
function leaveOut(m: Machine, closure: Closure, call: UnreadableCall): Value {
  const { fn, facts } = closure;
  const { args, thisValue, site } = call;
  const out = passOver(m, closure, call);
  const labels = [...args.list, ...(args.rest ? [args.rest] : [])].reduce((all, a) => joinLabels(all, a.v.labels), thisValue.labels);
  if (labels.length === 0 || !m.st || (fn.ret && !canHold(m, { file: facts.file, type: fn.ret }))) return out;
  return addLabels(out, stepped(labels, site.file, site.s, site.e, `through ${fn.name}()`));
}

/** What settles a promise, given to code that is not followed, can be called there. */
function settleBy(m: Machine, v: Value, site: Site): void {
  for (const ref of v.refs) {
    const { native } = m.obj(ref);
    if (native?.name !== 'resolve' && native?.name !== 'reject') continue;
    m.branch(() => native.call(m, { thisValue: UNDEFINED, args: plainArgs(site, UNKNOWN), site, isNew: false }), () => UNDEFINED);
  }
}

/** Functions among the values are called some time, by code that is not followed. */
function handOut(m: Machine, v: Value, depth: number): void {
  for (const ref of v.refs) {
    const { kind } = m.obj(ref);
    if (kind === 'function') m.handedOut.add(ref);
    else if ((kind === 'object' || kind === 'array') && depth < 2) for (const s of m.content(ref).props.values()) handOut(m, s.v, depth + 1);
  }
}

function finish(m: Machine, done: { frame: Frame; value: Value }, closure: Closure, site: Site): Value {
  const { frame, value } = done;
  const caller = m.frame;
  if (frame.implicit) {
    caller.implicit = true;
    m.mayRaise(UNKNOWN);
  }
  addExit(throwTarget(caller), frame.thrown.st, frame.thrown.v);
  if (m.relevance && m.st && (deepLabels(m, value, site, 'elements').length > 0 || (!m.relevance.isWhole && originContents(m, value, site).length > 0))) m.relevance.add(closure.fn.name);
  return m.st ? checkPulled(m, value, closure, site) : BOTTOM;
}

/** The i-th argument; undefined's constant where the call has none. */
export function argument(args: Args, i: number): Value {
  const a = args.list[i];
  if (a) return a.v;
  return args.rest ? join(args.rest.v, UNDEFINED) : UNDEFINED;
}

/** All arguments from the i-th on, joined. */
export function argumentsFrom(args: Args, i: number): Value {
  let out = BOTTOM;
  for (const a of args.list.slice(i)) out = join(out, a.v);
  return args.rest ? join(out, args.rest.v) : out;
}

export function plainArgs(site: Site, ...values: Value[]): Args {
  return { list: values.map((v) => ({ v, s: site.s, e: site.e })) };
}
