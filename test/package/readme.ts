import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './packed.js';

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', text = '']) => ({ language, text }));

/** The README's block that begins with a comment which names this file, as a reader pastes it. */
export function readmeFile(name: string): string {
  const [found, ...more] = blocks.filter(({ text }) => text.startsWith(`// ${name}\n`));
  if (!found || more.length > 0) throw new Error(`the README has ${more.length + (found ? 1 : 0)} blocks for ${name}`);
  return found.text;
}

/** The first block of this language, as lines. */
export function readmeLines(language: string): string[] {
  const found = blocks.find((block) => block.language === language);
  if (!found) throw new Error(`the README has no ${language} block`);
  return found.text.trimEnd().split('\n');
}

/** The console blocks: `$ cd <folder> && npx data-purpose <arguments>`, and lines of what that prints. */
export function readmeCalls(): { readonly folder: string; readonly args: readonly string[]; readonly output: readonly string[] }[] {
  return blocks.filter(({ language }) => language === 'console').map(({ text }) => {
    const [command = '', ...output] = text.trimEnd().split('\n');
    const [, folder, args] = /^\$ cd (\S+) && npx data-purpose (.+)$/.exec(command) ?? [];
    if (folder === undefined || args === undefined) throw new Error(`not a call of the command in a folder: ${command}`);
    return { folder, args: args.split(' '), output };
  });
}

/** The lines of an abbreviated output that the real one does not have in this order; `…` stands for any lines, at a line's end for the rest of it. */
export function missingLines(abbreviated: readonly string[], output: string): string[] {
  const lines = output.split('\n').map((line) => line.trimEnd());
  let from = 0;
  return abbreviated.filter((line) => {
    if (line === '…') return false;
    const at = lines.findIndex((real, i) => i >= from && matches(squeezed(real), squeezed(line)));
    if (at < 0) return true;
    from = at + 1;
    return false;
  });
}

function matches(real: string, line: string): boolean {
  return line.endsWith('…') ? real.startsWith(line.slice(0, -1)) : real === line;
}

/** ESLint's columns depend on the other messages of a file. */
function squeezed(line: string): string {
  return line.trim().replace(/ {2,}/g, '  ');
}
