import type { FileFacts, FunctionFacts } from '../../../facts/ir.js';
import { ANSWERING_DIRECTIVE, PAGE_DATA, ROUTE_PROPS } from '../../../models/frameworks.js';
import { reactRouter } from '../../../models/package-web.js';
import { slot } from '../../domain/content.js';
import { constant, type Value } from '../../domain/value.js';
import type { Machine } from '../machine.js';

/** A server calls the functions, and sends what they give; `names`: of that, only properties of these names. */
export function answerWith(m: Machine, handlers: Value, names?: ReadonlySet<string>): void {
  for (const ref of handlers.refs) {
    const { closure } = m.obj(ref);
    if (closure) m.answering.set(closure.fn, names ?? true);
  }
}

/** Where an answer keeps of what names properties are sent. */
const NAMES = '!@names';

/** Of what is sent by the answer, only properties of these names are. */
export function restrict(m: Machine, answer: Value, names: ReadonlySet<string>): void {
  for (const r of answer.refs) if (m.st) m.setSlot(r, NAMES, slot(constant([...names].join('\n'))));
}

/** Names to which some of the answers is restricted; undefined: none is. */
export function restrictedTo(m: Machine, answer: Value): ReadonlySet<string> | undefined {
  const lists = answer.refs.map((r) => m.slot(r, NAMES)).flatMap((s) => (s && !s.maybe ? [s.v.consts] : []));
  return lists.length > 0 && lists.length === answer.refs.length ? new Set(lists.flat().flatMap((x) => String(x).split('\n'))) : undefined;
}

/** What the running function gives is sent to who asked a server. */
export function isAnswering(m: Machine): boolean | ReadonlySet<string> {
  const { fn, facts } = m.frame;
  let known = m.answering.get(fn);
  if (known === undefined) m.answering.set(fn, (known = isByName(facts, fn) || isAction(m, facts, fn)));
  return known;
}

/** A module exports it under the name by which a framework finds what a page or a route is rendered with. */
function isByName(facts: FileFacts, fn: FunctionFacts): boolean {
  if (fn.parent !== 0 || !isExported(facts, fn)) return false;
  if (PAGE_DATA.some((name) => name === fn.name)) return true;
  return Object.hasOwn(ROUTE_PROPS, fn.name) && facts.imports.some(({ source }) => reactRouter.modules!.includes(source));
}

/** A directive makes it, or all that its module exports, callable from a client. */
function isAction(m: Machine, facts: FileFacts, fn: FunctionFacts): boolean {
  const text = m.setting.linker.text(facts.file) ?? '';
  if (!text.includes(ANSWERING_DIRECTIVE)) return false;
  if (startsWithDirective(text)) return fn.parent === 0 && isExported(facts, fn);
  const own = text.slice(fn.s, fn.e);
  return startsWithDirective(own.slice(own.search(/\{\s*['"]/) + 1));
}

function isExported({ exports }: FileFacts, { name }: FunctionFacts): boolean {
  return exports.some((x) => x.k === 'local' && !x.typeOnly && x.local === name);
}

/** Nothing but comments stands before the directive. */
function startsWithDirective(text: string): boolean {
  return new RegExp(`^(?:\\s|//[^\\n]*\\n|/\\*[\\s\\S]*?\\*/)*['"]${ANSWERING_DIRECTIVE}['"]`).test(text);
}
