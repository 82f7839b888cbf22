import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { analysePrograms } from '../../../src/cli/analyse-programs.js';
import { ALL_FILES } from '../../../src/cli/restrict.js';
import { openCacheFolder } from '../../../src/project/cache/folder.js';
import { keptFacts } from '../../../src/project/cache/kept-facts.js';
import { tempFolder } from '../temp-folder.js';

const FILES = {
  'tsconfig.json': '{ "include": ["src"] }',
  'src/a.ts': `import { send } from './ads/send.js';\nexport type TwoFactorPhone = string;\nexport const f = (phone: TwoFactorPhone): void => send(phone);\n`,
  'src/ads/send.ts': 'export function send(text: string): void { console.log(text); }\n',
  'node_modules/.package-lock.json': '{}',
};

/** Violations found with what the folder keeps. */
function run(cwd: string, { tool = 'tool', today = '2026-01-01' } = {}): { found: number; warnings: string[] } {
  const warnings: string[] = [];
  const kept = openCacheFolder(cwd, undefined, (message) => warnings.push(message), tool)!;
  const facts = keptFacts(kept, 'facts');
  const { analyses } = analysePrograms({ cwd, project: [], policy: undefined, allowIncomplete: false, restriction: ALL_FILES, kept, facts, today }, { step() {}, note() {}, done() {} });
  facts.keep();
  return { found: analyses.flatMap(({ analysis }) => analysis.violations).length, warnings };
}

const keptIn = (cwd: string): string[] => readdirSync(join(cwd, 'node_modules/.cache/data-purpose')).filter((name) => name !== '.gitignore').sort();

describe('what former runs kept', () => {
  it.each(['answer', 'facts'])('is not believed where the %s file is damaged, and named', (kind) => {
    const cwd = tempFolder(FILES);
    run(cwd);
    writeFileSync(join(cwd, 'src/ads/send.ts'), `${FILES['src/ads/send.ts']}// changed\n`);
    const name = keptIn(cwd).find((file) => file.startsWith(kind))!;
    const file = join(cwd, 'node_modules/.cache/data-purpose', name);
    const bytes = readFileSync(file);
    bytes[bytes.length - 10]! ^= 1;
    writeFileSync(file, bytes);
    const { found, warnings } = run(cwd);
    expect(found).toBe(1);
    expect(warnings).toEqual([expect.stringContaining(`${name} is damaged`)]);
    expect(run(cwd)).toEqual({ found: 1, warnings: [] });
  });

  it('is not believed where it stands under another name, and named', () => {
    const cwd = tempFolder(FILES);
    run(cwd, { tool: 'other' });
    const [answer, facts] = keptIn(cwd);
    run(cwd);
    for (const foreign of [answer!, facts!]) {
      const own = keptIn(cwd).find((name) => name !== foreign && name.startsWith(foreign.slice(0, 5)))!;
      const folder = join(cwd, 'node_modules/.cache/data-purpose');
      writeFileSync(join(folder, own), readFileSync(join(folder, foreign)));
    }
    expect(run(cwd).warnings).toEqual([expect.stringContaining('belongs to another version'), expect.stringContaining('belongs to another version')]);
  });

  it('is used by no other version of the tool', () => {
    const cwd = tempFolder(FILES);
    run(cwd);
    expect(run(cwd, { tool: 'newer' })).toEqual({ found: 1, warnings: [] });
    expect(keptIn(cwd)).toHaveLength(4);
  });

  it('is not asked for a declassifier that has expired since', () => {
    const policy = `{ "extends": ["recommended"], "declassifiers": [{ "function": "f", "data": ["TwoFactorPhone"], "grants": ["ad-targeting"], "reason": "test", "expires": "2026-06-30" }] }`;
    const cwd = tempFolder({ ...FILES, 'src/b.ts': "import { f } from './a.js';\nf('x');\n", 'data-purpose.jsonc': policy });
    run(cwd);
    run(cwd, { today: '2026-06-29' });
    run(cwd, { today: '2026-06-30' });
    expect(() => run(cwd, { today: '2026-07-01' })).toThrow('expired');
  });

  it('is not the answer where a package’s manifest leads to other declarations', () => {
    const manifest = (types: string): string => `{ "name": "codec", "types": "${types}" }`;
    const cwd = tempFolder({
      ...FILES,
      'src/a.ts': `import { encode } from 'codec';\nimport { send } from './ads/send.js';\nexport type TwoFactorPhone = string;\nexport const f = (phone: TwoFactorPhone): void => send(encode(phone));\n`,
      'node_modules/codec/package.json': manifest('v1.d.ts'),
      'node_modules/codec/v1.d.ts': 'export declare function encode(text: string): string;\n',
      'node_modules/codec/v2.d.ts': 'export declare function encode(text: string): boolean;\n',
    });
    expect(run(cwd).found).toBe(1);
    writeFileSync(join(cwd, 'node_modules/codec/package.json'), manifest('v2.d.ts'));
    expect(run(cwd).found).toBe(0);
  });

  it('makes no folder where nobody asked for one', () => {
    const { 'node_modules/.package-lock.json': _, ...files } = FILES;
    const cwd = tempFolder({ ...files, '.git/HEAD': '' });
    expect(openCacheFolder(cwd, undefined, () => undefined, 'tool')).toBeUndefined();
    expect(existsSync(join(cwd, '.data-purpose'))).toBe(false);
  });
});
