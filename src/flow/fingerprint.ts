import { createHash } from 'node:crypto';
import type { FileFacts } from '../facts/ir.js';
import type { Crossing } from './machine/recorder.js';

/** Hex digits of a violation's id that say which flow it is; the rest counts the violations of that flow. */
const FLOW_DIGITS = 12;
const NUMBER_DIGITS = 4;
/** How far before a place its call is looked for, in code units; past it the callee is no part of the fingerprint. */
const CALL_DISTANCE = 2_000;

/** What of a crossing the fingerprint is made from. */
interface Flow extends Pick<Crossing, 'purpose' | 'site' | 'direction' | 'module'> {
  readonly taint: Pick<Crossing['taint'], 'match' | 'label'>;
}

/**
 * What a violation is, apart from where it stands: lines, the file's path and the names of locals may change, and so may
 * the source and the way between, of which a report shows the shortest. What is left is the label, the purpose, the
 * function by name, and the call and the expression that are reported.
 *
 * @param text of the file in which it is reported
 */
export function fingerprint({ taint, purpose, site, direction, module }: Flow, facts: FileFacts, text: string): string {
  const isFile = module.startsWith('/') || /^[A-Za-z]:/.test(module);
  const locals = localsAt(facts, site.s);
  const key = [
    taint.match ? 'match' : 'flow',
    taint.label,
    purpose,
    direction,
    isFile ? '' : module,
    enclosing(facts, site.s),
    withoutLocals(callBefore(text, site.s), locals),
    withoutLocals(text.slice(site.s, site.e), locals),
  ];
  return createHash('sha256').update(key.join('\n')).digest('hex').slice(0, FLOW_DIGITS);
}

/** The id of a flow's `n`th violation, from 0, in the order of places. */
export function violationId(flow: string, n: number): string {
  return flow + n.toString(16).padStart(NUMBER_DIGITS, '0');
}

/** What violations of one flow have in common: two of them are told apart only by their places. */
export function flowOf(id: string): string {
  return id.slice(0, FLOW_DIGITS);
}

/** The violations, in the order of their places, with ids that count those of one flow over all of them. Several reports of one place count once. */
export function numbered<V extends { readonly id: string; readonly place: { readonly file: string; readonly line: number; readonly column: number } }>(violations: readonly V[]): V[] {
  const places = new Map<string, Map<string, string>>();
  return violations.map((violation) => {
    const { id, place } = violation;
    const flow = flowOf(id);
    const known = places.get(flow) ?? new Map<string, string>();
    places.set(flow, known);
    const at = `${place.file}:${place.line}:${place.column}`;
    const own = known.get(at) ?? violationId(flow, known.size);
    known.set(at, own);
    return own === id ? violation : { ...violation, id: own };
  });
}

/** Names of the classes, functions and members around an offset, outermost first, as far as they are no locals. */
function enclosing(facts: FileFacts, offset: number): string {
  const isAround = ({ s, e }: { readonly s: number; readonly e: number }): boolean => s <= offset && offset < e;
  const functions = facts.functions.filter((f) => f.kind !== 'module' && isAround(f) && (f.parent <= 0 || f.cls !== undefined));
  return [...facts.classes.filter((c) => isAround(c) && c.parent <= 0), ...functions]
    .filter(({ name }) => name !== '')
    .sort((a, b) => a.s - b.s || b.e - a.e)
    .map(({ name }) => name)
    .join('.');
}

/** Names bound in the functions around an offset, outside of the module's own scope. */
function localsAt(facts: FileFacts, offset: number): ReadonlySet<string> {
  const names = new Set<string>();
  facts.functions.forEach(({ kind, s, e, locals }) => {
    if (kind === 'module' || kind === 'namespace' || offset < s || offset >= e) return;
    for (const local of locals) {
      const { name } = facts.bindings[local]!;
      if (name !== 'this' && name !== 'arguments') names.add(name);
    }
  });
  return names;
}

/** The callee of the call whose argument begins at the offset; '' where there is none. */
function callBefore(text: string, offset: number): string {
  let depth = 0;
  for (let i = offset - 1; i >= 0 && i > offset - CALL_DISTANCE; i--) {
    const c = text[i]!;
    if (c === ';' && depth === 0) return '';
    if (')]}'.includes(c)) depth++;
    else if ('([{'.includes(c) && depth-- === 0) {
      if (c !== '(') return '';
      return /(?:\bnew\s+)?[\p{L}\p{N}_$#]+(?:\s*\??\.\s*[\p{L}\p{N}_$#]+)*\s*(?:<[^<>()]*>)?$/u.exec(text.slice(Math.max(0, i - CALL_DISTANCE), i).trimEnd())?.[0] ?? '';
    }
  }
  return '';
}

const TOKEN = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|\/\/[^\n]*|\/\*[^]*?\*\/|[\p{L}_$#][\p{L}\p{N}_$]*|\d[\w.]*|\.\.\.|\S/gu;

/** The text without blanks and comments, with `_` for each local. A local's name that is a property's too (`{ phone }`) stays as that. */
function withoutLocals(text: string, locals: ReadonlySet<string>): string {
  const tokens = (text.match(TOKEN) ?? []).filter((token) => !/^\/[/*]/.test(token));
  const open: string[] = [];
  return tokens
    .map((token, i) => {
      if ('([{'.includes(token)) open.push(token);
      else if (')]}'.includes(token)) open.pop();
      if (!locals.has(token)) return token;
      const [before = '', after = ''] = [tokens[i - 1], tokens[i + 1]];
      if (before === '.') return token;
      const entry = open.at(-1) === '{' && '{,'.includes(before) && before !== '';
      if (entry && after === ':') return token;
      return entry && (after === ',' || after === '}') ? `${token} : _` : '_';
    })
    .join(' ');
}
