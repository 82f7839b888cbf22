import type { Program } from './world.js';

/** A program's text, file by file, without blank lines. */
export function printed(program: Program): string {
  const hosts = program.sinks.map((s) => `${s.n}: ${s.host}`).join(', ');
  const files = Object.entries(program.files).map(([name, text]) => `// ${name}\n${text.replace(/\n\s*(?=\n)/g, '').trim()}`);
  return [`// sinks ${hosts}`, ...files].join('\n');
}
