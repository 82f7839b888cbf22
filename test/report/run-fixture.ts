import type { Analysed, Place, Violation } from '../../src/flow/result.js';
import type { DisabledViolation, ProjectAnalysis, Run } from '../../src/report/run.js';

export const ROOT = '/repo';

export const TEXTS: Readonly<Record<string, string>> = {
  '/repo/app/src/sync.ts': "import { upload } from './ads/upload.js';\n\nexport function sync(user: User) {\n\tupload(user.twoFactorPhone);\n}\n",
  '/repo/app/src/user.ts': 'export interface User {\n  twoFactorPhone: TwoFactorPhone;\n}\n',
};

export function place(file: string, line: number, column: number, length = 1): Place {
  return { file: `${ROOT}/${file}`, line, column, endLine: line, endColumn: column + length };
}

export function violation(changes: Partial<Violation> = {}): Violation {
  const boundary = place('app/src/sync.ts', 4, 9, 19);
  return {
    id: '0123456789abcdef',
    rule: 'no-forbidden-flow',
    severity: 'error',
    label: 'TwoFactorPhone',
    purpose: 'ad-targeting',
    allowed: ['security'],
    place: boundary,
    direction: 'pushed',
    module: '/repo/app/src/ads/upload.ts',
    trace: [
      { place: place('app/src/user.ts', 2, 3, 14), message: 'User.twoFactorPhone is labelled TwoFactorPhone' },
      { place: boundary, message: 'enters app/src/ads/upload.ts (ad-targeting)' },
    ],
    ...changes,
  };
}

/** A violation that `// eslint-disable-next-line data-purpose/no-forbidden-flow -- consented` switches off. */
export function disabled(reason: string | undefined = 'consented'): DisabledViolation {
  return { ...violation(), disabledBy: { line: 3, column: 2, reason } };
}

export function analysis(violations: readonly Violation[], analysed: Partial<Analysed> = {}, changes: Partial<ProjectAnalysis> = {}): ProjectAnalysis {
  return {
    project: '/repo/app/tsconfig.json',
    policy: null,
    files: Object.keys(TEXTS),
    disabled: [],
    analysis: { violations, analysed: { files: 2, functions: 3, unresolvedImports: [], unparsed: [], limits: [], ...analysed } },
    ...changes,
  };
}

export function run(analyses: readonly ProjectAnalysis[], changes: Partial<Run> = {}): Run {
  return { version: '1.2.3', cwd: '/repo/app', root: ROOT, analyses, failures: [], allowIncomplete: false, text: (file) => TEXTS[file], ...changes };
}

/** Everything that can be missing from an analysis. */
export const INCOMPLETE: Partial<Analysed> = {
  unresolvedImports: [{ specifier: './gone.js', place: place('app/src/sync.ts', 1, 8, 6) }],
  unparsed: [{ message: 'Expected `}` but found end of file', place: place('app/src/broken.ts', 7, 1, 0) }],
  limits: [
    { kind: 'any', message: 'user is any', place: place('app/src/sync.ts', 3, 22, 4) },
    { kind: 'bound', message: 'calls nested deeper than 48', place: place('app/src/sync.ts', 4, 2, 6) },
  ],
};
