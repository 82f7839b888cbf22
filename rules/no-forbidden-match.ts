import { violationRule } from '../src/eslint/rule.js';

export const noForbiddenMatch = violationRule('no-forbidden-match');
