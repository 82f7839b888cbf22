import { Linter, type Rule } from 'eslint';
import { describe, expect, it } from 'vitest';
import type { Violation } from '../../src/flow/result.js';
import { disabledIn } from '../../src/project/disable.js';
import { violation } from '../report/run-fixture.js';

const FLOW = 'data-purpose/no-forbidden-flow';

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
