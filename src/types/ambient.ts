import type { AmbientValue, TypeDecl } from '../facts/ir.js';
import type { Linker } from '../facts/link.js';
import type { FileIndex } from './file-index.js';

export interface Part {
  readonly file: string;
  readonly decl: TypeDecl;
}

/** What the program declares outside its modules: globals, and `declare module 'x'`. */
export interface Ambient {
  readonly types: ReadonlyMap<string, readonly Part[]>;
  readonly values: ReadonlyMap<string, readonly { readonly file: string; readonly value: AmbientValue }[]>;
  /** Bindings of scripts, which every file sees. */
  readonly bindings: ReadonlyMap<string, { readonly file: string; readonly v: number }>;
  /** Types in `declare module 'x'`, by x. */
  readonly modules: ReadonlyMap<string, readonly Part[]>;
  readonly moduleValues: ReadonlyMap<string, readonly { readonly file: string; readonly value: AmbientValue }[]>;
}

const DECLARES = /\bdeclare\s+(?:global|module)\b/;
const MODULE = /\b(?:import|export|require|module)\b/;

function add<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Reads only files that can declare something ambient: declaration files, scripts and `declare global|module`. */
export function readAmbient(linker: Linker, index: (file: string) => FileIndex | undefined): Ambient {
  const types = new Map<string, Part[]>();
  const values = new Map<string, { file: string; value: AmbientValue }[]>();
  const bindings = new Map<string, { file: string; v: number }>();
  const modules = new Map<string, Part[]>();
  const moduleValues = new Map<string, { file: string; value: AmbientValue }[]>();
  for (const file of linker.files) {
    const text = linker.text(file) ?? '';
    if (MODULE.test(text) && !DECLARES.test(text) && !/\.d\.[cm]?ts$/.test(file)) continue;
    const facts = index(file)?.facts;
    if (!facts) continue;
    for (const decl of facts.types) {
      if (decl.module !== undefined) add(modules, decl.module, { file, decl });
      else if (decl.global) add(types, decl.name, { file, decl });
    }
    for (const value of facts.ambient) {
      if (value.module !== undefined) add(moduleValues, value.module, { file, value });
      else if (value.global) add(values, value.name, { file, value });
    }
    if (facts.style !== 'script') continue;
    facts.bindings.forEach((b, v) => {
      if (b.fn === 0 && !bindings.has(b.name)) bindings.set(b.name, { file, v });
    });
  }
  return { types, values, bindings, modules, moduleValues };
}
