import type { z } from 'zod';
import type { Path, PolicyDocument } from './document.js';
import type { PolicyProblem } from './policy.js';
import { keyDescriptions, policySchema } from './schema.js';
import type { PolicyText } from './schema.js';
import { nearest } from './suggest.js';

type Issue = z.core.$ZodIssue;

export interface Validated {
  readonly problems: readonly PolicyProblem[];
  /** Well-formed entries only; a list keeps its holes, so that indices stay those of the document. */
  readonly policy: PolicyText;
}

/** `data.allow` for `["data", "TwoFactorPhone", "allow", 0]`. */
function keyOf(path: Path): string | undefined {
  const inner = path.slice(2).find((part) => typeof part === 'string');
  const key = inner === undefined ? path[0] : `${path[0]}.${inner}`;
  return key === undefined ? undefined : String(key);
}

const describe = (path: Path): string => keyDescriptions[keyOf(path) ?? ''] ?? 'See the policy\'s JSON Schema, policy.schema.json.';

function where(path: Path): string {
  return path.length === 0 ? 'the policy' : `"${path.reduce<string>((text, part) => (typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`), '')}"`;
}

/** Keys that the schema knows beside an unknown one. */
function siblings(path: Path): string[] {
  const prefix = path.length === 0 ? '' : `${path[0]}.`;
  return Object.keys(keyDescriptions).filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length)).filter((key) => !key.includes('.'));
}

const kinds: Readonly<Record<string, string>> = { array: 'a list', object: 'an object', record: 'an object', string: 'a string', null: 'null' };

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, part) => (value as Record<string | number, unknown> | undefined)?.[part], root);
}

/** The problems of a union are those of the branch that the value was meant for, where one takes its kind of value. */
function* flatten(issue: Issue, above: Path): Generator<{ issue: Issue; path: Path }> {
  const path = [...above, ...(issue.path as Path)];
  if (issue.code !== 'invalid_union') {
    yield { issue, path };
    return;
  }
  const meant = issue.errors.find((branch) => !branch.some((inner) => inner.code === 'invalid_type' && inner.path.length === 0));
  if (!meant) yield { issue, path };
  else for (const inner of meant) yield* flatten(inner, path);
}

function expected(issue: Issue): string {
  if (issue.code === 'invalid_type') return kinds[issue.expected] ?? issue.expected;
  if (issue.code !== 'invalid_union') return '';
  const options = issue.errors.flat().flatMap((inner) => (inner.code === 'invalid_type' ? [kinds[inner.expected] ?? inner.expected] : []));
  return [...new Set(options)].join(', ').replace(/, ([^,]*)$/, ' or $1');
}

function* problemsOf(document: PolicyDocument, issue: Issue, path: Path): Generator<PolicyProblem> {
  const value = valueAt(document.value, path);
  const problem = (message: string, hint = describe(path)): PolicyProblem => ({ message, hint, place: document.place(path) });
  switch (issue.code) {
    case 'unrecognized_keys':
      for (const key of issue.keys) {
        const known = siblings(path);
        const near = nearest(key, known);
        const hint = near === undefined ? `Known keys: ${known.map((name) => `"${name}"`).join(', ')}.` : `Did you mean "${near}"? ${describe([...path, near])}`;
        yield { message: `Unknown key "${key}" in ${where(path)}.`, hint, place: document.keyPlace([...path, key]) };
      }
      return;
    case 'invalid_type':
    case 'invalid_union':
      if (value === undefined) yield problem(`"${String(path.at(-1))}" is missing in ${where(path.slice(0, -1))}.`);
      else yield problem(`${capital(where(path))} must be ${expected(issue)}, not ${kindOf(value)}.`);
      return;
    case 'invalid_key':
      yield { message: `"${String(path.at(-1))}" can't be a name.`, hint: 'A name starts with a letter and holds no space or comma, so that a JSDoc tag can name it.', place: document.keyPlace(path) };
      return;
    case 'invalid_value':
      yield problem(`${capital(where(path))} must be ${issue.values.map((option) => `"${String(option)}"`).join(' or ')}.`);
      return;
    case 'too_small':
      yield problem(`${capital(where(path))} is an empty list.`);
      return;
    case 'invalid_format':
      yield problem(issue.format === 'date' ? `"${String(value)}" in ${where(path)} is not a date.` : `${capital(where(path))} is empty.`);
      return;
    default:
      yield problem(`${capital(where(path))} ${issue.message}.`);
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Drops what the problems are in, entry by entry. */
function wellFormed(value: unknown, bad: readonly Path[]): PolicyText {
  if (kindOf(value) !== 'an object') return {};
  const sections = Object.entries(value as object).filter(([section]) => !bad.some((path) => path.length === 1 && path[0] === section));
  return Object.fromEntries(
    sections.map(([section, content]) => {
      const dropped = new Set(bad.filter((path) => path[0] === section).map((path) => String(path[1])));
      if (dropped.size === 0) return [section, content];
      if (Array.isArray(content)) {
        const kept: unknown[] = [];
        content.forEach((entry, index) => {
          if (!dropped.has(String(index))) kept[index] = entry;
        });
        return [section, kept];
      }
      return [section, Object.fromEntries(Object.entries(content as object).filter(([key]) => !dropped.has(key)))];
    }),
  );
}

/** Checks a document's shape against the schema. */
export function validate(document: PolicyDocument): Validated {
  const result = policySchema.safeParse(document.value);
  if (result.success) return { problems: [], policy: document.value as PolicyText };
  const flat = result.error.issues.flatMap((issue) => [...flatten(issue, [])]);
  const bad = flat.flatMap(({ issue, path }) => (issue.code === 'unrecognized_keys' && path.length === 0 ? issue.keys.map((key) => [key]) : [path]));
  return { problems: flat.flatMap(({ issue, path }) => [...problemsOf(document, issue, path)]), policy: wellFormed(document.value, bad) };
}
