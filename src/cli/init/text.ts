import { createTwoFilesPatch } from 'diff';
import { printable } from '../../report/frame.js';
import { count } from '../../report/message.js';
import { relativePath } from '../../report/paths.js';
import { styler } from '../../report/style.js';
import type { Change, Part } from './plan.js';

/** What was found, the diff of what would be written, and what is left to the user. */
export function planText({ changes, found, byHand }: Part, root: string, color: boolean): string {
  const style = styler(color);
  const lines = changes.flatMap((change) => diffLines(change, root)).map((line) => {
    const tone = /^(?:---|\+\+\+)/.test(line) ? 'bold' : line.startsWith('@@') ? 'cyan' : line.startsWith('+') ? 'green' : line.startsWith('-') ? 'red' : undefined;
    return tone ? style(tone, printable(line)) : printable(line);
  });
  return [
    `found: ${found.join(', ') || 'nothing to wire'}`,
    ...(lines.length > 0 ? ['', ...lines] : []),
    ...(byHand.length > 0 ? ['', style('bold', 'By hand:'), ...byHand.map((item) => `  - ${item}`)] : []),
    '',
    changes.length === 0 ? 'Nothing to write.' : `${count(changes.length, 'file')} to write.`,
    '',
  ].join('\n');
}

function diffLines({ file, before, after }: Change, root: string): string[] {
  const name = relativePath(file, root);
  const patch = createTwoFilesPatch(before === undefined ? '/dev/null' : name, name, before ?? '', after);
  const lines = patch.trimEnd().split('\n');
  // Before the names stands what only some tools read.
  return lines.slice(lines.findIndex((line) => line.startsWith('--- ')));
}
