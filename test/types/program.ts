import { posix } from 'node:path';
import { extractFacts } from '../../src/facts/extract.js';
import { ParseError } from '../../src/facts/parse.js';
import type { FileFacts, TypeIR } from '../../src/facts/ir.js';
import type { Linker, Resolution } from '../../src/facts/link.js';
import type { DataEntry, Policy, Reference } from '../../src/policy/policy.js';
import { parseReference } from '../../src/policy/references.js';
import { createDeclaredTypes } from '../../src/types/declared.js';
import type { Member, ProgramTypes, Shape, TypeRef } from '../../src/types/shape.js';
import { Kind } from '../../src/types/shape.js';

export interface Data {
  readonly types?: readonly string[];
  readonly properties?: readonly string[];
  readonly returns?: readonly string[];
}

export const ROOT = '/p';
const place = { file: '/p/data-purpose.jsonc', line: 1, column: 1 };
const refs = (texts: readonly string[] = []): readonly Reference[] => texts.map((t) => parseReference(t, { ...place }));

export function policyOf(data: Readonly<Record<string, Data>>, more: Partial<Policy> = {}): Policy {
  const entries = Object.entries(data).map(([label, d]): [string, DataEntry] => [
    label,
    { label, allow: [], types: d.types ? refs(d.types) : [parseReference(label, place)], properties: refs(d.properties), returns: refs(d.returns), place },
  ]);
  return {
    file: place.file, root: ROOT, purposes: new Map(), data: new Map(entries), declassifiers: [], models: [],
    purposesOfFile: () => [], purposesOfPackage: () => [], allows: () => false, ...more,
  };
}

/** Files by path below /p; what stands below node_modules is no part of the program. */
export function linkerOf(files: Readonly<Record<string, string>>): Linker {
  const texts = new Map(Object.entries(files).map(([f, text]) => [`${ROOT}/${f}`, text]));
  const facts = new Map<string, FileFacts | undefined>();
  const first = (candidates: readonly string[]): string | undefined => candidates.find((c) => texts.has(c));
  const resolve = (from: string, specifier: string): Resolution => {
    if (/^\.{1,2}\//.test(specifier)) {
      const base = posix.resolve(posix.dirname(from), specifier).replace(/\.js$/, '');
      const file = first([base, ...['.ts', '.tsx', '.d.ts', '.js'].map((x) => base + x), `${base}/index.ts`, `${base}/index.d.ts`]);
      if (file === undefined) return { k: 'unresolved' };
      return { k: 'file', file };
    }
    const base = `${ROOT}/node_modules/${specifier}`;
    const types = first([`${base}.d.ts`, `${base}/index.d.ts`]);
    const installed = types !== undefined || texts.has(`${base}/index.js`);
    return installed ? { k: 'package', name: specifier, subpath: '', ...(types === undefined ? {} : { types }) } : { k: 'unresolved' };
  };
  return {
    files: [...texts.keys()].filter((f) => !f.includes('/node_modules/')).sort(),
    text: (f) => texts.get(f),
    facts: (f) => {
      const text = texts.get(f);
      if (!facts.has(f)) facts.set(f, text === undefined ? undefined : read(f, text));
      return facts.get(f);
    },
    skim: () => ({ sources: [], imports: [] }),
    resolve,
    failures: [],
  };
}

function read(file: string, text: string): FileFacts | undefined {
  try {
    return extractFacts(file, text);
  } catch (error) {
    if (error instanceof ParseError) return undefined;
    throw error;
  }
}

export interface TestProgram {
  readonly types: ProgramTypes;
  readonly linker: Linker;
  /** The alias `name` of a file as a reference. */
  ref(name: string, file?: string): TypeRef;
  /** The shape of alias `name`. */
  of(name: string, file?: string): Shape;
  /** Readable summary of a shape: kinds, labels, objects. */
  show(name: string, file?: string): string;
  mentions(name: string, file?: string): boolean;
  member(name: string, member: string, file?: string): Member | undefined;
}

export const DEFAULT_DATA: Readonly<Record<string, Data>> = { TwoFactorPhone: {}, SecurityEmail: {} };

/** A string of files stands for `a.ts`. */
export function program(files: string | Readonly<Record<string, string>>, data = DEFAULT_DATA, more: Partial<Policy> = {}): TestProgram {
  const linker = linkerOf(typeof files === 'string' ? { 'a.ts': files } : files);
  const types = createDeclaredTypes(linker, policyOf(data, more));
  const ref = (name: string, file = 'a.ts'): TypeRef => {
    const full = `${ROOT}/${file}`;
    const at = linker.facts(full)?.types.findLast((t) => t.name === name);
    const type: TypeIR = { k: 'ref', name, s: at?.s ?? 0, e: at?.e ?? 0 };
    return { file: full, type };
  };
  const of = (name: string, file?: string): Shape => types.shape(ref(name, file));
  return {
    types, linker, ref, of,
    show: (name, file) => show(types, of(name, file)),
    mentions: (name, file) => types.mentions(ref(name, file)),
    member: (name, member, file) => {
      for (const o of of(name, file).objects) if (o.k === 'object' || o.k === 'class') return o.member(member);
      return undefined;
    },
  };
}

/** `string|undefined TwoFactorPhone array<number> ?`: kinds or literals, labels with `!`, objects, `?` for unknown. */
export function show(types: ProgramTypes, shape: Shape, depth = 0): string {
  const inner = (ref: TypeRef | undefined): string => (ref === undefined ? '-' : depth > 3 ? '…' : show(types, types.shape(ref), depth + 1));
  const kinds = Object.entries(Kind).filter(([, bit]) => shape.kinds & bit).map(([name]) => name);
  const values = shape.literals && shape.literals.length > 0 ? shape.literals.map((l) => JSON.stringify(l)) : kinds;
  const objects = shape.objects.map((o) => {
    if (o.k === 'tuple') return `[${[...o.elems.map(inner), ...(o.rest ? [`...${inner(o.rest)}`] : [])].join(', ')}]`;
    if (o.k === 'map') return `map<${inner(o.key)}, ${inner(o.value)}>`;
    if (o.k === 'function') return `${o.construct ? 'new ' : ''}fn(${o.signatures.map((s) => inner(s.fn.ret && { file: s.file, type: s.fn.ret, ...(s.env ? { env: s.env } : {}) })).join('; ')})`;
    if (o.k === 'class' || o.k === 'object') {
      const members = depth > 2 ? ['…'] : o.members().map((m) => {
        const type = m.signatures ? `fn(${m.signatures.map((s) => inner(s.fn.ret && { file: s.file, type: s.fn.ret, ...(s.env ? { env: s.env } : {}) })).join('; ')})` : inner(m.type);
        return `${m.name}${m.optional ? '?' : ''}: ${type}${m.labels.map((l) => ` !${l}`).join('')}`;
      });
      const index = o.k === 'object' && o.index ? [`[]: ${inner(o.index)}`] : [];
      return `${o.k === 'class' ? 'class ' : ''}${o.name}{${[...members, ...index].join(', ')}}`;
    }
    return `${o.k}<${inner(o.elem)}>`;
  });
  const parts = [...(values.length ? [values.join('|')] : []), ...objects, ...shape.labels.map((l) => `!${l}`), ...(shape.unknown ? ['?'] : [])];
  return parts.length === 0 ? 'never' : parts.join(' ');
}
