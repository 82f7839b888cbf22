import { describe, expect, it } from 'vitest';
import { DOM, domCoverage, ecmascriptCoverage, NODE, nodeCoverage } from './coverage.js';

describe('models', () => {
  it('cover every member that lib.es5 to lib.es2025 declare', () => {
    const { counted, missing } = ecmascriptCoverage();
    expect(missing).toEqual([]);
    expect(counted).toBeGreaterThan(900);
  });

  it.each(NODE)('cover the functions and methods of node:%s', (module) => {
    const { counted, missing } = nodeCoverage(module);
    expect(missing).toEqual([]);
    expect(counted).toBeGreaterThan(0);
  });

  it.each(DOM)('cover the members of %s', (type) => {
    const { counted, missing } = domCoverage(type);
    expect(missing).toEqual([]);
    expect(counted).toBeGreaterThan(0);
  });
});
