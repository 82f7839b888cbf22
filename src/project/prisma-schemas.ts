import { dirname } from 'node:path';
import type { Linker } from '../facts/link.js';
import type { LoadedPolicy, PolicyProblem } from '../policy/policy.js';
import type { ProgramTypes } from '../types/shape.js';
import { absolute } from './absolute.js';
import { repositoryRoot } from './root.js';
import type { Sources } from './sources.js';

const CLIENT = /\bPrismaClient\b|['"][^'"\n]*prisma[^'"\n]*['"]/i;
/** A comment with a tag: how many slashes, what stands before and in it. */
const TAGGED = /^(?<before>[^/"]*(?:"[^"]*"[^/"]*)*)(?<slashes>\/{2,})[^/]*?@data[ \t]+(?<names>[\w$.:/-]+(?:[ \t]*,[ \t]*[\w$.:/-]+)*)/u;

/** A label on a line of a schema, of a field where one follows. */
interface Tagged {
  readonly label: string;
  readonly place: PolicyProblem['place'];
  /** It stands in a `//` comment, which Prisma does not pass on. */
  readonly isDropped: boolean;
  readonly field: string | undefined;
}

/**
 * Labels of the policy in the program's Prisma schemas that its generated client does not have: the comment is one that
 * Prisma drops, or the client was not generated since. Programs that use no Prisma client have none.
 *
 * @param from files or folders; schemas are looked for from there up to the repository's root
 */
export function unreadSchemas({ data }: LoadedPolicy, from: readonly string[], linker: Linker, declared: ProgramTypes, sources: Sources): PolicyProblem[] {
  const schemas = new Set(from.flatMap((path) => schemasAbove(sources.isFolder(path) ? path : dirname(path), sources)));
  const tagged = [...schemas].flatMap((file) => taggedIn(file, sources.read(file) ?? '')).filter(({ label }) => data.has(label));
  if (tagged.length === 0 || !linker.files.some((file) => CLIENT.test(linker.text(file) ?? ''))) return [];
  const texts = [...new Set([...linker.files, ...declared.sourceFiles()])].map((file) => linker.text(file) ?? '').filter((text) => text.includes('@data'));
  return tagged.flatMap(({ label, place, isDropped, field }): PolicyProblem[] => {
    if (isDropped) return [{ message: `Prisma drops this comment, so that nothing carries "${label}" here.`, hint: `Write \`/// @data ${label}\`, with three slashes, on the line above the field; then run \`prisma generate\`.`, place }];
    if (texts.some((text) => isGenerated(text, label, field))) return [];
    return [{ message: `No generated client has this label of ${field === undefined ? 'a model' : `the field "${field}"`}: "${label}".`, hint: 'Run `prisma generate` before the check, in CI too.', place }];
  });
}

/** Schemas where Prisma looks for them, of a package and of those that it lies in. */
function schemasAbove(folder: string, sources: Sources): string[] {
  const root = repositoryRoot(folder);
  const found = new Set<string>();
  for (let at = folder; ; at = dirname(at)) {
    for (const path of ['schema.prisma', 'prisma', ...configured(at, sources)]) schemasAt(absolute(path, at), sources).forEach((file) => found.add(file));
    if (at === root || dirname(at) === at) return [...found].sort();
  }
}

/** What package.json's `prisma.schema` and the `schema` of prisma.config.ts name. */
function configured(folder: string, sources: Sources): string[] {
  const named = [/"prisma"\s*:\s*\{[^}]*"schema"\s*:\s*"([^"]+)"/.exec(sources.read(absolute('package.json', folder)) ?? '')?.[1]];
  for (const name of ['prisma.config.ts', 'prisma.config.js', 'prisma.config.mjs']) named.push(/\bschema\s*:\s*['"`]([^'"`]+)['"`]/.exec(sources.read(absolute(name, folder)) ?? '')?.[1]);
  return named.filter((path) => path !== undefined);
}

function schemasAt(path: string, sources: Sources): string[] {
  if (!sources.isFolder(path)) return path.endsWith('.prisma') && sources.exists(path) ? [path] : [];
  return sources.list(path).flatMap(({ name, isFolder }) => (isFolder || name.endsWith('.prisma') ? schemasAt(`${path}/${name}`, sources) : []));
}

function taggedIn(file: string, text: string): Tagged[] {
  const lines = text.split(/\r\n|\n|\r/);
  return lines.flatMap((line, i) => {
    const { before = '', slashes = '', names = '' } = TAGGED.exec(line)?.groups ?? {};
    const own = /^\s*(\w+)\s/.exec(before)?.[1];
    const next = lines.slice(i + 1).find((below) => /\S/.test(below) && !/^\s*\/\//.test(below));
    const field = own ?? (/^\s*(?:model|type|enum|view)\s+\w+\s*\{/.test(next ?? '') ? undefined : /^\s*(\w+)\s/.exec(next ?? '')?.[1]);
    const column = line.indexOf('@data', before.length) + 1;
    return names.split(',').map((name) => name.trim()).filter((name) => name !== '').map((label) => ({ label, place: { file, line: i + 1, column }, isDropped: slashes === '//', field }));
  });
}

/** The doc comment of a declaration of this name has the label. */
function isGenerated(text: string, label: string, field: string | undefined): boolean {
  const tag = String.raw`@data[^@]*?(?<![\w$])${label.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)}(?![\w$])`;
  return new RegExp(field === undefined ? tag : String.raw`${tag}(?:(?!\*/)[^])*\*/\s*(?:readonly\s+)?['"]?${field}['"]?\s*\??\s*:`, 'u').test(text);
}
