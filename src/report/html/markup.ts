import { printable } from '../frame.js';

/** Text that is HTML already. */
export interface Markup {
  readonly html: string;
}

type Part = Markup | string | number | readonly Part[];

/** HTML from a template: what is put in is escaped, unless it is markup itself; lists are joined. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { html: strings.map((text, i) => text + (i < parts.length ? render(parts[i]!) : '')).join('') };
}

/** Nothing, where a part is left out. */
export const NOTHING: Markup = { html: '' };

function render(part: Part): string {
  if (typeof part === 'string' || typeof part === 'number') return escape(String(part));
  return 'html' in part ? part.html : part.map(render).join('');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escape(text: string): string {
  return text.split('\n').map(printable).join('\n').replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
