import { describe, expect, it } from 'vitest';
import { stylish } from '../../src/report/stylish.js';
import { analysis, disabled, INCOMPLETE, place, run, violation } from './run-fixture.js';

describe('stylish', () => {
  it('shows message, trace and code frame under the file, then what was analysed', () => {
    expect(stylish(run([analysis([violation()])]), {})).toBe(
      `src/sync.ts
  4:9  error  TwoFactorPhone (allowed: security) flows into ad-targeting: src/ads/upload.ts  data-purpose/no-forbidden-flow
    1. src/user.ts:2:3  User.twoFactorPhone is labelled TwoFactorPhone
    2. src/sync.ts:4:9  enters src/ads/upload.ts (ad-targeting)
      3 | export function sync(user: User) {
    > 4 |   upload(user.twoFactorPhone);
        |          ^^^^^^^^^^^^^^^^^^^

✖ 1 violation in 1 file
analysed: 2 files, 3 functions
`,
    );
  });

  it('names a file once over its violations', () => {
    const later = violation({ id: 'b', place: place('app/src/sync.ts', 5, 1) });
    const text = stylish(run([analysis([violation(), later])]), {});
    expect(text.match(/^src\/sync\.ts$/gm)).toHaveLength(1);
    expect(text).toContain('✖ 2 violations in 1 file\n');
  });

  it('says that there are none', () => {
    expect(stylish(run([analysis([])]), {})).toBe('✔ no violations\nanalysed: 2 files, 3 functions\n');
  });

  it('lists what was not analysed and not followed', () => {
    expect(stylish(run([analysis([], INCOMPLETE)]), {})).toBe(
      `not analysed  src/broken.ts:7:1  Expected \`}\` but found end of file

✖ no violations found, 1 part not analysed
analysed: 2 files, 3 functions
  1 unresolved import
    src/sync.ts:1:8  ./gone.js
  1 value of type any not followed
    src/sync.ts:3:22  user is any
  1 bound reached
    src/sync.ts:4:2  calls nested deeper than 48
`,
    );
  });

  it('leaves the list out when quiet, and counts what is over five', () => {
    const unresolvedImports = Array.from({ length: 7 }, (_, i) => ({ specifier: `m${i}`, place: place('app/src/sync.ts', i + 1, 1) }));
    const text = stylish(run([analysis([], { unresolvedImports })]), {});
    expect(text).toContain('  7 unresolved imports\n');
    expect(text).toContain('    src/sync.ts:5:1  m4\n    … 2 more: --format json lists all\n');
    expect(stylish(run([analysis([], { unresolvedImports })]), { quiet: true })).toBe('✔ no violations\nanalysed: 2 files, 3 functions\n');
  });

  it('tells violations that comments switch off', () => {
    expect(stylish(run([analysis([], {}, { disabled: [disabled()] })]), {})).toContain('✔ no violations (1 more disabled by comments)');
  });

  it('colours only if asked', () => {
    const one = run([analysis([violation()])]);
    expect(stylish(one, {})).not.toContain('\u001b');
    expect(stylish(one, { color: true })).toContain('\u001b[31merror\u001b[39m');
  });

  it('shows control characters of the source instead of obeying them', () => {
    const text = stylish(run([analysis([violation()])], { text: () => '\n\n\nupload("\u001b[31m\u202e", x)\n' }), {});
    expect(text).toContain('> 4 | upload("·[31m·", x)');
  });
});
