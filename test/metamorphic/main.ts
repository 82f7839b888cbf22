// Writes random programs, or the fixtures, otherwise and compares what is reported.
//   npx tsx test/metamorphic/main.ts [--programs N] [--seed N] [--fixtures] [--way split] [--print]
// --print shows the code of each difference. Exit status 1 after one.
import { parseArgs } from 'node:util';
import { APPLICATIONS, CAPABILITIES, SCHEMAS } from '../fixtures/programs.js';
import { compared, fixture, generated, WAYS, type Subject } from './subjects.js';

const { values } = parseArgs({
  options: { programs: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' }, fixtures: { type: 'boolean', default: false }, way: { type: 'string' }, print: { type: 'boolean', default: false } },
});
const first = Number(values.seed);
const sum = { programs: 0, compared: 0, different: 0 };

function compareAll(name: string, subject: Subject): void {
  const before = subject.violations(subject.files);
  sum.programs++;
  for (const way of values.way === undefined ? WAYS : [values.way]) {
    const comparison = compared(subject, before, way);
    if (!comparison) continue;
    sum.compared++;
    if (comparison.before.join() === comparison.after.join()) continue;
    sum.different++;
    const without = (list: readonly string[], other: readonly string[]): string => list.filter((x) => !other.includes(x)).join(', ') || 'nothing';
    console.log(`${name}, ${way}: gone ${without(comparison.before, comparison.after)}; new ${without(comparison.after, comparison.before)}`);
    if (values.print) console.log(comparison.text);
  }
}

if (values.fixtures) for (const name of [...APPLICATIONS, ...SCHEMAS, ...CAPABILITIES.map((topic) => `capabilities/${topic}`)]) compareAll(name, fixture(name));
else for (let seed = first; seed < first + Number(values.programs); seed++) compareAll(`program ${seed}`, generated(seed));
console.log(`${sum.programs} programs, ${sum.compared} comparisons, ${sum.different} of them different`);
process.exitCode = sum.different > 0 ? 1 : 0;
