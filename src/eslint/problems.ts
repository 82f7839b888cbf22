import type { PolicyProblem } from '../policy/policy.js';
import { TypeScriptError } from '../project/errors.js';
import { loadTypeScript } from '../project/typescript.js';
import { placeText } from '../report/paths.js';

/** A policy that can't be used, as a message: where, what and what to do, for each problem. */
export function policyMessage(problems: readonly PolicyProblem[], cwd: string): string {
  const lines = problems.map(({ place, message, hint }) => {
    const where = place.file === null ? 'built-in policy' : placeText({ ...place, file: place.file }, cwd);
    return `${where}  ${message}${hint === '' ? '' : `\n  ${hint}`}`;
  });
  return `The policy cannot be used: ${lines.join('\n')}`;
}

/** Why a file has no type information, as far as can be told, and how to give it some. */
export function noTypesMessage(cwd: string): string {
  const missing = 'data-purpose cannot follow data in this file: its parser gives no type information.';
  try {
    loadTypeScript(cwd);
  } catch (error) {
    if (error instanceof TypeScriptError) return `${missing} ${error.message}\n  ${error.hint}`;
    throw error;
  }
  return (
    `${missing}\n  Set "languageOptions" for it to { parser: (@typescript-eslint/parser), parserOptions: { projectService: true } }, ` +
    'or leave it out of the "files" for which the rule is on.'
  );
}
