import { describe, expect, it } from 'vitest';
import { TypeScriptError } from '../../src/project/errors.js';
import { loadTypeScript } from '../../src/project/typescript.js';
import { tempFolder } from './temp-folder.js';

const CLASSIC = (version: string) => `exports.versionMajorMinor = '${version}'; exports.version = '${version}.0'; exports.createProgram = () => {};`;
const NATIVE = "exports.version = '7.0.2'; exports.versionMajorMinor = '7.0';";

describe('loadTypeScript', () => {
  it('takes the project\'s own', () => {
    const folder = tempFolder({ 'node_modules/typescript/index.js': CLASSIC('5.4') });
    expect(loadTypeScript(folder).version).toBe('5.4.0');
  });

  it('takes @typescript/typescript6 beside a native TypeScript', () => {
    const folder = tempFolder({ 'node_modules/typescript/index.js': NATIVE, 'node_modules/@typescript/typescript6/index.js': CLASSIC('6.0') });
    expect(loadTypeScript(folder).version).toBe('6.0.0');
  });

  it('takes ours where the project has none that does', () => {
    const folder = tempFolder({ 'node_modules/typescript/index.js': NATIVE });
    expect(loadTypeScript(folder).createProgram).toBeTypeOf('function');
  });

  it('says what to install where there is none, or only a native one', () => {
    const empty = tempFolder({});
    expect(() => loadTypeScript(empty, `${empty}/x.js`)).toThrow(TypeScriptError);
    const native = tempFolder({ 'node_modules/typescript/index.js': NATIVE });
    expect(() => loadTypeScript(native, `${native}/x.js`)).toThrow(/found typescript 7\.0\.2 at .*index\.js/);
    expect(() => loadTypeScript(native, `${native}/x.js`)).toThrow(expect.objectContaining({ hint: expect.stringContaining('npm:@typescript/typescript6@^6') }));
  });
});
