import { createRule } from '../src/eslint/rule.js';

export const noForbiddenMatch = createRule('no-forbidden-match');
