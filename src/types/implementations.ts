import { Words } from '../facts/words.js';
import { superRef } from './classes.js';
import { last } from './keys.js';
import type { Resolver } from './resolver.js';
import type { ClassRef, TypeRef } from './shape.js';

/** Finds classes by their `implements` and `extends` clauses, in files that mention a name on the way. */
export function createImplementations(r: Resolver): (id: string) => readonly ClassRef[] {
  const known = new Map<string, readonly ClassRef[]>();
  let capitals: ReadonlyMap<string, readonly string[]> | undefined;

  return (id) => {
    const plain = id.replace(/<.*$/s, '');
    let found = known.get(plain);
    if (!found) known.set(plain, (found = find(plain)));
    return found;
  };

  function find(id: string): readonly ClassRef[] {
    const ids = new Set(id.split('&'));
    const classes = new Map<string, ClassRef>();
    const examined = new Set<string>();
    const names = [...ids].map((i) => last(i.slice(i.lastIndexOf('#') + 1).replace(/@\d+$/, '')));
    for (let name = names.pop(); name !== undefined; name = names.pop()) {
      if (examined.has(`${name} ${ids.size}`)) continue;
      examined.add(`${name} ${ids.size}`);
      for (const file of mentioning(name)) names.push(...inFile(file, ids, classes));
    }
    return [...classes.values()].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.cls - b.cls));
  }

  /** Files in which the name occurs. What begins with a capital, as names of types do, is looked up; one pass over the texts finds where all such words are. */
  function mentioning(name: string): readonly string[] {
    if (/^[A-Z]/.test(name)) return (capitals ??= capitalsIn(r.linker)).get(name) ?? [];
    const words = new Words([name]);
    return r.linker.files.filter((file) => words.anyIn(r.linker.text(file) ?? ''));
  }

  /** Adds what the file's declarations derive from `ids`; names under which more may derive. */
  function inFile(file: string, ids: Set<string>, classes: Map<string, ClassRef>): readonly string[] {
    const index = r.names.index(file);
    const added: string[] = [];
    if (!index) return added;
    const renamed = [...index.imports].flatMap(([local, i]) => (local !== i.imported ? [local] : []));
    const exported = index.facts.exports.flatMap((e) => (e.k === 'from' && e.name !== e.imported ? [e.name] : e.k === 'local' && e.name !== e.local && e.name !== 'default' ? [e.name] : []));
    const means = (ref: TypeRef): boolean => targets(ref).some((t) => ids.has(t));
    for (const decl of index.facts.types) {
      if (decl.cls !== undefined) continue;
      const bases = decl.kind === 'alias' ? (decl.type && decl.type.k === 'ref' ? [decl.type] : decl.type?.k === 'inter' ? decl.type.types : []) : (decl.extends ?? []);
      if (!bases.some((type) => means({ file, type }))) continue;
      const { id, name } = r.names.siteOf({ file, decl });
      if (!ids.has(id)) added.push(last(name));
      ids.add(id);
    }
    index.facts.classes.forEach((cls, c) => {
      const key = `${file}#${c}`;
      const decl = index.classDecls.get(c);
      const base = superRef(index, cls, decl);
      if (classes.has(key) || !(cls.implements.some((type) => means({ file, type })) || (base && means(base)))) return;
      classes.set(key, { file, cls: c });
      const id = decl ? r.names.siteOf({ file, decl }).id : `${file}#class@${cls.s}`;
      ids.add(id);
      if (cls.name !== '') added.push(cls.name);
    });
    return added.length > 0 ? [...added, ...renamed, ...exported] : [...exported, ...renamed].filter((n) => localMeans(file, n, ids));
  }

  function localMeans(file: string, name: string, ids: ReadonlySet<string>): boolean {
    const found = r.names.type(file, name, 0);
    const site = found.k === 'site' ? found.site : r.names.exportedType(file, name);
    return site !== undefined && ids.has(site.id);
  }

  /** Declarations that a clause names: directly, by a class held in a variable, or in an intersection. */
  function targets(ref: TypeRef): readonly string[] {
    if (ref.type.k === 'inter') return ref.type.types.flatMap((type) => targets({ ...ref, type }));
    if (ref.type.k !== 'ref' && ref.type.k !== 'import') return [];
    const found = ref.type.k === 'import' ? r.names.importedType(ref.file, ref.type.source, ref.type.name) : r.names.type(ref.file, ref.type.name, ref.type.s);
    if (found.k === 'site') return [found.site.id];
    const site = ref.type.k === 'ref' ? r.names.value(ref.file, ref.type.name, ref.type.s) : undefined;
    const cls = site && site.k !== 'module' ? r.value(site).cls : undefined;
    return cls ? [`${cls.file}#class@${r.names.index(cls.file)!.facts.classes[cls.cls]!.s}`] : [];
  }
}

/** Files by the words in them that begin with a capital. */
function capitalsIn(linker: Resolver['linker']): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, string[]>();
  for (const file of linker.files) {
    for (const [word] of (linker.text(file) ?? '').matchAll(/(?<![\w$])[A-Z][\w$]*/g)) {
      const known = files.get(word);
      if (!known) files.set(word, [file]);
      else if (known.at(-1) !== file) known.push(file);
    }
  }
  return files;
}
