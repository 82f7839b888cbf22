import { createHash } from 'node:crypto';
import { Context } from './context.js';
import { docTypeParser, lowerTypedefs } from './doc-types.js';
import { Docs } from './docs.js';
import { fileDoc } from './file-doc.js';
import { enterFunction, lowerBody, plainHead } from './functions.js';
import type { AmbientValue, FileFacts, ImportFact, TypeDecl } from './ir.js';
import { isDeclarationFile, isJavaScript, parse, type Parsed } from './parse.js';
import { lineStarts } from './positions.js';

export { ParseError } from './parse.js';

const isModule = ({ program, moduleSyntax }: Parsed): boolean => moduleSyntax || program.body.some(st =>
  st.type === 'TSExportAssignment' || (st.type === 'TSImportEqualsDeclaration' && st.moduleReference.type === 'TSExternalModuleReference'));

/** A declaration file exports all its declarations unless it says which. */
function exportAllDeclared(cx: Context, { program }: Parsed): void {
  const explicit = program.body.some(st => st.type === 'TSExportAssignment' || st.type === 'ExportDefaultDeclaration' || st.type === 'ExportAllDeclaration'
    || (st.type === 'ExportNamedDeclaration' && st.declaration === null));
  if (explicit) return;
  const known = new Set(cx.exports.map(x => (x.k === 'local' && x.module === undefined ? x.name : '')));
  for (const d of [...cx.types.map(t => ({ ...t, typeOnly: t.kind === 'alias' || t.kind === 'interface' })), ...cx.ambient.map(a => ({ ...a, typeOnly: false }))]) {
    if (d.module !== undefined || d.global || d.name.includes('.') || known.has(d.name)) continue;
    known.add(d.name);
    cx.exports.push({ k: 'local', name: d.name, local: d.name, ...(d.typeOnly && { typeOnly: true }), s: d.s, e: d.e });
  }
}

/** In a script, the declarations of its top level are seen by every file. */
const asGlobals = <T extends TypeDecl | AmbientValue>(all: readonly T[]): T[] =>
  all.map(d => (d.module === undefined && !('fn' in d && d.fn !== 0) ? { ...d, global: true } : d));

/** Something in the text can be an `export` declaration. */
const EXPORTS = /\bexport\b/;

const isUnused = (cx: Context, { v, imported }: ImportFact): boolean =>
  v !== undefined && imported !== '=' && !cx.used.has(v) && !cx.exports.some(x => x.k === 'local' && x.v === v);

/**
 * The flow facts of one file: `file` is absolute with `/`, and its extension says the language; `text` is its content.
 * Offsets count UTF-16 code units.
 * @throws ParseError where the text is no program
 */
export function extractFacts(file: string, text: string): FileFacts {
  const parsed = parse(file, text);
  const js = isJavaScript(file);
  const declaration = isDeclarationFile(file);
  const parseType = js ? docTypeParser(() => cx) : undefined;
  const docs = new Docs(parsed.comments, text, parseType);
  const cx: Context = new Context(file, text, js, declaration, docs);
  const span = { s: 0, e: text.length };
  enterFunction(cx, plainHead('module', span, '', { s: 0, e: 0 }), () => ({ params: [], body: lowerBody(cx, parsed.program.body) }));
  if (parseType) lowerTypedefs(cx, parseType);
  // What compilers make of `import` beside `module.exports` is CommonJS.
  const isEsm = isModule(parsed) && !(cx.namesExports && !declaration && !EXPORTS.test(text));
  const style = isEsm ? 'esm' : cx.usesCommonJs ? 'cjs' : 'script';
  if (declaration && style === 'esm') exportAllDeclared(cx, parsed);
  const doc = fileDoc(parsed, docs, text);
  return {
    file, hash: createHash('sha1').update(text).digest('hex'), style, declaration, ...(cx.requires.length > 0 && { requires: cx.requires }),
    bindings: cx.bindings, functions: cx.functions, classes: cx.classes,
    types: style === 'script' ? asGlobals(cx.types) : cx.types, ambient: style === 'script' ? asGlobals(cx.ambient) : cx.ambient,
    imports: js || declaration ? cx.imports : cx.imports.map(i => (isUnused(cx, i) ? { ...i, unused: true as const } : i)), exports: cx.exports, ...(cx.defaultBinding !== undefined && { defaultBinding: cx.defaultBinding }),
    ...(doc && { doc }), lines: lineStarts(text),
  };
}
