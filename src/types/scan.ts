import type { TypeIR, TypeMember, TypeParam } from '../facts/ir.js';
import { Words } from '../facts/words.js';
import type { Policy } from '../policy/policy.js';
import { Bounds } from './bounds.js';
import { carried } from './carried.js';
import { freeNames, last } from './keys.js';
import type { Resolver } from './resolver.js';
import type { ProgramTypes } from './shape.js';

/** Where the program can hold labels at all, found by text first. See {@link ProgramTypes}. */
export interface Scan extends Pick<ProgramTypes, 'sourceFiles' | 'labelledMemberNames' | 'labelWords'> {
  /** The file declares labels, or imports such a file, or one that does. */
  nearLabels(file: string): boolean;
  /** The file is of the program's own code, or of a package whose declarations hold a label word. */
  canDeclareLabels(file: string): boolean;
}

const DATA_TAG = /@data\b/;
/** One on lines of its own: of a string that looks like the beginning of one, nothing is taken. */
const DOC_COMMENT = /^[ \t]*\/\*\*[^]*?\*\//gm;
const IMPORTED = /\b(?:from|import|require)\s*\(?\s*(['"])([^'"\n]+)\1/g;
const REEXPORTED = /\bexport\s+(?:type\s+)?(?:\*|\{[^}]*\})[^'";]*from\s*(['"])([^'"\n]+)\1/g;
/** A query's new name for a column: `'users.phone as tel'`, `ref('phone').as('tel')`. */
const RENAMED = /(['"`])(?:[\w$]+\.)*([\w$]+)\s+as\s+([\w$]+)\1|(['"`])(?:[\w$]+\.)*([\w$]+)\4\s*\)\s*\.as\(\s*(['"`])([\w$]+)\6/gi;
/** What a query selects under names of its own, `.select({ tel: users.phone })`, and a pair in it. */
const SELECTED = /\.(?:select|selectDistinct|selectDistinctOn|returning)\(\s*(?:\[[^\]]*\]\s*,\s*)?\{((?:[^{}]|\{[^{}]*\})*)\}/g;
const PAIR = /([\w$]+)\s*:\s*([^,{}]*)/g;

export function createScan(r: Resolver, policy: Policy): Scan {
  let scanned: { readonly files: readonly string[]; readonly declaring: readonly string[]; readonly packages: ReadonlySet<string | undefined>; readonly words: ReadonlySet<string> } | undefined;
  let members: ReadonlySet<string> | undefined;
  const modules = new Set([...policy.data.values()].flatMap((d) => [...d.types, ...d.properties, ...d.returns].flatMap((ref) => ref.module ?? [])));
  const mentions = (text: string, words: Words): boolean => DATA_TAG.test(text) || words.anyIn(text);

  /** Grows the label words by aliases and re-export names until no file adds one. */
  function scan(): NonNullable<typeof scanned> {
    const { types, members: properties, functions } = r.labels.words;
    const names = new Set([...types, ...properties, ...functions]);
    const declared = [...packageFiles()];
    const candidates = [...r.linker.files, ...declared];
    const files = new Set<string>();
    for (let before = -1; before !== names.size; ) {
      before = names.size;
      const words = new Words(names);
      for (const file of candidates) {
        if (files.has(file) || !mentions(r.linker.text(file) ?? '', words)) continue;
        files.add(file);
      }
      for (const file of files) for (const name of labelledNames(file)) names.add(name);
    }
    const own = new Set(r.linker.files);
    const importing = r.linker.files.filter((f) => specifiers(f).some((s) => reachesLabels(f, s, declared)));
    const inProgram = [...files].filter((f) => own.has(f));
    const reaching = [...entries].flatMap(([entry, reached]) => (reached.some((f) => declared.includes(f)) ? [entry] : []));
    const packages = new Set([...declared, ...reaching].map(packageFolder));
    return { files: [...new Set([...inProgram, ...importing, ...declared, ...reaching])].sort(), declaring: [...files], packages, words: names };
  }

  const specifiersOf = new Map<string, readonly string[]>();
  function specifiers(file: string): readonly string[] {
    let found = specifiersOf.get(file);
    if (!found) {
      found = [...(r.linker.text(file) ?? '').matchAll(IMPORTED)].map((m) => m[2]!).filter((s) => !/^\.\.?(?:\/|$)/.test(s));
      specifiersOf.set(file, (found = [...new Set(found)]));
    }
    return found;
  }

  const entries = new Map<string, readonly string[]>();
  function reachesLabels(file: string, specifier: string, declared: readonly string[]): boolean {
    if (modules.has(specifier)) return true;
    const entry = declarationFile(file, specifier);
    return entry !== undefined && (entries.get(entry) ?? []).some((f) => declared.includes(f));
  }

  function declarationFile(file: string, specifier: string): string | undefined {
    const to = r.linker.resolve(file, specifier);
    return to.k === 'package' ? to.types : undefined;
  }

  /** Declaration files of imported packages that hold a label word: their entry and what it re-exports. */
  function packageFiles(): ReadonlySet<string> {
    const lists = r.labels.packageWords();
    const words = new Words(lists.flat());
    const holds = (text: string): boolean => {
      if (DATA_TAG.test(text)) return true;
      const isIn = (code: string): boolean => {
        const found = words.in(code);
        return lists.some((list) => list.every((word) => found.has(word)));
      };
      // Clients of large services speak of accounts and passwords in all of their comments.
      return isIn(text) && isIn(text.replace(DOC_COMMENT, ''));
    };
    const found = new Set<string>();
    const asked = new Set<string>();
    for (const file of r.linker.files) {
      for (const specifier of specifiers(file)) {
        const entry = declarationFile(file, specifier);
        if (entry === undefined || asked.has(entry)) continue;
        asked.add(entry);
        const reached = closure(entry);
        entries.set(entry, reached);
        const named = modules.has(specifier) || [...modules].some((m) => specifier.startsWith(`${m}/`));
        for (const f of reached) if (named || holds(r.linker.text(f) ?? '')) found.add(f);
      }
    }
    return found;
  }

  function closure(entry: string): readonly string[] {
    const reached = [entry];
    for (let i = 0; i < reached.length && reached.length < Bounds.packageFiles; i++) {
      for (const m of (r.linker.text(reached[i]!) ?? '').matchAll(REEXPORTED)) {
        const next = r.names.moduleFile(reached[i]!, m[2]!);
        if (next !== undefined && !reached.includes(next)) reached.push(next);
      }
    }
    return reached;
  }

  /** Types of a file that carry a label themselves, and the names under which it passes on such types. */
  function labelledNames(file: string): readonly string[] {
    const index = r.names.index(file);
    if (!index) return [];
    const own = index.facts.types.filter((decl) => r.siteShape(r.names.siteOf({ file, decl }), []).labels.length > 0).map((d) => last(d.name));
    const passed = index.facts.exports.flatMap((e) => {
      if (e.k === 'all' || e.name === 'default') return [];
      const before = e.k === 'from' ? e.imported : e.local;
      if (e.name === before) return [];
      const site = r.names.exportedType(file, e.name);
      return site && r.siteShape(site, []).labels.length > 0 ? [e.name] : [];
    });
    return [...own, ...passed, ...r.schemas.constants(index)];
  }

  function scanMembers(): ReadonlySet<string> {
    const names = new Set(r.labels.words.members);
    for (const file of (scanned ??= scan()).declaring) {
      const index = r.names.index(file);
      if (!index) continue;
      for (const entry of r.schemas.entries(file).values()) names.add(entry.name);
      const visit = (m: TypeMember): void => {
        if (m.name !== '' && !names.has(m.name) && isLabelled(file, m)) names.add(m.name);
      };
      eachMember(index.facts.types.filter((d) => d.kind !== 'enum'), visit);
      for (const written of [...index.facts.bindings, ...index.facts.ambient]) eachMember(written.type, visit);
      for (const fn of index.facts.functions) eachMember([fn.ret, ...fn.params.map((p) => p.type)], visit);
      for (const cls of index.facts.classes) {
        for (const m of cls.members) {
          if (!('name' in m.key) || m.kind === 'ctor' || m.kind === 'static') continue;
          const labelled = r.labels.ofDoc(m.doc).length > 0 || (m.type && carried(r, { file, type: m.type }).length > 0);
          if (labelled) names.add(m.key.name);
        }
      }
    }
    for (const file of r.linker.files) {
      const text = r.linker.text(file) ?? '';
      for (const m of text.matchAll(RENAMED)) if (names.has(m[2] ?? m[5] ?? '')) names.add(m[3] ?? m[7]!);
      for (const [, pairs] of text.matchAll(SELECTED)) {
        for (const [, name, value] of pairs!.matchAll(PAIR)) if (Array.from(value!.matchAll(/\.([\w$]+)/g)).some(([, column]) => names.has(column!))) names.add(name!);
      }
    }
    return names;
  }

  function isLabelled(file: string, m: TypeMember): boolean {
    if (r.labels.ofMember(file, m).length > 0) return true;
    const type = m.type ?? m.fn?.ret;
    const own = m.fn?.typeParams;
    if (type?.k === 'cond' && own) return [type.yes, type.no].some((branch) => !isOf(own, branch) && carried(r, { file, type: branch }).length > 0);
    return type !== undefined && carried(r, { file, type }).length > 0;
  }

  let near: ReadonlySet<string> | undefined;
  /** Two imports away are the files that use a client or a repository made for a schema. */
  function findNear(): ReadonlySet<string> {
    const found = new Set((scanned ??= scan()).declaring);
    for (let step = 0; step < 2; step++) {
      const importing = r.linker.files.filter((file) => !found.has(file) && r.linker.facts(file)?.imports.some((i) => found.has(r.names.moduleFile(file, i.source) ?? '')));
      for (const file of importing) found.add(file);
    }
    return found;
  }

  const declaring = new Map<string, boolean>();
  return {
    nearLabels: (file) => (near ??= findNear()).has(file),
    sourceFiles: () => (scanned ??= scan()).files,
    labelledMemberNames: () => (members ??= scanMembers()),
    labelWords: () => (scanned ??= scan()).words,
    canDeclareLabels: (file) => {
      let can = declaring.get(file);
      if (can === undefined) {
        const folder = packageFolder(file);
        declaring.set(file, (can = folder === undefined || (scanned ??= scan()).packages.has(folder)));
      }
      return can;
    },
  };
}

/** A generic function's calls decide what the type is: where the function is declared, it says nothing. */
function isOf(params: readonly TypeParam[], type: TypeIR): boolean {
  const names = freeNames(type);
  return params.some(({ name }) => names.has(name));
}

/** Folder of the installed package that a file belongs to. */
function packageFolder(file: string): string | undefined {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
}

/** A declaration's members, and those of the object types written anywhere below a type or declaration. */
export function eachMember(node: unknown, visit: (m: TypeMember) => void): void {
  if (Array.isArray(node)) {
    for (const inner of node as unknown[]) eachMember(inner, visit);
  } else if (node !== null && typeof node === 'object') {
    if ('members' in node && Array.isArray(node.members)) (node.members as readonly TypeMember[]).forEach(visit);
    for (const inner of Object.values(node) as unknown[]) eachMember(inner, visit);
  }
}
