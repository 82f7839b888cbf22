import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { programs } from './arbitrary.js';
import { judge } from './judge.js';
import { printed } from './print.js';
import { HEADER, REGRESSIONS } from './regressions.js';

const SINKS = (['file', 'file', 'property', 'component', 'method'] as const).map((host, n) => ({ n, host }));

describe('what arrives at run time is reported, and nothing else is', () => {
  it.each(Object.entries(REGRESSIONS))('%s', async (_name, text) => {
    const { missed, wrong, misplaced, error } = await judge({ files: { 'main.tsx': HEADER + text }, sinks: SINKS });
    expect({ missed, wrong, misplaced, error }).toEqual({ missed: [], wrong: [], misplaced: [], error: undefined });
  });

  it.each(Object.entries(REGRESSIONS))('%s, where only what lies between sources and boundaries is run', async (_name, text) => {
    const { missed } = await judge({ files: { 'main.tsx': HEADER + text }, sinks: SINKS }, 16, { extent: 'slice' });
    expect(missed).toEqual([]);
  });

  it('in 150 random programs', { timeout: 300_000 }, async () => {
    const sum = { reported: 0, wrong: 0 };
    const holds = fc.asyncProperty(programs(), async (program) => {
      const { missed, misplaced, wrong, reported } = await judge(program, 8);
      sum.reported += reported;
      sum.wrong += wrong.length;
      expect({ missed, misplaced }, printed(program)).toEqual({ missed: [], misplaced: [] });
    });
    await fc.assert(holds, { seed: 20_190_101, numRuns: 150, interruptAfterTimeLimit: 250_000 });
    expect(1 - sum.wrong / sum.reported).toBeGreaterThan(0.95);
    expect(sum.reported).toBeGreaterThan(150);
  });
});
