import { absolute } from '../../project/absolute.js';
import { relativePath } from '../../report/paths.js';
import { additions, editEslintConfig } from './eslint-config.js';
import { mentions, part, type Part } from './plan.js';
import { dependsOn, filesIn, type Repository } from './repository.js';

const FLAT = /\/eslint\.config\.[cm]?[jt]s$/;
const LEGACY = /\/\.eslintrc(?:\.\w+)?$/;

const OLD = 'only an .eslintrc was found; the rules need flat config (https://eslint.org/docs/latest/use/configure/migration-guide). The command needs no ESLint.';
const NO_CONFIG = 'no eslint.config.js was found here; the README\'s quick start has one to begin with. The command needs no ESLint.';
const NO_ESLINT = 'it is not used here, and the command needs none. For its rules in the editor follow the README\'s quick start.';

/** The rules in ESLint's flat config of the package, else of the repository. */
export function eslintPart(repository: Repository): Part {
  const { root, folder, read, has } = repository;
  const files = [...new Set([folder, root])].flatMap(filesIn);
  const file = files.find((name) => FLAT.test(name));
  if (file === undefined) return part({ byHand: [`ESLint: ${files.some((name) => LEGACY.test(name)) ? OLD : dependsOn(repository, 'eslint') ? NO_CONFIG : NO_ESLINT}`] });
  const name = relativePath(file, root);
  const before = read(file) ?? '';
  if (mentions(before, 'eslint-plugin-data-purpose')) return part({ found: [`ESLint (${name})`] });
  if (![folder, root].some((at) => has(absolute('tsconfig.json', at)) || has(absolute('jsconfig.json', at)))) {
    return part({ found: ['ESLint'], byHand: ['ESLint: the rules need type information, and there is no tsconfig.json. The command does without.'] });
  }
  const after = editEslintConfig(file, before);
  if (after !== undefined) return part({ found: ['ESLint'], changes: [{ file, before, after }] });
  const { entry, imports } = additions(before, /\bmodule\.exports\b/.test(before));
  return part({ found: ['ESLint'], byHand: [[`ESLint: the shape of ${name} is not understood. Add to it:`, ...imports.map((line) => `  ${line};`), `  ${entry}`].join('\n    ')] });
}
