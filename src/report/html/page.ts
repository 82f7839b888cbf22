import type { Place } from '../../flow/result.js';
import { count } from '../message.js';
import { placeText, relativePath } from '../paths.js';
import type { Run } from '../run.js';
import type { Summary } from '../summary.js';
import { html, NOTHING, type Markup } from './markup.js';
import { STYLE } from './style.js';

/** A whole page that needs nothing else: no network, no script. */
export function page(title: string, run: Run, body: Markup): string {
  const { html: text } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${{ html: STYLE }}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
<footer>
<p class="dim">Made by data-purpose ${run.version}.</p>
</footer>
</body>
</html>
`;
  return text;
}

/** A table that scrolls by itself where it is wider than the page. */
export function table(caption: string, head: readonly string[], rows: readonly (readonly (Markup | string | number)[])[]): Markup {
  return html`<section class="wide" aria-label="${caption}" tabindex="0"><table>
<caption>${caption}</caption>
<thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>
${rows.map(([first = '', ...cells]) => html`<tr><th scope="row">${first}</th>${cells.map((cell) => (typeof cell === 'number' ? html`<td class="number">${cell}</td>` : html`<td>${cell}</td>`))}</tr>
`)}</tbody>
</table></section>
`;
}

/** The place as code, relative to the working directory. */
export function placeCode(place: Parameters<typeof placeText>[0], run: Run): Markup {
  return html`<code>${placeText(place, run.cwd)}</code>`;
}

/** The line at a place and the one before, with what stands there marked. */
export function frame(place: Place, run: Run): Markup {
  const lines = (run.text(place.file) ?? '').split(/\r\n|[\n\r\u2028\u2029]/u);
  const line = lines[place.line - 1];
  if (line === undefined) return NOTHING;
  const end = place.endLine === place.line ? place.endColumn - 1 : line.length;
  const previous = lines[place.line - 2];
  const width = String(place.line).length;
  const before = previous?.trim() ? html`<span class="dim">${String(place.line - 1).padStart(width)} | ${previous}</span>\n` : NOTHING;
  return html`<pre tabindex="0" aria-label="Line ${place.line} of ${relativePath(place.file, run.cwd)}"><code>${before}${place.line} | ${line.slice(0, place.column - 1)}<mark>${line.slice(place.column - 1, end)}</mark>${line.slice(end)}</code></pre>`;
}

/** What was analysed and what was not, as every report ends. */
export function analysedSection(summary: Summary, run: Run, quiet: boolean): Markup {
  const { failures, files, functions, disabled, unresolvedImports, limits } = summary;
  const items = (list: readonly { readonly place: Place; readonly text: string }[]): Markup => html`<ul>
${list.map(({ place, text }) => html`<li>${placeCode(place, run)}: ${text}</li>
`)}</ul>`;
  const folded = (title: string, list: readonly { readonly place: Place; readonly text: string }[]): Markup =>
    list.length === 0 || quiet ? NOTHING : html`<details><summary>${title}</summary>
${items(list)}
</details>
`;
  return html`${failures.length === 0 ? NOTHING : html`<h2>Not analysed</h2>
<ul>
${failures.map(({ place, message, hint = '' }) => html`<li>${placeCode(place, run)}: ${message} ${hint}</li>
`)}</ul>
`}<h2>Analysed</h2>
<p>${count(run.analyses.length, 'project')}, ${count(files, 'file')}, ${count(functions, 'function')}.${disabled.length > 0 ? ` ${count(disabled.length, 'violation')} disabled by comments.` : ''}</p>
${folded(count(unresolvedImports.length, 'unresolved import'), unresolvedImports.map(({ place, specifier }) => ({ place, text: specifier })))}${folded(`${count(limits.length, 'place')} not followed past`, limits.map(({ place, message }) => ({ place, text: message })))}`;
}
