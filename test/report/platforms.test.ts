import { describe, expect, it } from 'vitest';
import { github } from '../../src/report/github.js';
import { gitlab } from '../../src/report/gitlab.js';
import { FORMATS } from '../../src/report/index.js';
import { markdown } from '../../src/report/markdown.js';
import { analysis, INCOMPLETE, place, run, violation } from './run-fixture.js';

describe('github', () => {
  it('annotates violations and failures, escaped, relative to the root', () => {
    const [first] = violation().trace;
    if (!first) throw new Error('a trace has two steps');
    const odd = violation({ place: place('a,b:c.ts', 1, 1), trace: [{ ...first, message: '100% sure' }, first] });
    const lines = github(run([analysis([odd], INCOMPLETE)]), {}).split('\n');
    expect(lines[0]).toBe(
      '::error file=a%2Cb%3Ac.ts,line=1,endLine=1,col=1,endColumn=1,title=data-purpose/no-forbidden-flow::' +
        'TwoFactorPhone (allowed: security) flows into ad-targeting: app/src/ads/upload.ts' +
        '%0A1. app/src/user.ts:2:3  100%25 sure%0A2. app/src/user.ts:2:3  enters app/src/ads/upload.ts (ad-targeting)',
    );
    expect(lines[1]).toMatch(/^::error file=app\/src\/broken\.ts,line=7,col=1,title=data-purpose%3A not analysed::/);
    expect(lines[2]).toBe('data-purpose: 1 violation, analysed 2 files and 3 functions, 1 unresolved import, 2 limits');
  });

  it('gives no columns to a place of several lines', () => {
    const wide = violation({ place: { ...place('a.ts', 1, 5), endLine: 3 } });
    expect(github(run([analysis([wide])]), {})).toContain('::error file=a.ts,line=1,endLine=3,title=');
  });
});

describe('gitlab', () => {
  it('keeps equal fingerprints apart and tells what was not analysed', () => {
    const twin = violation({ place: place('app/src/sync.ts', 9, 1) });
    const issues = JSON.parse(gitlab(run([analysis([violation(), twin], INCOMPLETE)]), {}));
    expect(issues.slice(0, 2)).toMatchObject([
      { check_name: 'data-purpose/no-forbidden-flow', fingerprint: '0123456789abcdef', severity: 'critical', location: { path: 'app/src/sync.ts', lines: { begin: 4, end: 4 } } },
      { fingerprint: '0123456789abcdef-2', location: { lines: { begin: 9 } } },
    ]);
    expect(issues[2]).toMatchObject({ check_name: 'data-purpose/not-analysed-file', severity: 'blocker', location: { path: 'app/src/broken.ts' } });
  });
});

describe('markdown', () => {
  it('shows violations with their traces and escapes markup', () => {
    const text = markdown(run([analysis([violation({ label: 'Two_Factor' })], INCOMPLETE)]), {});
    expect(text).toContain('# data-purpose: 1 violation\n\n## Two\\_Factor (allowed: security) flows into ad-targeting: src/ads/upload.ts\n');
    expect(text).toContain('2. `src/sync.ts:4:9`: enters src/ads/upload.ts (ad-targeting)\n');
    expect(text).toContain('## Not analysed\n\n- `src/broken.ts:7:1`: Expected \\`}\\` but found end of file\n');
    expect(text).toContain('<details><summary>1 unresolved import</summary>\n\n- `src/sync.ts:1:8`: `./gone.js`\n');
  });
});

describe('every format', () => {
  it.each(Object.entries(FORMATS))('%s is deterministic and ends with a line feed', (_, format) => {
    const violations = [violation(), violation({ id: 'b', purpose: 'export' })];
    const one = format(run([analysis(violations, INCOMPLETE)]), {});
    expect(format(run([analysis(violations.toReversed(), INCOMPLETE)]), {})).toBe(one);
    expect(one.endsWith('\n') && !one.endsWith('\n\n')).toBe(true);
  });
});
