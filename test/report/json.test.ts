import { describe, expect, it } from 'vitest';
import { json } from '../../src/report/json.js';
import { analysis, INCOMPLETE, place, run, violation } from './run-fixture.js';

describe('json', () => {
  it('has version, violations and what was analysed, relative to the working directory', () => {
    expect(JSON.parse(json(run([analysis([violation()], INCOMPLETE)]), {}))).toEqual({
      version: 1,
      violations: [
        {
          id: '0123456789abcdef',
          rule: 'no-forbidden-flow',
          severity: 'error',
          message: 'TwoFactorPhone (allowed: security) flows into ad-targeting: src/ads/upload.ts',
          file: 'src/sync.ts',
          line: 4,
          column: 9,
          endLine: 4,
          endColumn: 28,
          label: 'TwoFactorPhone',
          purpose: 'ad-targeting',
          allowed: ['security'],
          direction: 'pushed',
          module: 'src/ads/upload.ts',
          trace: [
            { file: 'src/user.ts', line: 2, column: 3, endLine: 2, endColumn: 17, message: 'User.twoFactorPhone is labelled TwoFactorPhone' },
            { file: 'src/sync.ts', line: 4, column: 9, endLine: 4, endColumn: 28, message: 'enters src/ads/upload.ts (ad-targeting)' },
          ],
        },
      ],
      suppressed: [],
      compared: [],
      unusedDirectives: [],
      analysed: {
        complete: false,
        projects: [{ project: 'tsconfig.json', policy: null }],
        files: 2,
        functions: 3,
        disabled: 0,
        failures: [{ kind: 'file', message: 'Expected `}` but found end of file', file: 'src/broken.ts', line: 7, column: 1, endLine: 7, endColumn: 1 }],
        unresolvedImports: [{ specifier: './gone.js', file: 'src/sync.ts', line: 1, column: 8, endLine: 1, endColumn: 14 }],
        limits: [
          { kind: 'any', message: 'user is any', file: 'src/sync.ts', line: 3, column: 22, endLine: 3, endColumn: 26 },
          { kind: 'bound', message: 'calls nested deeper than 48', file: 'src/sync.ts', line: 4, column: 2, endLine: 4, endColumn: 8 },
        ],
      },
    });
  });

  it('merges projects: no repetitions, sorted, the shortest trace', () => {
    const [source, boundary] = violation().trace;
    if (!source || !boundary) throw new Error('a trace has two steps');
    const long = violation({ trace: [source, source, boundary] });
    const early = violation({ id: 'f', place: place('app/src/a.ts', 9, 1) });
    const other = { project: '/repo/lib/tsconfig.json', policy: '/repo/data-purpose.jsonc', files: ['/repo/app/src/user.ts', '/repo/lib/x.ts'] };
    const report = JSON.parse(json(run([analysis([long]), analysis([violation(), early], {}, other)]), {}));
    expect(report.violations.map((v: { file: string; trace: unknown[] }) => [v.file, v.trace.length])).toEqual([['src/a.ts', 2], ['src/sync.ts', 2]]);
    expect(report.analysed).toMatchObject({ complete: true, files: 3, functions: 6, projects: [{ project: 'tsconfig.json' }, { project: '../lib/tsconfig.json', policy: '../data-purpose.jsonc' }] });
  });
});
