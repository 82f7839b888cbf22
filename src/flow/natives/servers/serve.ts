import { Bounds } from '../../bounds.js';
import { EMPTY, slot } from '../../domain/content.js';
import { State } from '../../domain/state.js';
import { assume, BOTTOM, isBottom, join, reference, truth, UNDEFINED, type Ref, type Value } from '../../domain/value.js';
import { settled, whenKnown } from '../../machine/async.js';
import { callValue } from '../../machine/calls.js';
import { noExit } from '../../machine/frame.js';
import type { Machine } from '../../machine/machine.js';
import { restrict } from '../../machine/model/answering.js';
import { instanceOf } from '../../machine/model/results.js';
import type { Native } from '../../machine/native.js';
import type { Site } from '../../machine/objects.js';
import { setProperty } from '../../machine/property-writes.js';
import { arg } from '../support.js';
import type { Endpoint, Handler } from './routers.js';

/** How a framework calls what is registered with it. */
export interface Framework {
  /** Types of the objects that a request's handlers share, in the order in which they are passed. */
  readonly shared: readonly string[];
  /** A property of one of them that holds what handlers leave for each other. */
  readonly store?: { readonly of: number; readonly name: string };
  /** The property of each of them that holds the application. */
  readonly root?: string;
  /** Handlers get a function that calls the next; `nested`: it gives what the next returned, and what that throws comes back through it. */
  readonly next: 'after' | 'nested' | 'none';
  /** What a route's handler gives is sent. */
  readonly answers?: true;
  /** Handlers are called as methods of the application. */
  readonly binds?: true;
  /** Told of what a handler of the last kind gives back, or what was sent otherwise, when a request has passed. */
  readonly sends?: { readonly by: number; readonly hear: (m: Machine, root: Ref, path: string | undefined, sent: Value) => void };
  /** A function with this many parameters is called only with what another threw. */
  readonly errorArity?: number;
}

/** One request on its way. */
interface Request {
  readonly framework: Framework;
  readonly endpoint: Endpoint;
  readonly objects: readonly Value[];
  readonly root: Ref;
  ran: number;
  sent: Value;
}

/** Has a request of its own pass through the handlers of a route. */
export function serve(m: Machine, framework: Framework, endpoint: Endpoint, root: Ref): void {
  const last = endpoint.handlers.findLast((h) => h.kind === 'route') ?? endpoint.handlers.at(-1)!;
  for (const ref of last.v.refs) {
    if (m.obj(ref).kind !== 'function') continue;
    const known = m.served.get(ref) ?? new Map<string, () => void>();
    m.served.set(ref, known.set(`${root}|${endpoint.key}`, () => request(m, framework, endpoint, root)));
    m.handedOut.add(ref);
  }
  request(m, framework, endpoint, root);
}

function request(m: Machine, framework: Framework, endpoint: Endpoint, root: Ref): void {
  m.branch(
    () => {
      m.within(`request ${endpoint.key}`, false, () => {
        const at = endpoint.handlers[0]!.site;
        const { sends } = endpoint.handlers.findLast((h) => h.kind === 'route') ?? {};
        const objects = framework.shared.map((type, i) => shared(m, type, framework.store?.of === i ? framework.store.name : undefined, at, String(i)));
        if (sends) for (const o of objects) restrict(m, o, sends);
        if (framework.root !== undefined) for (const o of objects) setProperty(m, o, framework.root, reference(root), at);
        const sent: Request = { framework, endpoint, objects, root, ran: 0, sent: BOTTOM };
        if (framework.next === 'nested' && endpoint.handlers.some((h) => h.kind === 'error')) guarded(m, sent, at);
        else pass(m, sent, 0, BOTTOM);
      });
      return UNDEFINED;
    },
    () => UNDEFINED,
  );
}

/** What no handler caught is given to those for errors. */
function guarded(m: Machine, request: Request, site: Site): void {
  const fail = (e: Value): void => {
    for (const [i, h] of request.endpoint.handlers.entries()) if (h.kind === 'error' && m.st) call(m, request, h, i, [e, ...request.objects]);
  };
  const thrown = noExit();
  m.frame.catches.push(thrown);
  const result = pass(m, request, 0, BOTTOM);
  m.frame.catches.pop();
  if (m.st) whenKnown(m, result, site, `errors|${request.endpoint.key}`, () => undefined, fail);
  if (!thrown.st) return;
  const normal: State | null = m.st;
  m.st = thrown.st;
  fail(thrown.v);
  m.st = State.join(normal, m.st);
}

function shared(m: Machine, type: string, store: string | undefined, site: Site, tag: string): Value {
  const v = instanceOf(m, type, site, `shared${tag}`);
  if (store === undefined) return v;
  const held = reference(m.alloc('object', site, EMPTY, {}, store));
  for (const r of v.refs) m.setSlot(r, store, slot(held));
  return v;
}

/** Calls the handlers from the k-th on; `error`: what was thrown or given to `next`, for those that take it. */
function pass(m: Machine, request: Request, k: number, error: Value): Value {
  const { handlers } = request.endpoint;
  const at = handlers.findIndex((h, i) => i >= k && takesErrors(m, request, h) === !isBottom(error));
  if (at < 0 || !m.st) return UNDEFINED;
  if (request.ran++ >= Bounds.requestHandlers) {
    m.limit('bound', `a request that more than ${Bounds.requestHandlers} handlers take is not followed further`, handlers[at]!.site);
    return UNDEFINED;
  }
  return request.framework.next === 'nested' ? nested(m, request, at) : inTurn(m, request, at, error);
}

function takesErrors(m: Machine, { framework }: Request, h: Handler): boolean {
  if (h.kind === 'error') return true;
  return framework.errorArity !== undefined && h.kind === 'use' && h.v.refs.length > 0 && h.v.refs.every((r) => m.obj(r).closure?.fn.params.length === framework.errorArity);
}

/** The handler gets the next one as a function. */
function nested(m: Machine, request: Request, at: number): Value {
  const h = request.endpoint.handlers[at]!;
  const next: Native = (mm, c) => {
    const thrown = noExit();
    mm.frame.catches.push(thrown);
    const v = pass(mm, request, at + 1, BOTTOM);
    mm.frame.catches.pop();
    return settled(mm, v, thrown, c.site);
  };
  const result = call(m, request, h, at, [...request.objects, native(m, h.site, next, at)]);
  return isReadable(m, h) ? result : join(result, pass(m, request, at + 1, BOTTOM));
}

/** The handler says by calling `next`, or without one by ending, that the next one is to be called when it has returned. */
function inTurn(m: Machine, request: Request, at: number, error: Value): Value {
  const { framework, endpoint } = request;
  const h = endpoint.handlers[at]!;
  const onward = { plain: false, error: BOTTOM, returned: false };
  const goOn = (plain: boolean, e: Value): void => {
    const raise = (): Value => pass(m, request, at + 1, e);
    const proceed = (): Value => pass(m, request, at + 1, BOTTOM);
    if (plain && !isBottom(e)) m.branch(raise, proceed);
    else if (plain) proceed();
    else if (!isBottom(e)) raise();
  };
  const next: Native = (_mm, c) => {
    const given = arg(c, 0);
    const { yes, no } = truth(given);
    const e = yes ? assume(given, true) : BOTTOM;
    if (onward.returned) goOn(no, e);
    onward.plain ||= no;
    onward.error = join(onward.error, e);
    return UNDEFINED;
  };
  const args = [...(isBottom(error) ? [] : [error]), ...request.objects, ...(h.kind === 'sent' ? [sentBy(m, request)] : []), ...(framework.next === 'none' ? [] : [native(m, h.site, next, at)])];
  const thrown = noExit();
  m.frame.catches.push(thrown);
  const result = call(m, request, h, at, args);
  m.frame.catches.pop();
  onward.returned = true;
  if (m.st) {
    const ends = framework.next === 'none' || !isReadable(m, h);
    whenKnown(m, result, h.site, `handler${at}|${endpoint.key}`, (v) => (framework.next === 'none' ? (send(m, request, h, v), goOn(true, BOTTOM)) : undefined), (e) => goOn(false, e));
    goOn(framework.next !== 'none' && (onward.plain || ends), onward.error);
  }
  if (thrown.st) {
    const normal: State | null = m.st;
    m.st = thrown.st;
    pass(m, request, at + 1, thrown.v);
    m.st = State.join(normal, m.st);
  }
  return UNDEFINED;
}

/** Where what a handler sends by a method is kept. */
const SENT = '!@sent';

/** A route's handler gives what is sent, or has sent it. */
function send(m: Machine, request: Request, h: Handler, given: Value): void {
  const { sends } = request.framework;
  if (!sends || h.kind !== 'route') return;
  request.sent = join(request.sent, given);
  sends.hear(m, request.root, request.endpoint.path, sentBy(m, request));
}

function sentBy(m: Machine, { framework, objects, sent }: Request): Value {
  const by = framework.sends && objects[framework.sends.by];
  return (by?.refs ?? []).reduce((v, r) => join(v, m.slot(r, SENT)?.v ?? BOTTOM), sent);
}

function call(m: Machine, request: Request, h: Handler, at: number, values: readonly Value[]): Value {
  const list = values.map((v) => ({ v, s: h.site.s, e: h.site.e }));
  const self = request.framework.binds ? reference(request.root) : UNDEFINED;
  return m.within(`handler${at}#${request.ran}`, false, () => callValue(m, h.v, self, { list }, h.site));
}

/** Code that can be seen to call the next handler or not. */
function isReadable(m: Machine, h: Handler): boolean {
  return !h.v.unknown && h.v.refs.every((r) => ['function', 'native', 'class'].includes(m.obj(r).kind));
}

function native(m: Machine, site: Site, run: Native, at: number): Value {
  return reference(m.alloc('native', site, EMPTY, { native: { name: 'next', call: run } }, `next${at}`));
}
