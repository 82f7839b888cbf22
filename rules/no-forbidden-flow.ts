import { createRule } from '../src/eslint/rule.js';

export const noForbiddenFlow = createRule('no-forbidden-flow');
