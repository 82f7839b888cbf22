import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createLinker } from '../../src/facts/program.js';
import { importedFiles } from '../../src/project/imported-files.js';
import { loadPolicy } from '../../src/policy/load.js';
import { tempFolder } from './temp-folder.js';

it.each(['no label', 'TwoFactorPhone'])('finds what the listed files import, below the folder only: %s in the program', (label) => {
  const folder = tempFolder({
    'app/main.ts': `// ${label}\nimport d = require('./d.js');` + "import './a.js'; import './old.js'; import '../lib/l.js'; import pkg from 'pkg'; import data from './data.json';",
    'app/a.ts': "export { b } from './b/index.js'; import './main.js';",
    'app/b/index.ts': "export const b = 1; export * from '../c.js'",
    'app/c.ts': "const page = () => import(/* lazy */ './page.js'); require('./unused.js'); import(name); declare const name: string", 'app/page.ts': '', 'app/old.js': "require('./older')", 'app/older.js': '',
    'app/d.ts': '', 'app/unused.ts': '', 'app/data.json': '{}', 'lib/l.ts': '', 'app/node_modules/pkg/index.ts': '',
  });
  const files = [`${folder}/app/main.ts`];
  const linker = createLinker({ files, readFile: (file) => readFileSync(file, 'utf8') });
  const found = importedFiles(linker, `${folder}/app`, loadPolicy({ from: `${folder}/app/main.ts`, file: undefined })).map((file) => file.replace(`${folder}/`, ''));
  expect(found.sort()).toEqual(['app/a.ts', 'app/b/index.ts', 'app/c.ts', 'app/d.ts', 'app/old.js', 'app/older.js', 'app/page.ts']);
});
