import type { Violation } from '../flow/result.js';

/** What a report that carries rule help (SARIF) says about a rule. */
export interface RuleHelp {
  readonly name: string;
  readonly short: string;
  readonly full: string;
  /** Paragraphs in plain text. */
  readonly help: readonly string[];
}

const REMEDIES = [
  'How to fix it: drop the value before the boundary, or ask for data that was collected for this purpose. ' +
    'Hashing or encrypting does not help: hashed contact data is still matched against hashed lists.',
  'Where the use is lawful (an explicit opt-in, say), route the value through a declassifier: a function that the policy ' +
    'data-purpose.jsonc lists under "declassifiers" with the purposes that it grants and the reason.',
  'Follow the flow from its first step, the source, to its last, the boundary.',
];

export const RULES: Readonly<Record<Violation['rule'], RuleHelp>> = {
  'no-forbidden-flow': {
    name: 'NoForbiddenFlow',
    short: 'Labelled data enters a module whose purpose its label does not allow.',
    full: 'Data collected for one purpose must not flow, by any path through the program, into a module that serves another: purpose limitation, GDPR article 5(1)(b).',
    help: [
      'A value that carries a label (data with a purpose limit, such as TwoFactorPhone) reaches a module, a file or a package, that serves a purpose which the label does not allow.',
      ...REMEDIES,
    ],
  },
  'no-forbidden-match': {
    name: 'NoForbiddenMatch',
    short: 'What was found by matching on labelled data enters a module whose purpose the label does not allow.',
    full: 'To compare labelled data with other values, or look it up among them, is to use it: the record found, the elements kept or the yes or no must not flow into a module of another purpose (GDPR article 5(1)(b)).',
    help: [
      'A record, a list or an answer was selected by comparing a labelled value with other values, or by looking it up among them, and then reaches a module that serves a purpose which the label does not allow.',
      ...REMEDIES,
    ],
  },
};
