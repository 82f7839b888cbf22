import { absolute } from '../../project/absolute.js';
import { relativePath } from '../../report/paths.js';
import { mentions, part, type Part } from './plan.js';
import { command, filesIn, hostOf, type Repository } from './repository.js';

const INSTALL = { npm: 'npm ci', pnpm: 'pnpm install --frozen-lockfile', yarn: 'yarn install --frozen-lockfile', bun: 'bun install --frozen-lockfile' };

/** A job that checks each push and pull request. */
export function ciPart(repository: Repository): Part {
  const host = hostOf(repository);
  if (host === 'github') return githubPart(repository);
  if (host === 'gitlab') return gitlabPart(repository);
  return part({ byHand: [`CI: no GitHub or GitLab was found. Run \`${command(repository, '--since origin/main')}\` on pull requests; exit code 1 means violations.`] });
}

function githubPart(repository: Repository): Part {
  const { root, read } = repository;
  const existing = filesIn(absolute('.github/workflows', root)).find((file) => /\.ya?ml$/.test(file) && mentions(read(file) ?? ''));
  if (existing !== undefined) return part({ found: [`GitHub Actions (${relativePath(existing, root)})`] });
  return part({ found: ['GitHub'], changes: [{ file: absolute('.github/workflows/data-purpose.yml', root), before: undefined, after: workflow(repository) }] });
}

function workflow(repository: Repository): string {
  const { packageManager } = repository;
  const setup = {
    npm: ['- uses: actions/setup-node@v4', '  with: { node-version: 22 }'],
    yarn: ['- uses: actions/setup-node@v4', '  with: { node-version: 22 }', '- run: corepack enable'],
    pnpm: ['- uses: actions/setup-node@v4', '  with: { node-version: 22 }', '- run: corepack enable'],
    bun: ['- uses: oven-sh/setup-bun@v2', '- uses: actions/setup-node@v4', '  with: { node-version: 22 }'],
  }[packageManager];
  return `name: data-purpose
on:
  push: { branches: [main, master] }
  pull_request:
jobs:
  check:
    runs-on: ubuntu-latest
    permissions: { contents: read, security-events: write }
    steps:
      - uses: actions/checkout@v4
${setup.map((line) => `      ${line}\n`).join('')}      - run: ${INSTALL[packageManager]}
      - run: ${command(repository, '-f sarif --no-suppressed -o data-purpose.sarif')}
      - uses: github/codeql-action/upload-sarif@v3
        # A pull request from a fork may not write to the Security tab.
        if: always() && (github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository)
        with: { sarif_file: data-purpose.sarif, category: data-purpose }
`;
}

function gitlabPart(repository: Repository): Part {
  const file = absolute('.gitlab-ci.yml', repository.root);
  const before = repository.read(file);
  if (before !== undefined && mentions(before)) return part({ found: ['GitLab CI (.gitlab-ci.yml)'] });
  const { packageManager } = repository;
  const image = packageManager === 'bun' ? 'oven/bun:1' : 'node:22';
  const corepack = packageManager === 'pnpm' || packageManager === 'yarn' ? ['    - corepack enable\n'] : [];
  const stages = before !== undefined && /^stages:/m.test(before);
  const job = `data-purpose:
  image: ${image}
${stages ? '  # Any stage will do; this one is always there.\n  stage: .pre\n' : ''}  script:
${corepack.join('')}    - ${INSTALL[packageManager]}
    - ${command(repository, '-f gitlab -o gl-code-quality-report.json')}
  artifacts:
    when: always
    reports: { codequality: gl-code-quality-report.json }
`;
  const after = before === undefined || before.trim() === '' ? job : `${before.replace(/\n*$/, '\n')}\n${job}`;
  return part({ found: ['GitLab'], changes: [{ file, before, after }] });
}
