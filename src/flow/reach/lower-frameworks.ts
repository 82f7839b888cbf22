import type { ClassMember, Expr, FileFacts, ObjectEntry, TypeIR } from '../../facts/ir.js';
import { ANSWERING, HANDLE, IN_OPTIONS, INJECTING, LAYERS, PAGE_DATA, PAGE_INITIAL_DATA, PAGE_PROPS, PROVIDER, REQUEST_TOKEN, ROUTE_DATA, ROUTE_HEAD, ROUTE_PROPS, SET_STATE, SHARED_SERVERS, WITH_TYPES, type Layer, type RouteHook, type SharedServer } from '../../models/frameworks.js';
import type { CallSite, FunctionNodes } from './file-graph.js';
import type { Lowering } from './lower.js';

/** Where what a container gives for a token stands, below what stands for the token. */
const PROVIDED = '@provided';

/** The binding that a file exports under a name. */
function exported({ exports }: FileFacts, name: string): number | undefined {
  const found = exports.find((x) => x.k === 'local' && x.name === name && !x.typeOnly);
  return found?.k === 'local' ? found.v : undefined;
}

function called(l: Lowering, callee: number, args: readonly number[], kind: CallSite['kind'] = 'call'): number {
  const result = l.node();
  l.b.site({ kind, fn: l.fn, callee, name: '', receiver: -1, args, spreadFrom: Infinity, result });
  return result;
}

/** What a framework renders a page with. */
export function pageData(l: Lowering): void {
  const page = exported(l.facts, 'default');
  const head = exported(l.facts, ROUTE_HEAD.name);
  l.fn = 0;
  for (const [name, props] of Object.entries(ROUTE_PROPS)) {
    const data = exported(l.facts, name);
    if (data === undefined) continue;
    const given = called(l, data, []);
    const rendered = (to: number | undefined, names: readonly string[]): void => {
      if (to === undefined) return;
      const object = l.node();
      for (const prop of names) l.b.storeInto(given, object, prop);
      called(l, to, [object], 'jsx');
    };
    rendered(page, props);
    if (name === ROUTE_HEAD.of) rendered(head, ROUTE_HEAD.props);
  }
  if (page === undefined) return;
  for (const name of PAGE_DATA) {
    const data = exported(l.facts, name);
    if (data !== undefined) called(l, page, [l.b.load(called(l, data, []), PAGE_PROPS, 0)], 'jsx');
  }
  if (l.b.into.some((edges) => edges.some((e) => e.op === 'store' && e.name === PAGE_INITIAL_DATA))) called(l, page, [called(l, l.b.load(page, PAGE_INITIAL_DATA, 0), [])], 'jsx');
}

/** What `typeof name` is of: an import for types alone is no variable. */
function typeOf(l: Lowering, name: string): number | undefined {
  const imported = l.facts.imports.find((i) => i.local === name && i.typeOnly);
  if (!imported) {
    const v = l.facts.bindings.findIndex((b) => b.name === name);
    return v < 0 ? undefined : v;
  }
  const module = l.node();
  l.b.modules.set(module, imported.source);
  return l.b.load(module, imported.imported, 0);
}

/** What a route's functions give comes to who asks by a hook. */
function routeData(l: Lowering, { exports, property }: RouteHook, type: TypeIR | undefined, result: number): void {
  const named = type?.k === 'typeof' ? typeOf(l, type.name) : undefined;
  for (const route of named !== undefined ? [named] : exports.flatMap((name) => exported(l.facts, name) ?? [])) {
    const given = called(l, route, []);
    if (property === undefined) l.b.edge(given, result);
    else l.b.storeInto(given, result, property);
  }
}

/** What a framework's function gives, and makes of what it is given, beside what its name tells. */
export function frameworkCall(l: Lowering, { name, key, callee, receiver, args, result }: CallSite, typeArgs: readonly TypeIR[] = []): void {
  if (Object.hasOwn(ROUTE_DATA, name)) routeData(l, ROUTE_DATA[name]!, typeArgs[0], result);
  if (name === SET_STATE && receiver >= 0 && args[0] !== undefined) changeState(l, args[0], receiver);
  if (name === WITH_TYPES && args.length === 0) l.b.edge(receiver, result);
  if (name === HANDLE && args.length === 0) l.b.edge(l.global(ANSWERS), result);
  for (const kind of Object.keys(LAYERS) as Layer[]) if (name === LAYERS[kind].global && receiver >= 0) standAround(l, kind, args);
  const shared = receiver < 0 ? undefined : sharedServer(l, (s) => s.methods.has(name), (s) => s.tells.has(name) || key?.startsWith('/') === true);
  if (!shared) return;
  const server = l.global(nameOf(shared));
  l.b.edge(server, receiver);
  // Handlers are called as its methods.
  if (key?.startsWith('/')) for (const arg of args.slice(1)) if (arg >= 0 && l.b.literals.get(arg) !== 'object') l.b.site({ kind: 'call', fn: l.fn, callee: arg, name: '', receiver: server, args: [], spreadFrom: Infinity, result: l.node(), served: true });
  if (name === shared.decorates && key !== undefined && args[1] !== undefined) l.b.storeInto(args[1], server, key);
  // Handlers in options are registered as those beside them.
  for (const arg of args) {
    if (arg < 0 || l.b.literals.get(arg) !== 'object') continue;
    const held = l.b.into[arg]!.flatMap((e) => (e.op === 'store' && IN_OPTIONS.has(e.name) ? [e.node] : []));
    if (held.length > 0) l.b.site({ kind: 'call', fn: l.fn, callee, name, receiver, args: held, spreadFrom: Infinity, result: l.node() });
  }
}

function changeState(l: Lowering, change: number, component: number): void {
  const held = ['state', 'props'].map((name) => l.b.load(component, name, l.fn));
  for (const from of [change, called(l, change, held)]) l.b.storeInto(from, component, 'state');
}

/** The server as a request tells it. */
export function serverOf(l: Lowering, name: string, read: number): void {
  const shared = read < 0 ? undefined : sharedServer(l, (s) => s.inRequest === name);
  if (shared) l.b.edge(l.global(nameOf(shared)), read);
}

/**
 * A kind of server with which the file has to do.
 *
 * @param tells the call says so where the file imports nothing of it: a plugin in JavaScript that a loader finds
 */
function sharedServer(l: Lowering, is: (server: SharedServer) => boolean, tells: (server: SharedServer) => boolean = () => false): SharedServer | undefined {
  return SHARED_SERVERS.find((s) => is(s) && ((l.facts.style === 'cjs' && tells(s)) || l.facts.imports.some((i) => s.modules.test(i.source)) || l.facts.requires?.some((source) => s.modules.test(source))));
}

/** What all servers of a kind have in common, as plugins share what they decorate them with. */
function nameOf(server: SharedServer): string {
  return `@server ${SHARED_SERVERS.indexOf(server)}`;
}

/** What stands for a token: its variable, or its text. */
function tokenNode(l: Lowering, token: Expr): number {
  return token.k === 'const' && typeof token.value === 'string' ? l.global(`@token ${token.value}`) : l.expr(token);
}

/** What all handlers of NestJS give, and what they throw, as those get it that stand around them. */
const ANSWERS = '@nest answers';
const ERRORS = '@nest errors';

/** A method handles requests, or gets what those give or throw that do. */
export function layered(l: Lowering, member: ClassMember, f: FunctionNodes): void {
  if (!l.facts.imports.some((i) => Object.hasOwn(ANSWERING, i.source))) return;
  const isHandler = (member.decorators ?? []).some((d) => {
    const { source, imported } = importOf(l, d) ?? { source: '', imported: '' };
    return Object.hasOwn(ANSWERING, source) && ANSWERING[source]!.split(' ').includes(imported);
  });
  if (isHandler) {
    l.b.edge(f.ret, l.global(ANSWERS));
    l.b.edge(f.thrown, l.global(ERRORS));
  }
  if ('name' in member.key && member.key.name === LAYERS.filters.name) l.b.edge(l.global(ERRORS), f.params[LAYERS.filters.parameter] ?? -1);
}

/** The call puts layers around all handlers: what those give goes through the code that calls. */
function standAround(l: Lowering, kind: Layer, layers: readonly number[]): void {
  const { name, parameter } = LAYERS[kind];
  const got = l.node();
  l.b.edge(l.global(kind === 'filters' ? ERRORS : ANSWERS), got);
  for (const layer of layers) if (layer >= 0) called(l, l.b.load(layer, name, l.fn), [...Array<number>(parameter).fill(-1), got]);
}

/** What a decorator is imported as. */
function importOf({ facts }: Lowering, d: Expr): FileFacts['imports'][number] | undefined {
  const callee = d.k === 'call' ? d.callee : d;
  const at = callee.k === 'var' ? facts.bindings[callee.v]!.import : undefined;
  return at === undefined ? undefined : facts.imports[at];
}

/** Such a description of a provider: what it tells is given for its token. */
export function provided(l: Lowering, props: readonly ObjectEntry[], value: (name: string) => number): void {
  const named = (name: string): Expr | undefined => props.find((p) => p.kind !== 'spread' && 'name' in p.key && p.key.name === name)?.value;
  const provide = named(PROVIDER.token);
  const token = provide ? tokenNode(l, provide) : -1;
  if (token < 0) return;
  for (const [name, how] of Object.entries(PROVIDER.gives)) {
    const written = named(name);
    if (!written) continue;
    const given = {
      value: () => value(name),
      result: () => called(l, value(name), []),
      instance: () => called(l, value(name), [], 'new'),
      provided: () => l.b.load(tokenNode(l, written), PROVIDED, l.fn),
    }[how]();
    l.b.storeInto(given, token, PROVIDED);
  }
}

/** The token for which a container gives the request. */
function isRequest({ facts }: Lowering, token: Expr): boolean {
  const at = token.k === 'var' ? facts.bindings[token.v]!.import : undefined;
  return at !== undefined && facts.imports[at]!.source === REQUEST_TOKEN.module && facts.imports[at]!.imported === REQUEST_TOKEN.name;
}

/** `@Inject(token)`: what was provided for the token comes to the parameter or field. */
export function injectedBy(l: Lowering, decorator: Expr, to: number): boolean {
  if (decorator.k !== 'call' || decorator.callee.k !== 'var') return false;
  const { import: at } = l.facts.bindings[decorator.callee.v]!;
  const [token] = decorator.args;
  if (at === undefined || !token || token.k === 'spread' || !INJECTING.test(l.facts.imports[at]!.imported)) return false;
  if (isRequest(l, token)) l.b.requests.push(to);
  const node = tokenNode(l, token);
  if (node >= 0) l.b.edge(l.b.load(node, PROVIDED, l.fn), to);
  return true;
}
