import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Packages whose code has a part in the answers. */
const PARTS = ['oxc-parser', 'oxc-resolver', 'picomatch', 'jsonc-parser', 'zod'];

/**
 * What the answers depend on beside the program: this tool's code, that of the packages it uses, and the platform.
 *
 * @returns undefined where the code runs as it stands in `src`: nothing tells then when it has changed
 */
export function toolKey(module: string = import.meta.url): string | undefined {
  const here = dirname(fileURLToPath(module));
  const built = /^(.*[\\/]dist[\\/]src)(?:[\\/].*)?$/.exec(here)?.[1];
  if (built === undefined) return undefined;
  const hash = createHash('sha256').update(`${process.version} ${process.platform} ${process.arch}`);
  for (const name of readdirSync(built, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js')).sort()) {
    hash.update(`\n${name}\n`).update(readFileSync(join(built, name)));
  }
  for (const name of PARTS) hash.update(`\n${name} ${manifestOf(name, here) ?? 'not found'}`);
  return hash.digest('hex');
}

/** The text of an installed package's manifest, which its `exports` may hide from `require`. */
function manifestOf(name: string, from: string): string | undefined {
  for (let at = from; ; at = dirname(at)) {
    const file = join(at, 'node_modules', name, 'package.json');
    if (existsSync(file)) return readFileSync(file, 'utf8');
    if (dirname(at) === at) return undefined;
  }
}
