import { existsSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { didYouMean } from '../policy/suggest.js';
import type { FormatName } from '../report/index.js';
import type { MapFormat } from '../report/map/index.js';
import { packageVersion } from './version.js';

/** By name, so that no format is loaded to show the help; a test holds it against `FORMATS`. */
export const FORMAT_NAMES: readonly FormatName[] = ['stylish', 'json', 'sarif', 'github', 'gitlab', 'markdown', 'html'];

export const MAP_FORMAT_NAMES: readonly MapFormat[] = ['text', 'markdown', 'json', 'html'];

const EXAMPLES = `
Examples:
  $ data-purpose check                              the nearest tsconfig's program
  $ data-purpose check -p 'packages/*' -f sarif -o data-purpose.sarif
  $ data-purpose check --staged                     what is about to be committed
  $ data-purpose check --since origin/main          what a branch adds
  $ data-purpose check src/ads                      report only what is below src/ads
`;

const EXPLAIN_EXAMPLES = `
Examples:
  $ data-purpose explain src/ads/audience.ts:28     what reaches this line, and why it is a violation or none
  $ data-purpose explain 4a21c5f37e4e               the violation whose id begins so

Exit code: 0 explained, 2 usage, policy or project error, or something was not analysed.
`;

const MAP_EXAMPLES = `
Examples:
  $ data-purpose map
  $ data-purpose map -p 'packages/*' -f html -o record-of-processing.html

Exit code: 0 whatever the record says, 2 usage, policy or project error, or something was not analysed.
`;

const INIT_CODES = `
Nothing that is there is overwritten: files are added to, and a second run finds nothing to write.
Exit code: 0 written, or nothing to write; 1 declined; 2 nobody could be asked, and --yes was not given.
`;

const EXIT_CODES = `
Exit code: 0 no violations, 1 violations, 2 usage, policy or project error, or something was not analysed.
`;

interface CheckFlags {
  readonly project?: readonly string[];
  readonly policy?: string;
  readonly format: FormatName;
  readonly output?: string;
  readonly staged?: true;
  readonly since?: string;
  readonly baseline?: string;
  readonly updateBaseline?: true;
  readonly pruneBaseline?: true;
  readonly reportUnusedDisableDirectives?: true;
  readonly suppressed: boolean;
  readonly maxViolations: number;
  readonly allowIncomplete?: true;
  readonly watch?: true;
  readonly timeout?: number;
  readonly quiet?: true;
  readonly color: boolean;
  readonly cache: boolean;
  readonly cacheLocation?: string;
}

/** The command line. What a command needs is loaded when it runs. */
export function createProgram(): Command {
  const program = new Command('data-purpose')
    .description('Finds flows of labelled personal data into modules of another purpose.')
    .version(packageVersion(), '-v, --version')
    .addHelpText('after', EXAMPLES + EXIT_CODES)
    .showHelpAfterError('(data-purpose --help shows what there is)')
    .exitOverride();

  program
    .command('check')
    .description('analyse the program(s) and print the violations')
    .argument('[files...]', 'report only violations in these files, folders or globs')
    .addOption(projectOption())
    .addOption(policyOption())
    .addOption(new Option('-f, --format <format>', 'of the report').choices(FORMAT_NAMES).default('stylish'))
    .option('-o, --output <file>', 'write the report there')
    .option('--staged', "check what is in git's index, and report only what its changes touch or make: for a commit hook")
    .option('--since <ref>', 'report only what was not there at the merge base with this git ref: for pull requests')
    .option('--baseline <file>', 'report only what is not in this file')
    .addOption(new Option('--update-baseline', 'make the baseline say what is found now, instead of a report').conflicts('pruneBaseline'))
    .option('--prune-baseline', 'take out of the baseline what is fixed, and add nothing')
    .option('--report-unused-disable-directives', 'report disable comments for these rules that switch off nothing')
    .option('--no-suppressed', 'leave out of SARIF what comments switch off: GitHub would show it as open')
    .option('--max-violations <n>', 'exit with 0 up to so many violations', wholeNumber, 0)
    .option('--allow-incomplete', 'exit with 0 or 1 although something could not be analysed')
    .addOption(new Option('--watch', 'check again whenever a file changes').conflicts(['timeout', 'staged', 'updateBaseline', 'pruneBaseline']))
    .option('--timeout <seconds>', 'end a check that takes longer, with exit code 2', positiveNumber)
    .option('--quiet', 'errors only; no progress, no list of what was not followed')
    .option('--no-cache', 'neither use what former runs kept nor keep anything')
    .option('--cache-location <folder>', 'where to keep it (default: node_modules/.cache/data-purpose)')
    .option('--no-color', 'no colours, not on a terminal either')
    .addHelpText('after', EXAMPLES + EXIT_CODES)
    .action(async (files: string[], flags: CheckFlags) => {
      const { project = [], policy, output, since, baseline, watch = false, timeout, cacheLocation, ...rest } = flags;
      const { allowIncomplete = false, quiet = false, staged = false, updateBaseline = false, pruneBaseline = false, reportUnusedDisableDirectives = false, ...set } = rest;
      const switches = { allowIncomplete, quiet, staged, updateBaseline, pruneBaseline, reportUnusedDisableDirectives };
      const options = { ...set, ...switches, cwd: workingFolder(), files, project, policy, output, since, baseline, cacheLocation };
      if (watch) await (await import('./watch.js')).watchCheck(options);
      else if (timeout !== undefined) process.exitCode = await (await import('./timeout.js')).runWithin(timeout, process.argv.slice(2));
      else process.exitCode = (await import('./check.js')).check(options);
    });

  addPolicy(program);
  addExplain(program);
  addMap(program);
  addInit(program);

  program.on('command:*', ([word]: [string]) => {
    const names = program.commands.map((command) => command.name());
    const hint = existsSync(word) ? `Did you mean \`data-purpose check ${word}\`?` : didYouMean(word, names);
    program.error(`error: unknown command '${word}'. ${hint}`);
  });
  return program;
}

function addPolicy(program: Command): void {
  program
    .command('policy')
    .description('validate and print the policy in force: where each entry comes from, and what it matches')
    .addOption(projectOption())
    .addOption(policyOption())
    .addOption(new Option('-f, --format <format>', 'of the output').choices(['text', 'json']).default('text'))
    .option('--files', 'list the files that serve each purpose')
    .option('--model <name>', "print a function's model instead: lodash#pick, JSON.stringify, Array.prototype.map")
    .action(async (flags: { project?: string[]; policy?: string; format: 'text' | 'json'; files?: true; model?: string }) => {
      const { showPolicy } = await import('./policy/policy.js');
      const { project = [], policy, format, files = false, model } = flags;
      process.stdout.write(showPolicy({ cwd: workingFolder(), project, policy, format, files, model }));
    });
}

function addExplain(program: Command): void {
  program
    .command('explain')
    .description("one violation's trace with the code at each step; or why there is none")
    .argument('<target>', "a violation's id, or file:line[:column]")
    .addOption(projectOption())
    .addOption(policyOption())
    .addOption(new Option('-f, --format <format>', 'of the explanation').choices(['text', 'json']).default('text'))
    .option('--quiet', 'no progress')
    .option('--no-color', 'no colours, not on a terminal either')
    .addHelpText('after', EXPLAIN_EXAMPLES)
    .action(async (target: string, flags: { project?: string[]; policy?: string; format: 'text' | 'json'; quiet?: true; color: boolean }) => {
      const { explain } = await import('./explain.js');
      const { project = [], policy, format, quiet = false, color } = flags;
      process.exitCode = explain({ cwd: workingFolder(), target, project, policy, format, quiet, color });
    });
}

interface MapFlags {
  readonly project?: string[];
  readonly policy?: string;
  readonly format: MapFormat;
  readonly output?: string;
  readonly allowIncomplete?: true;
  readonly quiet?: true;
  readonly color: boolean;
}

function addMap(program: Command): void {
  program
    .command('map')
    .description('the record of processing: which label reaches which purpose and module, allowed or not')
    .addOption(projectOption())
    .addOption(policyOption())
    .addOption(new Option('-f, --format <format>', 'of the record').choices(MAP_FORMAT_NAMES).default('text'))
    .option('-o, --output <file>', 'write the record there')
    .option('--allow-incomplete', 'exit with 0 although something could not be analysed')
    .option('--quiet', 'no progress')
    .option('--no-color', 'no colours, not on a terminal either')
    .addHelpText('after', MAP_EXAMPLES)
    .action(async (flags: MapFlags) => {
      const { map } = await import('./map.js');
      const { project = [], policy, output, allowIncomplete = false, quiet = false, ...rest } = flags;
      process.exitCode = map({ ...rest, cwd: workingFolder(), project, policy, output, allowIncomplete, quiet });
    });
}

function addInit(program: Command): void {
  program
    .command('init')
    .description('write a policy, and wire ESLint, the hook that the repository uses and a CI job; shows the diff and asks first')
    .option('-y, --yes', 'write without asking: for scripts')
    .option('--no-color', 'no colours, not on a terminal either')
    .addHelpText('after', INIT_CODES)
    .action(async ({ yes = false, color }: { yes?: true | false; color: boolean }) => {
      const { init } = await import('./init/index.js');
      process.exitCode = await init({ cwd: workingFolder(), yes, color });
    });
}

function projectOption(): Option {
  return new Option('-p, --project <tsconfig...>', 'tsconfigs, folders or globs (default: the nearest tsconfig, else all files below)');
}

function policyOption(): Option {
  return new Option('--policy <file>', 'policy to use (default: data-purpose.jsonc, found upward from each project)');
}

function positiveNumber(text: string): number {
  const seconds = Number(text);
  // The longest that a timer can wait.
  if (!(seconds > 0 && seconds <= 2_000_000)) throw new InvalidArgumentError('It is a number of seconds above 0.');
  return seconds;
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It is a whole number, 0 or more.');
  return Number(text);
}

function workingFolder(): string {
  return process.cwd().replaceAll('\\', '/');
}
