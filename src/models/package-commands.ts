import { all, none, properties } from './table.js';
import type { Library, Members } from './table.js';

const chained = `name version description summary usage option requiredOption addOption argument arguments addArgument alias aliases allowUnknownOption allowExcessArguments
  enablePositionalOptions passThroughOptions storeOptionsAsValues helpOption addHelpText addHelpCommand showHelpAfterError configureHelp configureOutput exitOverride copyInheritedSettings`;

/** A command's methods, by where what the program is called with stands. */
function command(given: readonly string[], to: string, own: Members): Members {
  const channel = to === 'channel' ? { channel: { medium: 'command line' } } : {};
  const from = (end: string): readonly string[] => given.map((at) => `${at} -> ${end}`);
  return {
    ...all(chained, 'this => return'),
    parse: { flow: [`arg0[] -> ${to}`, 'this => return'], ...channel },
    parseAsync: { flow: [`arg0[] -> ${to}`, 'this => return.await'], result: 'promise', ...channel },
    action: { flow: [...from('arg0.args'), 'this => return'], deferred: true, ...channel },
    ...all('hook on', ['arg1()', 'this => return'], { deferred: true }),
    ...all('opts optsWithGlobals', from('return.*'), { result: 'object', ...channel }),
    getOptionValue: { flow: from('return'), ...channel },
    ...properties('args', from('return[]'), channel),
    ...none('help outputHelp helpInformation error', 'void'),
    ...own,
  };
}

export const commander: Library = {
  modules: ['commander'],
  table: () => ({
    '': {
      ...all('Command createCommand', [], { instance: 'Command' }),
      ...properties('program default', [], { instance: 'Program' }),
      ...none('createOption createArgument Option Argument'),
    },
    'Command.prototype': command(['this.@given', 'this.@of.@given', 'this.@of.@of.@given'], 'this.@given', {
      command: { flow: 'this => return.@of', instance: 'Command' },
      addCommand: ['this => arg0.@of', 'this => return'],
    }),
    // The one that the package makes: what it is given, and its commands, are the program's.
    'Program.prototype': command(['channel'], 'channel', { command: { flow: [], instance: 'Program' }, addCommand: 'this => return' }),
  }),
};
