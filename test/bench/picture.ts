import type { Point } from './growth.js';

const WIDTH = 220;
const HEIGHT = 180;
const LEFT = 48;
const TOP = 34;
const PANEL = WIDTH + LEFT + 24;

interface Series {
  readonly name: string;
  readonly of: (point: Point) => boolean;
}

const COPIES: readonly Series[] = [
  { name: 'labels nowhere', of: (p) => p.labelled === 0 },
  { name: 'in one copy', of: (p) => p.labelled === 1 },
  { name: 'in all', of: (p) => p.labelled === p.copies },
];
const REACH: readonly Series[] = [{ name: 'in so many of 8 copies', of: (p) => p.copies === 8 }];

/** Colours that are told apart in light and dark; ink follows the reader's scheme. */
const STYLE =
  'text{font:12px sans-serif;fill:#1f2328}.axis{stroke:#818b98;fill:none}.c0{--c:#1a7f37}.c1{--c:#0969da}.c2{--c:#cf222e}.c3{--c:#8250df}polyline{fill:none;stroke:var(--c);stroke-width:2}circle,.key{fill:var(--c)}' +
  '@media (prefers-color-scheme:dark){text{fill:#f0f6fc}.c0{--c:#3fb950}.c1{--c:#4493f8}.c2{--c:#f85149}.c3{--c:#ab7df8}}';

/** Processor time and memory over the number of copies, and over how many copies labels are in, as SVG. */
export function growthPicture(points: readonly Point[], files: number): string {
  const panels = [
    { title: 'processor seconds', value: (p: Point) => p.cpu, at: (p: Point) => p.copies, series: COPIES, unit: 'files', first: 0 },
    { title: 'peak memory, MB', value: (p: Point) => p.megabytes, at: (p: Point) => p.copies, series: COPIES, unit: 'files', first: 0 },
    { title: 'processor seconds, of 8 copies', value: (p: Point) => p.cpu, at: (p: Point) => p.labelled, series: REACH, unit: 'files with labels', first: 3 },
  ];
  const body = panels.map(({ title, value, at, series, unit, first }, i) => {
    const shown = points.filter((p) => series.some(({ of }) => of(p)));
    const most = Math.max(...shown.map(value)) * 1.05;
    const x = (p: Point): string => (LEFT + (at(p) / 8) * WIDTH).toFixed(1);
    const y = (v: number): string => (TOP + HEIGHT - (v / most) * HEIGHT).toFixed(1);
    const curves = series.map(({ of }, s) => {
      const own = shown.filter(of).sort((a, b) => at(a) - at(b));
      const dots = own.map((p) => `<circle cx="${x(p)}" cy="${y(value(p))}" r="3"/>`).join('');
      return `<g class="c${first + s}"><polyline points="${own.map((p) => `${x(p)},${y(value(p))}`).join(' ')}"/>${dots}</g>`;
    });
    const ticks = [0, 0.5, 1].map((part) => `<text x="${LEFT - 6}" y="${y(most * part)}" dy="4" text-anchor="end">${(most * part).toFixed(most < 20 ? 1 : 0)}</text>`);
    const places = [...new Set(shown.map(at))].filter((n) => n !== 1 && n !== 2).map((n) => `<text x="${LEFT + (n / 8) * WIDTH}" y="${TOP + HEIGHT + 16}" text-anchor="middle">${n * files}</text>`);
    const axis = `<path class="axis" d="M${LEFT} ${TOP}V${TOP + HEIGHT}H${LEFT + WIDTH}"/>`;
    const name = `<text x="${LEFT}" y="18" font-weight="bold">${title}</text><text x="${LEFT + WIDTH / 2}" y="${TOP + HEIGHT + 34}" text-anchor="middle">${unit}</text>`;
    return `<g transform="translate(${i * PANEL} 0)">${name}${axis}${[...curves, ...ticks, ...places].join('')}</g>`;
  });
  const keys = [...COPIES, ...REACH].map(({ name }, i) => `<g class="c${i}"><circle class="key" cx="${LEFT + i * 160}" cy="${TOP + HEIGHT + 58}" r="4"/></g><text x="${LEFT + 10 + i * 160}" y="${TOP + HEIGHT + 62}">${name}</text>`);
  const [width, height] = [panels.length * PANEL, TOP + HEIGHT + 74];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><title>Time and memory of a check as the program grows</title><style>${STYLE}</style>${[...body, ...keys].join('')}</svg>\n`;
}
