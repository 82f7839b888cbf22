import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeCopies } from './corpus.js';
import { medianCost, ROOT, run } from './measure.js';

export interface Point {
  readonly copies: number;
  readonly labelled: number;
  readonly cpu: number;
  readonly megabytes: number;
}

/** Checks 1, 2, 4 and 8 copies of a program: with labels in none of them, in one, in all. */
export function measureGrowth(runs: number, base: number): Point[] {
  return [1, 2, 4, 8].flatMap((copies) =>
    [...new Set([0, 1, copies])].map((labelled): Point => {
      const folder = mkdtempSync(join(tmpdir(), 'data-purpose-growth-'));
      const tsconfig = writeCopies(folder, copies * base, labelled * base);
      const costs = Array.from({ length: runs }, () => run([join(ROOT, 'dist/src/cli/main.js'), 'check', '--no-cache', '-p', tsconfig], folder));
      rmSync(folder, { recursive: true });
      const { cpu, megabytes } = medianCost(costs);
      return { copies, labelled, cpu, megabytes };
    }),
  );
}

const WIDTH = 320;
const HEIGHT = 200;
const LEFT = 50;
const SERIES = [
  { name: 'labels nowhere', of: (p: Point) => p.labelled === 0, colour: '#1a7f37' },
  { name: 'labels in one copy', of: (p: Point) => p.labelled === 1, colour: '#0969da' },
  { name: 'labels in all', of: (p: Point) => p.labelled === p.copies, colour: '#cf222e' },
];

/** Two pictures side by side: processor time and memory over the number of copies. */
export function growthPicture(points: readonly Point[], files: number): string {
  const panels = [
    { title: 'processor seconds', value: (p: Point) => p.cpu },
    { title: 'peak memory, MB', value: (p: Point) => p.megabytes },
  ];
  const body = panels.map(({ title, value }, i) => {
    const most = Math.max(...points.map(value)) * 1.05;
    const x = (copies: number): number => LEFT + (copies / 8) * WIDTH;
    const y = (v: number): number => 30 + HEIGHT - (v / most) * HEIGHT;
    const curves = SERIES.map(({ of, colour }) => {
      const own = points.filter(of);
      const path = own.map((p) => `${x(p.copies).toFixed(1)},${y(value(p)).toFixed(1)}`).join(' ');
      return `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${path}"/>${own.map((p) => `<circle cx="${x(p.copies).toFixed(1)}" cy="${y(value(p)).toFixed(1)}" r="3" fill="${colour}"/>`).join('')}`;
    });
    const ticks = [0, 0.5, 1].map((part) => `<text x="${LEFT - 6}" y="${y(most * part) + 4}" text-anchor="end">${(most * part).toFixed(most < 20 ? 1 : 0)}</text>`);
    const axis = [1, 2, 4, 8].map((copies) => `<text x="${x(copies)}" y="${HEIGHT + 48}" text-anchor="middle">${copies * files}</text>`);
    return `<g transform="translate(${i * (WIDTH + LEFT + 30)} 0)"><text x="${LEFT}" y="18" font-weight="bold">${title}</text><path d="M${LEFT} 30V${30 + HEIGHT}H${LEFT + WIDTH}" fill="none" stroke="#888"/>${[...curves, ...ticks, ...axis].join('')}<text x="${LEFT + WIDTH / 2}" y="${HEIGHT + 66}" text-anchor="middle">files</text></g>`;
  });
  const legend = SERIES.map(({ name, colour }, i) => `<text x="${LEFT + i * 170}" y="${HEIGHT + 92}" fill="${colour}">● ${name}</text>`);
  const width = 2 * (WIDTH + LEFT + 30);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${HEIGHT + 104}" font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="#fff"/>${[...body, ...legend].join('')}</svg>\n`;
}

export function writePicture(points: readonly Point[], files: number): void {
  writeFileSync(join(ROOT, 'test/bench/growth.svg'), growthPicture(points, files));
}
