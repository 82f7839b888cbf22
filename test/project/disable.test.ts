import { Linter, type Rule } from 'eslint';
import { describe, expect, it } from 'vitest';
import type { Violation } from '../../src/flow/result.js';
import { unusedDirectives } from '../../src/cli/unused-directives.js';
import { ALL_FILES } from '../../src/cli/restrict.js';
import { disabledIn } from '../../src/project/disable.js';
import { analysis, run, violation } from '../report/run-fixture.js';

const FLOW = 'data-purpose/no-forbidden-flow';
const MATCH = 'data-purpose/no-forbidden-match';

/** Whether a violation at the first `@` of the text is off; the `@` stands for an identifier. */
function isOff(text: string, rule: Violation['rule'] = 'no-forbidden-flow'): boolean {
  const lines = text.slice(0, text.indexOf('@')).split('\n');
  const [line, column] = [lines.length, (lines.at(-1)?.length ?? 0) + 1];
  const place = { file: '/a.ts', line, column, endLine: line, endColumn: column + 1 };
  return disabledIn('/a.ts', text.replace('@', 'x'))(violation({ rule, place })) !== undefined;
}

/** What ESLint says of a rule of ours that reports `x` at the `@`. */
function isOffInEslint(text: string): boolean {
  const rule = { create: (context: Rule.RuleContext) => ({ 'Identifier[name="x"]': (node: Rule.Node) => context.report({ node, message: 'x' }) }) };
  const plugins = { 'data-purpose': { rules: { 'no-forbidden-flow': rule } } };
  const config = { plugins, rules: { [FLOW]: 'error' as const }, linterOptions: { reportUnusedDisableDirectives: 'off' as const } };
  return !new Linter().verify(text.replace('@', 'x'), config).some((message) => message.ruleId === FLOW);
}

describe('disabledIn', () => {
  it.each([
    ['no comment', 'f(@)', false],
    ['line', 'f(@) // eslint-disable-line', true],
    ['line, in a block', 'f(@) /* eslint-disable-line */', true],
    ['line, by rule', `f(@) // eslint-disable-line ${FLOW}`, true],
    ['line, other rule', 'f(@) // eslint-disable-line no-undef', false],
    ['line, several rules', `f(@) // eslint-disable-line no-undef, ${FLOW}`, true],
    ['line, quoted rule', `f(@) // eslint-disable-line "${FLOW}"`, true],
    ['line, other line', 'f(@)\n// eslint-disable-line', false],
    ['line, over two lines', 'f(@) /* eslint-disable-line\n*/', false],
    ['next line', '// eslint-disable-next-line\nf(@)', true],
    ['next line, in a block over several', `/* eslint-disable-next-line\n  ${FLOW} -- consented */\nf(@)`, true],
    ['next line, two on', '// eslint-disable-next-line\n\nf(@)', false],
    ['next line, reason', `// eslint-disable-next-line ${FLOW} -- DPIA-12, opt-in\nf(@)`, true],
    ['next line, rule only in the reason', `// eslint-disable-next-line no-undef -- see ${FLOW}\nf(@)`, false],
    ['next line, reason without rules', '// eslint-disable-next-line -- DPIA-12\nf(@)', true],
    ['next line, CRLF', '// eslint-disable-next-line\r\nf(@)', true],
    ['block', '/* eslint-disable */\n\nf(@)', true],
    ['block, by rule', `/* eslint-disable ${FLOW} */\nf(@)`, true],
    ['block, after it', 'f(@)\n/* eslint-disable */', false],
    ['block, same line before', '/* eslint-disable */ f(@)', true],
    ['block, in a line comment', '// eslint-disable\nf(@)', false],
    ['enabled again', '/* eslint-disable */\n/* eslint-enable */\nf(@)', false],
    ['enabled again, by rule', `/* eslint-disable */\n/* eslint-enable ${FLOW} */\nf(@)`, false],
    ['enabled again, other rule', '/* eslint-disable */\n/* eslint-enable no-undef */\nf(@)', true],
    ['enabled later', '/* eslint-disable */\nf(@)\n/* eslint-enable */', true],
    ['enabled in a line comment', '/* eslint-disable */\n// eslint-enable\nf(@)', true],
    ['enable does not undo a line comment', '/* eslint-enable */ f(@) // eslint-disable-line', true],
    ['in a string', 'const s = "/* eslint-disable */";\nf(@)', false],
    ['in a template', 'const s = `// eslint-disable-next-line\n${f(@)}`', false],
    ['in a template\'s hole', 'const s = `${/* eslint-disable */ f(@)}`', true],
    ['after a regular expression', 'const r = /["\'`]/; f(@) // eslint-disable-line', true],
    ['a longer word', 'f(@) // eslint-disable-lines', false],
    ['not at the start', 'f(@) // see eslint-disable-line', false],
  ])('%s', (_, text, expected) => {
    expect(isOff(text)).toBe(expected);
    expect(isOffInEslint(text)).toBe(expected);
  });

  it('tells the rules apart', () => {
    expect(isOff(`f(@) // eslint-disable-line ${FLOW}`, 'no-forbidden-match')).toBe(false);
    expect(isOff('f(@) // eslint-disable-line data-purpose/no-forbidden-match', 'no-forbidden-match')).toBe(true);
  });
});

/** Unused comments of a text in which `x` stands for flows and `y` for matches, as the command reports them. */
function unused(text: string): string[] {
  const violations = [...text.matchAll(/\b[xy]\b/g)].map(({ 0: name, index }) => {
    const lines = text.slice(0, index).split('\n');
    const [line, column] = [lines.length, lines.at(-1)!.length + 1];
    return violation({ rule: name === 'x' ? 'no-forbidden-flow' : 'no-forbidden-match', place: { file: '/a.ts', line, column, endLine: line, endColumn: column + 1 } });
  });
  const found = unusedDirectives(run([analysis(violations, {}, { files: ['/a.ts'] })], { text: () => text }), ALL_FILES);
  return found.map(({ message, place }) => `${place.line}:${place.column} ${message}`).sort();
}

/** What ESLint says of the comments for two rules that report `x` and `y`. */
function unusedInEslint(text: string): string[] {
  const rule = (name: string) => ({ create: (context: Rule.RuleContext) => ({ [`Identifier[name="${name}"]`]: (node: Rule.Node) => context.report({ node, message: name }) }) });
  const plugins = { 'data-purpose': { rules: { 'no-forbidden-flow': rule('x'), 'no-forbidden-match': rule('y') } } };
  const config = { plugins, rules: { [FLOW]: 'error' as const, [MATCH]: 'error' as const, 'no-eval': 'error' as const }, linterOptions: { reportUnusedDisableDirectives: 'error' as const } };
  const messages = new Linter().verify(text, config).filter(({ ruleId, message }) => ruleId === null && (message.includes(FLOW) || message.includes(MATCH)));
  return messages.map(({ line, column, message }) => `${line}:${column} ${message}`).sort();
}

describe('unused comments', () => {
  it.each([
    ['none', `f(x) // eslint-disable-line ${FLOW}`, 0],
    ['a line that has none', `f(z) // eslint-disable-line ${FLOW}`, 1],
    ['the next line has none', `\n  // eslint-disable-next-line ${FLOW} -- why\nf(z)`, 1],
    ['both rules of a comment', `// eslint-disable-next-line ${FLOW}, ${MATCH}\nf(z)`, 1],
    ['one rule of a comment', `// eslint-disable-next-line ${FLOW}, ${MATCH}\nf(y)`, 1],
    ['both of ours beside another', `// eslint-disable-next-line no-eval, ${FLOW}, ${MATCH}\neval(z)`, 2],
    ['a line in a disabled block', `/* eslint-disable ${FLOW} */\nf(x) // eslint-disable-line ${FLOW}`, 1],
    ['a block in a disabled block', `/* eslint-disable ${FLOW} */\n/* eslint-disable ${FLOW} */\nf(x)`, 1],
    ['an enable that ends a block', `/* eslint-disable ${FLOW} */\nf(x)\n/* eslint-enable ${FLOW} */`, 0],
    ['an enable that ends a block of all rules', `/* eslint-disable */\nf(x, y)\n/* eslint-enable ${FLOW}, ${MATCH} */`, 0],
    ['an enable that ends nothing', `f(z)\n/* eslint-enable ${FLOW} */`, 1],
    ['an enable of both rules that ends one', `/* eslint-disable ${FLOW} */\nf(x)\n/* eslint-enable ${FLOW}, ${MATCH} */`, 1],
    ['a second enable', `/* eslint-disable ${FLOW} */\nf(x)\n/* eslint-enable ${FLOW} */\n/* eslint-enable ${FLOW} */`, 1],
    ['an enable after one of all rules', `/* eslint-disable ${FLOW} */\nf(x)\n/* eslint-enable */\n/* eslint-enable ${FLOW} */`, 1],
    ['an enable after a comment for a line', `f(x) // eslint-disable-line ${FLOW}\n/* eslint-enable ${FLOW} */`, 1],
    ['a block that disables nothing, and its end', `/* eslint-disable ${FLOW} */\nf(z)\n/* eslint-enable ${FLOW} */`, 1],
  ])('%s', (_, text, count) => {
    expect(unused(text)).toEqual(unusedInEslint(text));
    expect(unused(text)).toHaveLength(count);
  });

  it('are those of ESLint in every order of three comments', { timeout: 60_000 }, () => {
    const lines = [...['disable', 'enable'].flatMap((kind) => [`/* eslint-${kind} */`, ...[FLOW, `${MATCH}, ${FLOW}`].map((rules) => `/* eslint-${kind} ${rules} */`)]), `// eslint-disable-next-line ${FLOW}`];
    let some = 0;
    for (const a of lines) for (const b of lines) for (const c of lines) {
      const text = [a, b, 'f(x)', c].join('\n');
      expect([text, unused(text)]).toEqual([text, unusedInEslint(text)]);
      some += unused(text).length;
    }
    expect(some).toBeGreaterThan(200);
  });
});
