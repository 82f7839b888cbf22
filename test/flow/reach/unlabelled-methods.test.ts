import { expect, it } from 'vitest';
import { inSlice, markedIn } from './in-slice.js';

it('a method that reads no label gives none, whatever else its object holds', () => {
  const files = {
    'customer.ts': `import type { TwoFactorPhone } from './data.js';
export class Customer { constructor(readonly name: string, readonly phone: TwoFactorPhone, readonly plan: { name: string }) {}
  get label() { return \`\${this.name} (\${this.plan.name})\`; }
  title() { return this.name; }
  contact() { return \`\${this.name} \${this.phone}\`; } }
`,
    'a.ts': `import { track } from './ads/sink.js';
import { Customer } from './customer.js';
export function report(list: Customer[]): void {
  track(list.map((c) => c.label).join());
  track(list.map((c) => c.title()).join());
  track(list.map((c) => c.contact()).join()); // flow
}
report([new Customer('n', '1', { name: 'p' })]);
`,
  };
  expect(inSlice(files)).toEqual(markedIn(files));
});
