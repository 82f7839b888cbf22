import { isMap, isSeq, parseDocument, type Document } from 'yaml';
import { absolute } from '../../project/absolute.js';
import { relativePath } from '../../report/paths.js';
import { mentions, part, type Part } from './plan.js';
import { command, dependsOn, filesIn, type Repository } from './repository.js';

const LEFTHOOK = /\/\.?lefthook\.(?:ya?ml|toml|json)$/;
const PRE_COMMIT = /\/\.pre-commit-config\.ya?ml$/;
const PLAIN = '.git/hooks/pre-commit';
const LINT_STAGED = /\/(?:\.lintstagedrc(?:\.\w+)?|lint-staged\.config\.\w+)$/;

/** The hook that the repository already uses checks what is staged. */
export function hookPart(repository: Repository): Part {
  const { root, has, read, manifests } = repository;
  const files = filesIn(root);
  const lefthook = files.find((file) => LEFTHOOK.test(file));
  if (lefthook !== undefined) return lefthookPart(repository, lefthook);
  if (has(absolute('.husky', root)) || dependsOn(repository, 'husky')) return huskyPart(repository);
  const preCommit = files.find((file) => PRE_COMMIT.test(file));
  if (preCommit !== undefined) return preCommitPart(repository, preCommit);
  const run = command(repository, '--staged');
  if (files.some((file) => LINT_STAGED.test(file)) || manifests.some((manifest) => 'lint-staged' in manifest)) {
    return part({ found: ['lint-staged'], byHand: [`Hook: no hook manager that can be edited was found. Run it beside lint-staged, \`${run}\`, or from a JavaScript config of lint-staged as a function: '*': () => '${run}'.`] });
  }
  const plain = read(absolute(PLAIN, root));
  if (plain !== undefined && mentions(plain)) return part({ found: [`git's hook (${PLAIN})`] });
  if (plain !== undefined) return part({ found: [`git's hook (${PLAIN})`], byHand: [`Hook: ${PLAIN} is not in the repository, so it is not edited. Add to it: ${run}`] });
  return part({ byHand: [`Hook: neither husky, lefthook nor pre-commit was found. With plain git: printf '#!/bin/sh\\nexec ${run}\\n' > ${PLAIN} && chmod +x ${PLAIN}`] });
}

function huskyPart(repository: Repository): Part {
  const { root, read } = repository;
  const file = absolute('.husky/pre-commit', root);
  const before = read(file);
  if (before !== undefined && mentions(before)) return part({ found: ['husky (.husky/pre-commit)'] });
  const line = `${command(repository, '--staged')}\n`;
  if (before !== undefined && /^\s*(?:exec|exit)\b/m.test(before)) {
    return part({ found: ['husky'], byHand: [`Hook: .husky/pre-commit ends early by \`exec\` or \`exit\`. Add before that: ${line.trim()}`] });
  }
  const after = before === undefined ? line : `${before.replace(/\n*$/, before.trim() === '' ? '' : '\n')}${line}`;
  return part({ found: ['husky'], changes: [{ file, before, after, executable: true }] });
}

function lefthookPart(repository: Repository, file: string): Part {
  const run = command(repository, '--staged');
  return yamlPart(repository, file, 'lefthook', `Add to "pre-commit" a command that runs \`${run}\``, (document) => {
    const jobs: unknown = document.getIn(['pre-commit', 'jobs']);
    if (isSeq(jobs)) document.addIn(['pre-commit', 'jobs'], document.createNode({ name: 'data-purpose', run }));
    else document.setIn(['pre-commit', 'commands', 'data-purpose'], document.createNode({ run }));
  });
}

function preCommitPart(repository: Repository, file: string): Part {
  const entry = command(repository, '--staged');
  return yamlPart(repository, file, 'pre-commit', `Add a local hook that runs \`${entry}\` with always_run: true and pass_filenames: false`, (document) => {
    const hook = { id: 'data-purpose', name: 'data-purpose', entry, language: 'system', always_run: true, pass_filenames: false };
    if (!isSeq(document.get('repos'))) document.set('repos', document.createNode([]));
    document.addIn(['repos'], document.createNode({ repo: 'local', hooks: [hook] }));
  });
}

/** Edits a YAML file through its tree, so that comments and order stay; what can't be parsed is left to the user. */
function yamlPart({ root, read }: Repository, file: string, manager: string, byHand: string, edit: (document: Document) => void): Part {
  const name = relativePath(file, root);
  const before = read(file) ?? '';
  if (mentions(before)) return part({ found: [`${manager} (${name})`] });
  const refused = part({ found: [manager], byHand: [`Hook: ${name} could not be edited. ${byHand}.`] });
  if (!/\.ya?ml$/.test(file)) return refused;
  const document = parseDocument(before);
  if (document.errors.length > 0 || (document.contents !== null && !isMap(document.contents))) return refused;
  edit(document);
  return part({ found: [manager], changes: [{ file, before, after: document.toString({ lineWidth: 0, flowCollectionPadding: /[[{] \S/.test(before) }) }] });
}
