import { Bounds } from '../../bounds.js';
import { EMPTY, slot } from '../../domain/content.js';
import { State } from '../../domain/state.js';
import { assume, BOTTOM, isBottom, join, reference, truth, UNDEFINED, type Ref, type Value } from '../../domain/value.js';
import { settled, whenKnown } from '../../machine/async.js';
import { callValue } from '../../machine/calls.js';
import { noExit, type Frame } from '../../machine/frame.js';
import type { Machine } from '../../machine/machine.js';
import { restrict } from '../../machine/model/answering.js';
import { instanceOf } from '../../machine/model/results.js';
import type { Native } from '../../machine/native.js';
import type { Site } from '../../machine/objects.js';
import { setProperty } from '../../machine/property-writes.js';
import { enqueue, runNext } from '../../machine/tasks.js';
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
  readonly frame: Frame;
  /** The handlers at which it goes on, each once, however many paths of those before lead there, with what was thrown or given to `next`. */
  readonly waiting: Map<number, Value>;
  /** What waits is run before the request is left. */
  isOpen: boolean;
  ran: number;
  sent: Value;
}

/** Has a request of its own pass through the handlers of a route. */
export function serve(m: Machine, framework: Framework, endpoint: Endpoint, root: Ref): void {
  for (const ref of standing(m, endpoint).v.refs) {
    if (m.obj(ref).kind !== 'function') continue;
    const known = m.served.get(ref) ?? new Map<string, () => void>();
    m.served.set(ref, known.set(`${root}|${endpoint.key}`, () => request(m, framework, endpoint, root)));
    m.handedOut.add(ref);
  }
  request(m, framework, endpoint, root);
}

/** The handler that runs again when a request is to: of the route's own the last that can have to do with a label. Those that follow are other routes'. */
function standing(m: Machine, { handlers, own }: Endpoint): Handler {
  const isRelevant = ({ v }: Handler): boolean => v.refs.some((r) => {
    const { closure } = m.obj(r);
    return closure !== undefined && (!m.relevance || m.relevance.has(closure.facts.file, closure.fn));
  });
  return own.findLast(isRelevant) ?? handlers.findLast(isRelevant) ?? handlers.at(-1)!;
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
        const sent: Request = { framework, endpoint, objects, root, frame: { ...m.frame }, waiting: new Map([[0, BOTTOM]]), isOpen: false, ran: 0, sent: BOTTOM };
        // A server's requests all begin in the module that registers their routes.
        const { tasksRun } = m;
        m.tasksRun = 0;
        if (framework.next === 'nested' && endpoint.handlers.some((h) => h.kind === 'error')) guarded(m, sent, at);
        else passOn(m, sent);
        m.tasksRun = tasksRun;
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

/**
 * Calls the handlers at which the request goes on, each after what those before it have left for later: one that calls `next` in several
 * places, or in callbacks, would have all that follow run again for each.
 */
function passOn(m: Machine, request: Request): void {
  request.isOpen = true;
  for (;;) {
    while (m.st && runNext(m, true));
    const k = Math.min(...request.waiting.keys());
    if (!m.st || k === Infinity) break;
    const error = request.waiting.get(k)!;
    request.waiting.delete(k);
    pass(m, request, k, error);
  }
  request.isOpen = false;
}

/** The first handler from the k-th on; `error`: what was thrown or given to `next`, for those that take it. */
function nextOf(m: Machine, request: Request, k: number, error: Value): number {
  return request.endpoint.handlers.findIndex((h, i) => i >= k && takesErrors(m, request, h) === !isBottom(error));
}

/** The request goes on at the first handler from the k-th on. */
function goOn(m: Machine, request: Request, k: number, error: Value): void {
  const at = nextOf(m, request, k, error);
  if (at < 0 || !m.st) return;
  request.waiting.set(at, join(request.waiting.get(at) ?? BOTTOM, error));
  if (!request.isOpen) enqueue(m, `request ${request.endpoint.key}`, false, 0, () => passOn(m, request), request.frame);
}

/** Calls the first handler from the k-th on. */
function pass(m: Machine, request: Request, k: number, error: Value): Value {
  const at = nextOf(m, request, k, error);
  if (at < 0 || !m.st) return UNDEFINED;
  if (request.ran++ >= Bounds.requestHandlers) {
    m.limit('bound', `a request that more than ${Bounds.requestHandlers} handlers take is not followed further`, request.endpoint.handlers[at]!.site);
    return UNDEFINED;
  }
  if (request.framework.next === 'nested') return nested(m, request, at);
  inTurn(m, request, at, error);
  return UNDEFINED;
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
function inTurn(m: Machine, request: Request, at: number, error: Value): void {
  const { framework, endpoint } = request;
  const h = endpoint.handlers[at]!;
  const proceed = (): void => goOn(m, request, at + 1, BOTTOM);
  const raise = (e: Value): void => goOn(m, request, at + 1, e);
  const next: Native = (_mm, c) => {
    const given = arg(c, 0);
    const { yes, no } = truth(given);
    if (no) proceed();
    if (yes) raise(assume(given, true));
    return UNDEFINED;
  };
  const args = [...(isBottom(error) ? [] : [error]), ...request.objects, ...(h.kind === 'sent' ? [sentBy(m, request)] : []), ...(framework.next === 'none' ? [] : [native(m, h.site, next, at)])];
  const thrown = noExit();
  m.frame.catches.push(thrown);
  const result = call(m, request, h, at, args);
  m.frame.catches.pop();
  if (m.st) {
    whenKnown(m, result, h.site, `handler${at}|${endpoint.key}`, (v) => (framework.next === 'none' ? (send(m, request, h, v), proceed()) : undefined), raise);
    if (framework.next !== 'none' && !isReadable(m, h)) proceed();
  }
  if (thrown.st) {
    const normal: State | null = m.st;
    m.st = thrown.st;
    raise(thrown.v);
    m.st = State.join(normal, m.st);
  }
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
