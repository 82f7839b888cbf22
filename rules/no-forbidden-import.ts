import { defineRule } from '../src/eslint/define-rule.js';
import { onImportedNames } from '../src/eslint/imported-names.js';
import { createForbiddenImports, purposesOf } from '../src/eslint/imports.js';
import { withProgram } from '../src/eslint/refuse.js';
import { expressionLabels, programName } from '../src/eslint/session.js';

export const noForbiddenImport = defineRule({
  name: 'no-forbidden-import',
  meta: {
    type: 'problem',
    docs: { description: 'A module imports a labelled type or value, or a function that returns one, which its purpose does not allow.', requiresTypeChecking: true },
    schema: [],
    messages: {
      label: '{{ label }} (allowed: {{ allowed }}) is imported into {{ purpose }}.',
      is: '`{{ name }}`, which is {{ label }} (allowed: {{ allowed }}), is imported into {{ purpose }}.',
      returns: '`{{ name }}`, which returns {{ label }} (allowed: {{ allowed }}), is imported into {{ purpose }}.',
    },
  },
  create: (context) =>
    withProgram(context, (linted, snapshot) => {
      const { policy } = snapshot;
      const file = programName(linted);
      if (purposesOf(snapshot, file).length === 0) return {};
      const find = createForbiddenImports(snapshot, file, expressionLabels(linted));
      return onImportedNames(context.sourceCode, (imported) => {
        for (const { name, label, purposes, how } of find(imported)) {
          const allowed = policy.data.get(label)?.allow.join(', ') || 'none';
          context.report({ node: imported.node, messageId: name === label ? 'label' : how, data: { name, label, allowed, purpose: purposes.join(', ') } });
        }
      });
    }),
});
