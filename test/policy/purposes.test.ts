import { describe, expect, test } from 'vitest';
import { load } from './helpers.js';

const policy = load(`{
  "purposes": {
    "marketing": null, "service": null,
    "advertising": "marketing", "personalisation": "service",
    "ad-targeting": ["advertising", "personalisation"], "lookalikes": "ad-targeting"
  },
  "data": {
    "Top": { "allow": ["marketing"] }, "Other": { "allow": ["personalisation"] },
    "Leaf": { "allow": ["lookalikes"] }, "Both": { "allow": ["advertising", "service"] }, "None": { "allow": [] }
  }
}`);

describe('a permission covers what is below it, through any parent', () => {
  test.each([
    ['Top', ['marketing', 'advertising', 'ad-targeting', 'lookalikes']],
    ['Other', ['personalisation', 'ad-targeting', 'lookalikes']],
    ['Leaf', ['lookalikes']],
    ['Both', ['service', 'advertising', 'personalisation', 'ad-targeting', 'lookalikes']],
    ['None', []],
    ['Unknown', []],
  ])('%s', (label, allowed) => {
    expect([...policy.purposes.keys()].filter((purpose) => policy.allows(label, purpose)).sort()).toEqual([...allowed].sort());
    expect(policy.allows(label, 'no-such-purpose')).toBe(false);
  });
});
