import { z } from 'zod';
import { policySchema } from './schema.js';

/**
 * The JSON Schema (draft 7, the newest that editors support in full) of a policy file: what `policy.schema.json` holds,
 * byte for byte. `allowTrailingCommas` is VS Code's own keyword.
 */
export function policyJsonSchema(): string {
  const schema = { ...z.toJSONSchema(policySchema, { target: 'draft-7' }), allowTrailingCommas: true };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
