import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './measure.js';

const LABELS = /TwoFactorPhone|SecurityEmail/;
const EXPORTED = /\bexport (?:abstract )?(?:async )?(?:class|interface|type|function|const) (\w+)/g;

/** The program that corpora are made of: 66 files, 304 functions, whose labels reach most of them. */
const SEED = join(ROOT, 'fixtures/twitter-2019/src');

/**
 * Writes a program of copies of one, each below its own folder and with names of its own for what it exports.
 *
 * @param labelled how many of the copies have labels; in the others, labelled types have other names
 * @returns its tsconfig
 */
export function writeCopies(folder: string, copies: number, labelled: number): string {
  for (let i = 0; i < copies; i++) {
    const to = join(folder, `copy${i}`);
    cpSync(SEED, to, { recursive: true });
    const files = filesBelow(to).map((file) => ({ file, text: readFileSync(file, 'utf8') }));
    const own = new Set(files.flatMap(({ text }) => [...text.matchAll(EXPORTED)].flatMap((m) => m[1] ?? [])).filter((name) => !LABELS.test(name)));
    for (const { file, text } of files) {
      const renamed = text.replace(/(?<![./'\w-])[A-Za-z]\w*/g, (word) => (own.has(word) ? `${word}${i}` : word));
      writeFileSync(file, i < labelled ? renamed : renamed.replaceAll('TwoFactorPhone', 'OtherPhone').replaceAll('SecurityEmail', 'OtherEmail').replaceAll('@data', '@kind'));
    }
  }
  return writeConfig(folder, 'copy*/**/*');
}

/** Writes tiny projects, each with a tsconfig of its own, `p0` and so on. */
export function writeProjects(folder: string, count: number): void {
  for (let i = 0; i < count; i++) {
    const to = join(folder, `p${i}`);
    mkdirSync(join(to, 'src/ads'), { recursive: true });
    writeFileSync(join(to, 'src/user.ts'), 'export type TwoFactorPhone = string;\nexport interface User {\n  phone: TwoFactorPhone;\n}\n');
    writeFileSync(join(to, 'src/ads/send.ts'), 'export function send(text: string): void {\n  console.log(text);\n}\n');
    writeFileSync(join(to, 'src/main.ts'), "import { send } from './ads/send.js';\nimport type { User } from './user.js';\nexport function main(user: User): void {\n  send(user.phone);\n}\n");
    writeConfig(to, 'src');
  }
}

export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => join(folder, name)).sort();
}

/** Packages as if they were installed in the folder. */
export function linkPackages(folder: string): void {
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  for (const name of ['eslint', 'typescript', '@typescript-eslint', 'typescript-eslint', '@types']) symlinkSync(join(ROOT, 'node_modules', name), join(folder, 'node_modules', name), 'junction');
  symlinkSync(ROOT, join(folder, 'node_modules/eslint-plugin-data-purpose'), 'junction');
}

function writeConfig(folder: string, include: string): string {
  const options = { target: 'es2023', module: 'nodenext', strict: true, skipLibCheck: true, types: [], noEmit: true };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: [include] }));
  writeFileSync(join(folder, 'package.json'), '{ "name": "corpus", "type": "module", "private": true }\n');
  return join(folder, 'tsconfig.json');
}
