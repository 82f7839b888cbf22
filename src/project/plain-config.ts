import { createRequire } from 'node:module';
import { basename, dirname } from 'node:path';
import { parse, type ParseError } from 'jsonc-parser';
import { absolute } from './absolute.js';
import { tryResolve } from './native-typescript.js';
import type { Sources } from './sources.js';

/** What decides the files of a tsconfig, with all that it extends; paths are absolute. */
export interface PlainConfig {
  readonly files?: readonly string[];
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly allowJs?: boolean;
  readonly checkJs?: boolean;
  readonly outDir?: string;
  readonly declarationDir?: string;
  /** Those of the tsconfig itself. */
  readonly references?: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

/** It is written in a way that only TypeScript itself can judge. */
class NotPlain extends Error {}

/** Undefined for a tsconfig that has, or extends one that has, anything unusual or wrong. */
export function readPlainConfig(file: string, sources: Sources): PlainConfig | undefined {
  try {
    return read(file, sources, [], dirname(file));
  } catch (error) {
    if (error instanceof NotPlain) return undefined;
    throw error;
  }
}

function read(file: string, sources: Sources, above: readonly string[], configDir: string): PlainConfig {
  const text = sources.read(file);
  if (text === undefined || above.includes(file)) throw new NotPlain();
  const errors: ParseError[] = [];
  const json: unknown = parse(text, errors, { allowTrailingComma: true });
  if (errors.length > 0 || !isObject(json)) throw new NotPlain();
  const folder = dirname(file);
  const path = (written: string): string => absolute(written.replace(/^\$\{configDir\}/i, configDir), folder);
  const bases = typeof json['extends'] === 'string' ? [json['extends']] : (strings(json['extends']) ?? []);
  const inherited = bases.map((base) => read(baseConfig(base, file, sources), sources, [...above, file], configDir));
  const options = json['compilerOptions'] ?? {};
  if (!isObject(options)) throw new NotPlain();
  const own: PlainConfig = {
    ...present('files', strings(json['files'])?.map(path)),
    ...present('include', strings(json['include'])?.map(path)),
    ...present('exclude', strings(json['exclude'])?.map(path)),
    ...present('allowJs', boolean(options['allowJs'])),
    ...present('checkJs', boolean(options['checkJs'])),
    ...present('outDir', string(options['outDir'], path)),
    ...present('declarationDir', string(options['declarationDir'], path)),
  };
  const usual: PlainConfig = basename(file) === 'jsconfig.json' ? { allowJs: true } : {};
  return Object.assign({}, usual, ...inherited.map(({ references: _, ...rest }) => rest), own, { references: references(json['references'], path) }) as PlainConfig;
}

function baseConfig(base: string, from: string, sources: Sources): string {
  const isPath = /^(?:\.{1,2}(?:[\\/]|$)|[\\/]|[A-Za-z]:)/.test(base);
  const found = isPath
    ? [base, `${base}.json`].map((path) => absolute(path, dirname(from))).find((path) => sources.read(path) !== undefined)
    : installed(base, from, sources);
  if (found?.endsWith('.json') !== true) throw new NotPlain();
  return found;
}

/** Node says where a package's file is; what it looks at is asked of `sources` too, whose record knows it then. */
function installed(base: string, from: string, sources: Sources): string | undefined {
  const name = base.split('/').slice(0, base.startsWith('@') ? 2 : 1).join('/');
  for (let at = dirname(from); ; at = dirname(at)) {
    const folder = absolute(`node_modules/${name}`, at);
    if (sources.exists(folder)) sources.read(`${folder}/package.json`);
    if (sources.exists(folder) || at === dirname(at)) break;
  }
  const require = createRequire(from);
  return [base, `${base}.json`, `${base}/tsconfig.json`].map((path) => tryResolve(require, path)?.replaceAll('\\', '/')).find((path) => path?.endsWith('.json'));
}

function references(value: unknown, path: (written: string) => string): string[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new NotPlain();
  return value.map((reference: unknown) => {
    if (!isObject(reference) || typeof reference['path'] !== 'string') throw new NotPlain();
    const target = path(reference['path']);
    return target.endsWith('.json') ? target : `${target}/tsconfig.json`;
  });
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function strings(value: unknown): string[] | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '')) return value as string[];
  throw new NotPlain();
}

function boolean(value: unknown): boolean | undefined {
  if (value === undefined || typeof value === 'boolean') return value;
  throw new NotPlain();
}

function string(value: unknown, path: (written: string) => string): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && value !== '') return path(value);
  throw new NotPlain();
}

function present<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}
