import { HtmlValidate } from 'html-validate/node';
import { describe, expect, it } from 'vitest';
import { htmlPage } from '../../src/report/html/index.js';
import { mapHtml } from '../../src/report/map/html.js';
import { processingRecord } from '../../src/report/map/record.js';
import type { Run } from '../../src/report/run.js';
import { analysis, INCOMPLETE, place, run, violation } from './run-fixture.js';

const validator = new HtmlValidate({ root: true, extends: ['html-validate:recommended', 'html-validate:a11y', 'html-validate:document'], rules: { 'void-style': ['error', { style: 'omit' }], 'long-title': 'off', 'no-inline-style': 'error', 'no-trailing-whitespace': 'off', 'doctype-style': 'off' } });

/** What an HTML parser with rules for structure and accessibility has against a page. */
async function complaints(page: string): Promise<string[]> {
  const { results } = await validator.validateString(page);
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`));
}

const disabled = { ...violation({ id: 'f'.repeat(16) }), disabledBy: { line: 3, column: 1, reason: undefined } };
const EVERYTHING: Run = run([analysis([violation(), violation({ id: 'e'.repeat(16), severity: 'warning', rule: 'no-forbidden-match', place: place('app/src/user.ts', 2, 3) })], INCOMPLETE, { disabled: [disabled] })], {
  comparisons: [{ kind: 'commit', with: 'main (1a2b3c4)', known: [], fixed: [{ id: 'd'.repeat(16), rule: 'no-forbidden-flow', label: 'TwoFactorPhone', purpose: 'export', place: { file: '/repo/app/src/old.ts', line: 3 } }], notes: ['The policy changed.'] }],
  unusedDirectives: [{ message: 'Unused eslint-disable directive', place: { file: '/repo/app/src/user.ts', line: 1 } }],
  failures: [{ kind: 'crash', message: 'Crash: x', place: { file: '/repo/app/tsconfig.json' } }],
});

describe('the page of check', () => {
  it.each([
    ['with everything', EVERYTHING],
    ['with nothing', run([analysis([])])],
  ])('%s is valid and accessible', async (_, of) => {
    expect(await complaints(htmlPage(of, {}))).toEqual([]);
  });

  it('counts by label and purpose, and shows each step with its code', () => {
    const page = htmlPage(EVERYTHING, {});
    expect(page).toContain('<title>data-purpose: 1 violation and 1 warning</title>');
    expect(page).toMatch(/<th scope="row">TwoFactorPhone<\/th><td>security<\/td><td class="number">2<\/td>/);
    expect(page).toContain('<li><code>src/user.ts:2:3</code>: User.twoFactorPhone is labelled TwoFactorPhone<pre');
    expect(page).toContain('4 |   upload(<mark>user.twoFactorPhone</mark>);');
    expect(page).toContain('<span class="warn">Warning:</span> Data matched by TwoFactorPhone');
    expect(page).toContain('no reason given');
    expect(page).toContain('<code>main (1a2b3c4)</code>: 0 known, 1 fixed. The policy changed.');
  });

  it('loads nothing and runs nothing', () => {
    const page = htmlPage(EVERYTHING, {});
    expect(page).not.toMatch(/<script|<link|<img|\bsrc=|url\(|@import/);
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  it('shows markup and control characters of names and source instead of obeying them', async () => {
    const evil = '<script>alert(1)</script>"\u202e&amp;';
    const of = run([analysis([violation({ label: evil, module: evil })])], { text: () => `\n\n\n${evil} ${evil}\n` });
    const page = htmlPage(of, {});
    expect(page).not.toContain('<script');
    expect(page).not.toContain('\u202e');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;·&amp;amp;');
    expect(await complaints(page)).toEqual([]);
  });

  it('says that there is nothing, and not so where something was not analysed', () => {
    expect(htmlPage(run([analysis([])]), {})).toContain('<p class="good">No label was found to enter');
    expect(htmlPage(run([analysis([], INCOMPLETE)]), {})).toContain('<p class="bad">No label was found to enter a module of a purpose that it does not allow, but something was not analysed');
  });
});

describe('the page of map', () => {
  it('is valid and accessible', async () => {
    const project = analysis([violation()], INCOMPLETE, { disabled: [disabled] });
    const { label, purpose, place: at, direction, module, trace } = violation();
    const release = { function: 'src/consent.ts#consent', reason: '<b>opt-in</b>', approver: 'DPO' };
    const of = run([{
      ...project,
      analysis: {
        ...project.analysis,
        permitted: [{ label, purpose, place: at, direction, module, trace, match: false, release }],
        terms: { labels: [{ label, allow: ['security'], dpv: 'pd:TelephoneNumber' }, { label: 'Unused', allow: [] }], purposes: [{ name: purpose, parents: [], fides: 'marketing' }] },
      },
    }]);
    const page = mapHtml(processingRecord(of), of);
    expect(await complaints(page)).toEqual([]);
    expect(page).toContain('<td>by src/consent.ts#consent: &lt;b&gt;opt-in&lt;/b&gt;, approved by DPO</td>');
    expect(page).toContain('<p>It reaches no module that serves a purpose.</p>');
    expect(page).toContain('pd:TelephoneNumber');
  });
});
