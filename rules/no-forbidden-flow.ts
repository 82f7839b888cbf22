import { violationRule } from '../src/eslint/rule.js';

export const noForbiddenFlow = violationRule('no-forbidden-flow');
