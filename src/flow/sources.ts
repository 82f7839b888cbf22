import type { Linker } from '../facts/link.js';

/** Specifiers that a file imports, exports from or requires. */
export function sourcesOf(linker: Linker, file: string): readonly string[] {
  const facts = linker.facts(file)!;
  const required = facts.style === 'cjs' ? [...(linker.text(file) ?? '').matchAll(/\brequire\s*\(\s*['"]([^'"]+)['"]/g)].map((x) => x[1]!) : [];
  return [...facts.imports.map((i) => i.source), ...facts.exports.flatMap((x) => (x.k === 'local' ? [] : [x.source])), ...required];
}
