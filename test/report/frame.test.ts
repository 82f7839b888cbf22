import { describe, expect, it } from 'vitest';
import { codeFrame, FRAME_WIDTH } from '../../src/report/frame.js';

const at = (line: number, column: number, endLine: number, endColumn: number) => ({ file: '/a.ts', line, column, endLine, endColumn });

describe('codeFrame', () => {
  it('marks up to the end of the first line where the place has several', () => {
    expect(codeFrame('call(\n  a,\n  b,\n)', at(1, 1, 4, 2))).toEqual(['> 1 | call(', '    | ^^^^^']);
  });

  it('leaves a blank line before out and marks an empty place', () => {
    expect(codeFrame('a\n\nb', at(3, 1, 3, 1))).toEqual(['> 3 | b', '    | ^']);
  });

  it('cuts a long line around the place', () => {
    const frame = codeFrame(`${'x'.repeat(300)}MARK${'y'.repeat(300)}`, at(1, 301, 1, 305)) ?? [];
    const source = frame[0]?.slice('> 1 | '.length) ?? '';
    expect(source).toMatch(/^…x+MARKy+…$/);
    expect(source.length).toBe(FRAME_WIDTH + 1);
    expect(frame[1]?.indexOf('^')).toBe(frame[0]?.indexOf('MARK'));
  });

  it('is absent where the text has no such line', () => {
    expect(codeFrame('a', at(2, 1, 2, 2))).toBeUndefined();
  });
});
