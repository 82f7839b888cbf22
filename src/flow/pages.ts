import { PAGE_DATA, PAGE_INITIAL_DATA, PAGE_PROPS, ROUTE_HEAD, ROUTE_PROPS } from '../models/frameworks.js';
import { EMPTY } from './domain/content.js';
import { BOTTOM, isBottom, join, reference, UNDEFINED, type Value } from './domain/value.js';
import { callValue, plainArgs } from './machine/calls.js';
import { render } from './machine/jsx.js';
import type { Machine } from './machine/machine.js';
import { fulfilled } from './machine/model/access.js';
import { namespaceMember } from './machine/modules.js';
import type { Args, Closure, Site } from './machine/objects.js';
import { getProperty } from './machine/properties.js';
import { setProperty } from './machine/property-writes.js';

const DATA = new RegExp(`\\b(?:${[...PAGE_DATA, PAGE_INITIAL_DATA].join('|')})\\b`);

/** A page of Next.js: what its data functions give are the props that the framework renders it with. */
export function renderPage(m: Machine, file: string, argsOf: (closure: Closure) => Args): void {
  if (!m.st || !DATA.test(m.setting.linker.text(file) ?? '') || m.facts(file)?.style !== 'esm') return;
  const site = { file, s: 0, e: 0 };
  const page = only(m, namespaceMember(m, file, 'default', site), ['function', 'class']);
  if (isBottom(page)) return;
  const props = PAGE_DATA.reduce((out, name) => {
    const given = call(m, namespaceMember(m, file, name, site), site, argsOf);
    return isBottom(given) ? out : join(out, getProperty(m, given, PAGE_PROPS, site));
  }, call(m, getProperty(m, page, PAGE_INITIAL_DATA, site), site, argsOf));
  if (isBottom(props) || !m.st) return;
  // Each is an entry point too, with what its types declare.
  for (const ref of page.refs) if (m.obj(ref).closure) m.handedOut.add(ref);
  render(m, page, props, site);
}

const OF_ROUTE = new RegExp(`\\b(?:${[...Object.values(ROUTE_PROPS).flat(), ROUTE_HEAD.name].join('|')})\\b`);

/** A route of React Router: what its data functions give are properties that its component is rendered with, and its head is made of. */
export function renderRoute(m: Machine, file: string, argsOf: (closure: Closure) => Args): void {
  if (!m.st || !OF_ROUTE.test(m.setting.linker.text(file) ?? '') || m.facts(file)?.style !== 'esm') return;
  const site = { file, s: 0, e: 0 };
  const exported = (name: string): Value => only(m, namespaceMember(m, file, name, site), ['function']);
  const [page, head] = [exported('default'), exported(ROUTE_HEAD.name)];
  // What one of them throws ends nothing here.
  const apart = (run: () => Value): Value => m.branch(run, () => BOTTOM);
  const given = new Map(Object.keys(ROUTE_PROPS).map((name) => [name, apart(() => call(m, exported(name), site, argsOf))]));
  const props = (names: Iterable<readonly [string, Value]>, tag: string): Value => {
    const made = reference(m.alloc('object', site, EMPTY, {}, tag));
    for (const [name, v] of names) if (!isBottom(v)) setProperty(m, made, name, v, site);
    return made;
  };
  if (!m.st || [...given.values()].every(isBottom)) return;
  for (const ref of [...page.refs, ...head.refs]) m.handedOut.add(ref);
  if (!isBottom(page)) apart(() => render(m, page, props([...given].flatMap(([name, v]) => ROUTE_PROPS[name]!.map((prop) => [prop, v] as const)), 'route props'), site));
  if (!isBottom(head)) apart(() => callValue(m, head, UNDEFINED, plainArgs(site, props(ROUTE_HEAD.props.map((name) => [name, given.get(ROUTE_HEAD.of)!] as const), 'route head')), site));
}

function only(m: Machine, v: Value, kinds: readonly string[]): Value {
  return { ...v, refs: v.refs.filter((r) => kinds.includes(m.obj(r).kind)), consts: [], kinds: 0, unknown: false };
}

function call(m: Machine, f: Value, site: Site, argsOf: (closure: Closure) => Args): Value {
  const functions = only(m, f, ['function']);
  const closure = functions.refs.length > 0 ? m.obj(functions.refs[0]!).closure : undefined;
  if (!closure || !m.st) return BOTTOM;
  for (const ref of functions.refs) m.handedOut.add(ref);
  return fulfilled(m, callValue(m, functions, UNDEFINED, argsOf(closure), site), site);
}
