import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { describe, expect, it } from 'vitest';
import { pack, ROOT, run } from './packed.js';

const { tarball, files } = pack();

function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file.replaceAll('\\', '/').replace(/\.ts$/, '')}`);
}

describe('the packed package', () => {
  it('holds what is built, its documents and nothing else', () => {
    const built = [...sources('src'), ...sources('rules')].flatMap((file) => [`dist/${file}.d.ts`, `dist/${file}.js`]);
    const docs = sources('rules').map((file) => `${file}.md`);
    expect(files).toEqual([...built, ...docs, 'CHANGELOG.md', 'LICENSE', 'README.md', 'package.json', 'policy.schema.json'].sort());
  });

  it('satisfies publint', async () => {
    const { messages } = await publint({ pkgDir: ROOT, pack: { tarball: new Uint8Array(readFileSync(tarball)).buffer }, strict: true });
    const pkg = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<string, unknown>;
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  it('has types that resolve wherever ESM does', () => {
    const { status, stdout, stderr } = run(process.execPath, [join(ROOT, 'node_modules/@arethetypeswrong/cli/dist/index.js'), tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-emoji'], ROOT);
    expect(stdout + stderr).toContain('No problems found');
    expect(status).toBe(0);
  });
});
