import type { TSESLint } from '@typescript-eslint/utils';
import type * as Ts from 'typescript';
import { formatProblem, PolicyError } from '../policy/error.js';
import { absolute } from '../project/absolute.js';
import type { PolicyProblem } from '../policy/policy.js';
import type { RuleContext } from './define-rule.js';
import { tellPitfalls } from './pitfalls.js';
import { noTypesMessage, policyMessage } from './problems.js';
import { programName, snapshotFrom, snapshotOf, type LintedFile, type Snapshot } from './session.js';

/** Messages of every rule: why it can't say anything about a file. */
export const REFUSALS = { policy: '{{ text }}', noTypes: '{{ text }}' };
export type Refusal = keyof typeof REFUSALS;

/** A file by its name in its program, and that program. */
interface Opened {
  readonly file: string;
  readonly snapshot: Snapshot;
}

const LINE_1 = { line: 1, column: 0 };

/** The rule that says for all of ours, once a file, why there is nothing to report. */
const speakers = new WeakMap<object, string>();

function speaks(context: RuleContext): boolean {
  const speaker = speakers.get(context.sourceCode) ?? context.id;
  speakers.set(context.sourceCode, speaker);
  return speaker === context.id;
}

/**
 * Files that said what is wrong, by ESLint's merged config: all files that one run lints under it share
 * that object, and an editor, which lints one file at a time, has a new one each time.
 */
const said = new WeakMap<object, Map<string, string>>();

/** No other file of the run has said so. */
function isFirst(text: string, { languageOptions, filename }: RuleContext): boolean {
  const files = said.get(languageOptions) ?? new Map<string, string>();
  said.set(languageOptions, files);
  const file = files.get(text) ?? filename;
  files.set(text, file);
  return file === filename;
}

/** Reports on line 1 of the first file of a run why a rule has nothing to say. */
export function sayOnce(context: RuleContext, text: string): TSESLint.RuleListener {
  return {
    Program: () => {
      if (isFirst(text, context)) context.report({ loc: LINE_1, messageId: 'noTypes', data: { text } });
    },
  };
}

/** Reports what is wrong with the policy on line 1 of the first file; what is wrong with a tag of the file itself, at the tag. */
function refuse(context: RuleContext, problems: readonly PolicyProblem[], file: string): void {
  if (!speaks(context)) return;
  const own = problems.filter(({ place }) => place.file === file);
  for (const { place, message, hint } of own) context.report({ loc: { line: place.line, column: place.column - 1 }, messageId: 'policy', data: { text: `${message}\n  ${hint}` } });
  const others = problems.filter((problem) => !own.includes(problem) && isFirst(formatProblem(problem), context));
  if (others.length > 0) context.report({ loc: LINE_1, messageId: 'policy', data: { text: policyMessage(others, context.cwd) } });
}

/**
 * Lets a rule look at the program of the linted file; where there is none, or the policy can't be used, says so.
 *
 * @param listen what it throws before it returns, the policy's errors, is reported too
 */
export function withProgram(context: RuleContext, listen: (linted: LintedFile, snapshot: Snapshot) => TSESLint.RuleListener): TSESLint.RuleListener {
  tellPitfalls();
  const { program } = (context.sourceCode.parserServices ?? {}) as { readonly program?: Ts.Program | null };
  if (!program) {
    return {
      Program: () => {
        if (speaks(context)) context.report({ loc: LINE_1, messageId: 'noTypes', data: { text: noTypesMessage(context.cwd) } });
      },
    };
  }
  const { filename: file, cwd } = context;
  try {
    const linted = { file, text: context.sourceCode.text, program, cwd, policy: policySetting(context.settings) };
    return listen(linted, snapshotOf(linted));
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return { Program: () => refuse(context, error.problems, programName({ file, cwd, program })) };
  }
}

/**
 * Lets a rule look declarations up, in the program of the linted file or, where there is none, from that file on.
 *
 * @param listen gets a function that opens the program when it is first called; it gives nothing where the policy can't be
 *   used, which is reported on line 1
 */
export function withDeclarations(context: RuleContext, listen: (open: () => Opened | undefined) => TSESLint.RuleListener): TSESLint.RuleListener {
  let opened: { readonly found: Opened | undefined } | undefined;
  return listen(() => (opened ??= { found: tryOpening(context) }).found);
}

function tryOpening(context: RuleContext): Opened | undefined {
  const { program } = (context.sourceCode.parserServices ?? {}) as { readonly program?: Ts.Program | null };
  const { filename: file, cwd } = context;
  try {
    const linted = { file, cwd, text: context.sourceCode.text, policy: policySetting(context.settings) };
    if (!program) return { file: absolute(file, cwd), snapshot: snapshotFrom(linted) };
    return { file: programName({ ...linted, program }), snapshot: snapshotOf({ ...linted, program }) };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    refuse(context, error.problems, absolute(file, cwd));
    return undefined;
  }
}

/** The setting `data-purpose.policy`, relative to ESLint's working folder. */
export function policySetting(settings: Readonly<Record<string, unknown>>): string | undefined {
  const own = settings['data-purpose'];
  const policy: unknown = typeof own === 'object' && own !== null && 'policy' in own ? own.policy : undefined;
  if (policy === undefined || typeof policy === 'string') return policy;
  throw new PolicyError([
    { message: 'The setting "data-purpose".policy is not a string.', hint: 'Give the path of the policy file, relative to the folder in which ESLint runs.', place: { file: 'eslint.config.js', line: 1, column: 1 } },
  ]);
}
