import type { Expr, FileFacts, ObjectEntry } from '../../facts/ir.js';
import type { CallSite } from './file-graph.js';
import { IN_OPTIONS } from './library-names.js';
import type { Lowering } from './lower.js';

/** Where what a container gives for a token stands, below what stands for the token. */
const PROVIDED = '@provided';
/** What all servers of fastify have in common, as plugins share what they decorate them with. */
const SERVER = '@fastify';
const SERVER_METHODS = new Set(['decorate', 'register', 'addHook', 'route', 'get', 'post', 'put', 'patch', 'delete', 'all', 'listen', 'inject', 'ready']);
/** Functions whose result is the props of the page that their file exports. */
const PAGE_DATA = ['getServerSideProps', 'getStaticProps'];
/** Hooks that give what a function gives that their file exports. */
const ROUTE_DATA: Readonly<Record<string, string>> = { useLoaderData: 'loader', useActionData: 'action' };

/** The binding that a file exports under a name. */
function exported({ exports }: FileFacts, name: string): number | undefined {
  const found = exports.find((x) => x.k === 'local' && x.name === name && !x.typeOnly);
  return found?.k === 'local' ? found.v : undefined;
}

function called(l: Lowering, callee: number, args: readonly number[], kind: 'call' | 'new' = 'call'): number {
  const result = l.node();
  l.b.site({ kind, fn: l.fn, callee, name: '', receiver: -1, args, spreadFrom: Infinity, result });
  return result;
}

/** What a framework renders a page with. */
export function pageData(l: Lowering): void {
  const page = exported(l.facts, 'default');
  if (page === undefined) return;
  l.fn = 0;
  for (const name of PAGE_DATA) {
    const data = exported(l.facts, name);
    if (data !== undefined) called(l, page, [l.b.load(called(l, data, []), 'props', 0)]);
  }
}

/** What a framework's function gives, and makes of what it is given, beside what its name tells. */
export function frameworkCall(l: Lowering, { name, key, callee, receiver, args, result }: CallSite): void {
  const route = Object.hasOwn(ROUTE_DATA, name) ? exported(l.facts, ROUTE_DATA[name]!) : undefined;
  if (route !== undefined) l.b.edge(called(l, route, []), result);
  if (receiver < 0 || !SERVER_METHODS.has(name) || !l.facts.imports.some((i) => /^fastify(?:$|-)/.test(i.source))) return;
  const server = l.global(SERVER);
  l.b.edge(server, receiver);
  if (name === 'decorate' && key !== undefined && args[1] !== undefined) l.b.storeInto(args[1], server, key);
  // Handlers in options are registered as those beside them.
  for (const arg of args) {
    if (arg < 0 || l.b.literals.get(arg) !== 'object') continue;
    const held = l.b.into[arg]!.flatMap((e) => (e.op === 'store' && IN_OPTIONS.has(e.name) ? [e.node] : []));
    if (held.length > 0) l.b.site({ kind: 'call', fn: l.fn, callee, name, receiver, args: held, spreadFrom: Infinity, result: l.node() });
  }
}

/** The server as a request tells it. */
export function serverOf(l: Lowering, name: string, read: number): void {
  if (name === 'server' && read >= 0 && l.facts.imports.some((i) => /^fastify(?:$|-)/.test(i.source))) l.b.edge(l.global(SERVER), read);
}

/** What stands for a token: its variable, or its text. */
function tokenNode(l: Lowering, token: Expr): number {
  return token.k === 'const' && typeof token.value === 'string' ? l.global(`@token ${token.value}`) : l.expr(token);
}

/** `{ provide: token, useValue | useClass | useFactory | useExisting }` */
export function provided(l: Lowering, props: readonly ObjectEntry[], value: (name: string) => number): void {
  const named = (name: string): Expr | undefined => props.find((p) => p.kind !== 'spread' && 'name' in p.key && p.key.name === name)?.value;
  const provide = named('provide');
  if (!provide) return;
  const token = tokenNode(l, provide);
  const give = (node: number): void => l.b.storeInto(node, token, PROVIDED);
  if (token < 0) return;
  if (named('useValue')) give(value('useValue'));
  if (named('useFactory')) give(called(l, value('useFactory'), []));
  if (named('useClass')) give(called(l, value('useClass'), [], 'new'));
  const other = named('useExisting');
  if (other) give(l.b.load(tokenNode(l, other), PROVIDED, l.fn));
}

/** `@Inject(token)`: what was provided for the token comes to the parameter or field. */
export function injectedBy(l: Lowering, decorator: Expr, to: number): boolean {
  if (decorator.k !== 'call' || decorator.callee.k !== 'var') return false;
  const { import: at } = l.facts.bindings[decorator.callee.v]!;
  const [token] = decorator.args;
  if (at === undefined || !token || token.k === 'spread' || !/^[iI]nject$/.test(l.facts.imports[at]!.imported)) return false;
  const node = tokenNode(l, token);
  if (node >= 0) l.b.edge(l.b.load(node, PROVIDED, l.fn), to);
  return true;
}
