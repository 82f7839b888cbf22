import { describe, expect, it } from 'vitest';
import { PRELUDE, run } from './harness.js';

const APP = "import { client } from './generated/client.js';\nimport type { Row } from './generated/types.js';\nexport const rows: Row[] = client.rows();";

describe('imports that lead nowhere are listed', () => {
  it.each<[string, Record<string, string>]>([
    ['where the program has labels', { ...PRELUDE, 'app.ts': APP }],
    ['where it has none, which they may be the reason for', { 'app.ts': APP, 'ads/sink.ts': 'export const track = (x: unknown): void => void x;' }],
    ['where nothing serves a purpose', { 'app.ts': APP, 'data.ts': 'export type TwoFactorPhone = string;' }],
  ])('%s', (_, files) => {
    expect(run(files).analysed.unresolvedImports.map(({ specifier, place }) => `${place.line}:${place.column} ${specifier}`)).toEqual(['1:10 ./generated/client.js']);
  });
});
