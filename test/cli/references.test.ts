import { describe, expect, it } from 'vitest';
import { tempFolder } from '../project/temp-folder.js';
import { dataPurpose } from './command.js';

const FILES: Readonly<Record<string, string>> = {
  'package.json': '{ "name": "shop", "type": "module" }',
  'tsconfig.json': '{ "compilerOptions": { "module": "esnext", "moduleResolution": "bundler", "strict": true, "types": [], "paths": { "@app/*": ["./src/*"], "@identity": ["./src/identity/index.ts"] } }, "include": ["src"] }',
  'src/identity/types.ts': 'export type Phone2FA = string;\nexport interface User { backup: string; city: string }\n',
  'src/identity/store.ts': "export const loadPhone = (): string => '';\nexport class Store {\n  phone(): string {\n    return '';\n  }\n  city(): string {\n    return '';\n  }\n}\n",
  'src/identity/index.ts': "export type { Phone2FA as Phone, User as Person } from '@app/identity/types';\nexport { loadPhone as load, Store as Phones } from '@app/identity/store';\n",
  'src/all.ts': "export * from '@identity';\n",
  'src/ads/audience.ts': 'export const track = (x: string): void => void x;\n',
  'src/use.ts': `import { load, Phones, type Person, type Phone } from '@app/all';
import { track } from '@app/ads/audience';

export function use(phone: Phone, person: Person): void {
  track(phone);
  track(person.backup);
  track(person.city);
  track(load());
  track(new Phones().phone());
  track(new Phones().city());
}
`,
};

function reported(data: string): unknown {
  const policy = `{ "extends": ["recommended"], "purposes": { "care": null }, "data": { "Kept": { "allow": ["care"], ${data} } } }`;
  const { stdout, stderr } = dataPurpose(tempFolder({ ...FILES, 'data-purpose.jsonc': policy }), ['check', '-f', 'json']);
  if (stderr !== '') return stderr;
  return (JSON.parse(stdout) as { violations: { file: string; line: number }[] }).violations.map(({ file, line }) => `${file}:${line}`);
}

describe('references of a policy', () => {
  it.each([
    ['the declaring file', 'src/identity/types.ts#Phone2FA', 'src/identity/types.ts#User.backup', 'src/identity/store.ts#loadPhone', 'src/identity/store#Store.phone'],
    ['a file that exports it under another name, by a path', 'src/identity/index.ts#Phone', 'src/identity#Person.backup', 'src/identity/index.ts#load', 'src/identity/index.ts#Phones.phone'],
    ['a file that passes on all of another', 'src/all.ts#Phone', 'src/all.ts#Person.backup', 'src/all#load', 'src/all.ts#Phones.phone'],
    ['no module', 'Phone2FA', 'User.backup', 'loadPhone', 'Store.phone'],
  ])('mean the same by %s', (_, type, property, fn, method) => {
    expect(reported(`"types": ["${type}"], "properties": ["${property}"], "returns": ["${fn}", "${method}"]`)).toEqual(['src/use.ts:5', 'src/use.ts:6', 'src/use.ts:8', 'src/use.ts:9']);
  });

  it('mean nothing by a file that does not export it', () => {
    expect(reported('"types": ["src/identity/store.ts#Phone2FA"]')).toMatch(/type `src\/identity\/store\.ts#Phone2FA` resolves to nothing: src\/identity\/store\.ts exports no Phone2FA\n.*Check the spelling/);
  });
});
