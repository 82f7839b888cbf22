import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { describe, expect, it } from 'vitest';
import { pack, ROOT, run, unpack } from './packed.js';

const { tarball, files } = pack();

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file.replaceAll('\\', '/').replace(/\.ts$/, '')}`);
}

describe('the packed package', () => {
  it('holds what is built, its documents and nothing else', () => {
    const types = [...sources('src'), ...sources('rules')].map((file) => `dist/${file}.d.ts`);
    const built = ['dist/src/index.js', 'dist/src/cli/main.js', 'dist/src/project/checker-thread.js'];
    const docs = sources('rules').map((file) => `${file}.md`);
    expect(files.filter((file) => !file.startsWith('dist/src/chunks/'))).toEqual([...types, ...built, ...docs, 'CHANGELOG.md', 'LICENSE', 'README.md', 'action.yml', 'package.json', 'policy.schema.json', 'src/report/report.schema.json'].sort());
  });

  it('satisfies publint', async () => {
    const pkgDir = unpack(tarball);
    const { messages } = await publint({ pkgDir, pack: false, strict: true });
    const pkg = JSON.parse(readFileSync(join(pkgDir, 'package.json'), 'utf8')) as Record<string, unknown>;
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  it('has types that resolve wherever ESM does', () => {
    const attw = join(ROOT, 'node_modules/@arethetypeswrong/cli/dist/index.js');
    const result = run(process.execPath, [attw, tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-emoji'], ROOT);
    expect(result.stdout).toContain('node16 (from ESM): OK (ESM)');
    expect(result).toMatchObject({ status: 0, stderr: '' });
  });
});
