import { requireJustification } from '../../rules/require-justification.js';
import { programFolder } from './program-folder.js';
import { testRule } from './rule-tester.js';

const folder = programFolder({ 'tsconfig.json': '{ "include": ["src"] }', 'src/a.ts': 'export {};\n' });
const filename = `${folder}/src/a.ts`;
const FLOW = 'data-purpose/no-forbidden-flow';

testRule('require-justification', requireJustification, folder, {
  valid: [
    { name: 'a reason after dashes', filename, code: `/* eslint-disable ${FLOW} -- DPIA-12 */\n// eslint-disable-next-line ${FLOW} -- opt-in\nf(); // eslint-disable-line ${FLOW} --- opt-in` },
    { name: 'other rules, and all of them', filename, code: '// eslint-disable-next-line no-undef\n/* eslint-disable */\n/* eslint no-undef: off */' },
    { name: 'what is no directive', filename, code: `// eslint-disable ${FLOW}\n// eslint ${FLOW}: off\n/* see eslint-disable ${FLOW} */\n/* eslint-enable ${FLOW} */\nconst text = '/* eslint-disable ${FLOW} */';` },
    { name: 'a rule that is set to another severity', filename, code: `/* eslint ${FLOW}: error, no-undef: off */` },
    { name: 'declassifiers with a reason', filename, code: '/** @declassifies TwoFactorPhone for ad-targeting - explicit opt-in */\nexport const f = 1;\n/** Not a tag: {@link declassifies} @data TwoFactorPhone */\nexport const g = 1;\n// @declassifies TwoFactorPhone for ads' },
  ],
  invalid: [
    {
      name: 'the next line',
      filename,
      code: `\n  // eslint-disable-next-line no-undef, ${FLOW}\nf();`,
      errors: [{ messageId: 'directive', data: { directive: 'eslint-disable-next-line', rule: 'no-forbidden-flow' }, line: 2, column: 3, endLine: 2, endColumn: 71 }],
    },
    {
      name: 'dashes without a reason, a line, a block',
      filename,
      code: `f(); // eslint-disable-line ${FLOW}\ng(); /* eslint-disable-line ${FLOW} -- */\n/* eslint-disable\n  ${FLOW} */`,
      errors: [
        { messageId: 'directive', line: 1, column: 6 },
        { messageId: 'directive', line: 2, column: 6 },
        { messageId: 'directive', data: { directive: 'eslint-disable', rule: 'no-forbidden-flow' }, line: 3, column: 1, endLine: 4, endColumn: 36 },
      ],
    },
    {
      name: 'a rule that a comment turns off',
      filename,
      code: `/* eslint "${FLOW}": 0 */\n/* eslint no-undef: error, data-purpose/require-label: ["off"] */`,
      errors: [
        { messageId: 'directive', data: { directive: 'eslint', rule: 'no-forbidden-flow' }, line: 1, column: 1 },
        { messageId: 'directive', data: { directive: 'eslint', rule: 'require-label' }, line: 2, column: 1 },
      ],
    },
    {
      name: 'a declassifier by tag',
      filename,
      code: '/**\n * Asks for consent.\n * @declassifies TwoFactorPhone for ad-targeting\n * @declassifies SecurityEmail for ad-targeting -\n * @returns it\n */\nexport const f = 1;',
      errors: [
        { messageId: 'declassifier', data: { data: 'TwoFactorPhone' }, line: 3, column: 4, endLine: 3, endColumn: 49 },
        { messageId: 'declassifier', data: { data: 'SecurityEmail' }, line: 4, column: 4, endLine: 4, endColumn: 50 },
      ],
    },
  ],
});
