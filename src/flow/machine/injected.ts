import { BOTTOM, isBottom, join, reference, UNKNOWN, type Ref, type Value } from '../domain/value.js';
import { REQUEST_TOKEN } from '../../models/frameworks.js';
import { slot } from '../domain/content.js';
import { classValue } from './instances.js';
import type { Machine } from './machine.js';
import { nestRequest } from './nest.js';
import type { Site } from './objects.js';
import { keyName } from './properties.js';
import { setProperty } from './property-writes.js';

const NOWHERE = { file: '', s: 0, e: 0 };

/** What containers of the program give for tokens: one registry for all. */
function registry(m: Machine): Ref {
  return m.shared('injected', 'object', NOWHERE, {}, true);
}

function tokenOf(m: Machine, token: Value): string | null {
  if (token.refs.length !== 1) return keyName(token).name;
  const { cls, kind, site } = m.obj(token.refs[0]!);
  if (cls) return `class ${cls.facts.file}|${cls.index}`;
  return kind === 'instance' ? `token ${site.file}|${site.s}` : keyName(token).name;
}

export function provide(m: Machine, token: Value, v: Value, site: Site): void {
  if (m.st && !isBottom(v)) setProperty(m, reference(registry(m)), tokenOf(m, token), v, site);
}

/** Instances of the classes among the values, as their declarations tell what they are made with. */
export function instances(m: Machine, v: Value): Value {
  return v.refs.reduce((out, r) => {
    const { cls } = m.obj(r);
    return cls ? join(out, classValue(m, cls.facts.file, cls.index) ?? BOTTOM) : out;
  }, BOTTOM);
}

/** The one instance of a library's class that models describe, and what a token brings along. */
function ofLibrary(m: Machine, token: Value): Value {
  return token.refs.reduce((out, r) => {
    const { module, path, kind } = m.obj(r);
    const own = kind === 'instance' ? m.slot(r, '!@provided')?.v : undefined;
    if (own) return join(out, own);
    const type = kind === 'external' && module !== undefined && path !== undefined ? m.setting.models.type(module, path) : undefined;
    const hash = type?.lastIndexOf('#') ?? -1;
    return type === undefined ? out : join(out, reference(m.shared(`injected ${type}`, 'instance', NOWHERE, { path: type.slice(hash + 1), ...(hash > 0 && { module: type.slice(0, hash) }) }, true)));
  }, BOTTOM);
}

/** What a token stands for: what was provided for it, else an instance of the class that it is. */
export function injected(m: Machine, token: Value): Value {
  if (token.refs.some((r) => m.obj(r).module === REQUEST_TOKEN.module && m.obj(r).path === REQUEST_TOKEN.name)) return nestRequest(m);
  const name = tokenOf(m, token);
  const content = m.content(registry(m));
  const known = name === null ? BOTTOM : (content.props.get(name)?.v ?? BOTTOM);
  const v = join(known, isBottom(known) ? join(instances(m, token), ofLibrary(m, token)) : BOTTOM);
  return isBottom(v) ? (isBottom(content.rest) ? UNKNOWN : content.rest) : v;
}

const PARAMETER = '!@injected ';

/** Has a parameter of a class's constructor take what the token stands for. */
export function injectParameter(m: Machine, cls: Ref, index: number, token: Value): void {
  if (m.st) m.setSlot(cls, PARAMETER + index, slot(token));
}

/** What a parameter of a class's constructor takes; undefined: nothing says so, or what provides it is not known. */
export function injectedParameter(m: Machine, cls: Ref, index: number): Value | undefined {
  const token = m.slot(cls, PARAMETER + index)?.v;
  const v = token && injected(m, token);
  return v && !(v.unknown && v.refs.length === 0 && v.labels.length === 0) ? v : undefined;
}
