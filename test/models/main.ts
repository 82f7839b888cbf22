import { DOM, domCoverage, ecmascriptCoverage, NODE, nodeCoverage, type Coverage } from './coverage.js';

/** Prints how many of the members that the installed declaration files declare have a model, and which have none. */
function line({ of, counted, missing }: Coverage): string {
  const covered = counted - missing.length;
  return `${of.padEnd(28)}${String(covered).padStart(5)} of ${String(counted).padStart(5)}  ${((100 * covered) / counted).toFixed(1).padStart(5)} %${missing.length > 0 ? `  without ${missing.join(' ')}` : ''}`;
}

function sum(of: string, parts: readonly Coverage[]): Coverage {
  return { of, counted: parts.reduce((n, p) => n + p.counted, 0), missing: parts.flatMap((p) => p.missing) };
}

const node = NODE.map(nodeCoverage);
const dom = DOM.map(domCoverage);
for (const c of [ecmascriptCoverage(), ...node, ...dom]) process.stdout.write(`${line(c)}\n`);
for (const c of [ecmascriptCoverage(), sum('Node, core modules', node), sum('DOM, interfaces of data', dom)]) process.stdout.write(`${line({ ...c, of: `= ${c.of}` }).replace(/ {2}without.*/, '')}\n`);
