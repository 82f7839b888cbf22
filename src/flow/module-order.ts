import type { Machine } from './machine/machine.js';
import { loadedBy } from './machine/modules.js';
import { sourcesOf } from './sources.js';

/** Modules that no other imports come first, as they do when the program starts. */
export function entriesFirst(m: Machine, files: readonly string[]): readonly string[] {
  const imported = new Set<string>();
  for (const file of files) {
    for (const s of sourcesOf(m.setting.linker, file)) {
      const r = m.setting.linker.resolve(file, s);
      if (r.k === 'file' && r.file !== file) imported.add(r.file);
    }
  }
  return [...files.filter((f) => !imported.has(f)), ...files.filter((f) => imported.has(f))];
}

/** The order in which the bodies of modules run, where none runs another's but by `require`. */
export function importedFirst(m: Machine, files: readonly string[]): readonly string[] {
  const order = new Set<string>();
  const seen = new Set<string>();
  const known = new Set(files);
  const visit = (file: string): void => {
    if (seen.has(file) || !known.has(file)) return;
    seen.add(file);
    for (const { source } of loadedBy(m.facts(file)!)) {
      const r = m.setting.linker.resolve(file, source);
      if (r.k === 'file') visit(r.file);
    }
    order.add(file);
  };
  for (const file of entriesFirst(m, files)) visit(file);
  return [...order];
}
