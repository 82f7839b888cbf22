import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'jsonc-parser';
import { describe, expect, test } from 'vitest';
import { recommended } from '../../src/policy/builtin.js';
import { policyJsonSchema } from '../../src/policy/json-schema.js';

const EXAMPLE = `{
  "$schema": "./node_modules/eslint-plugin-data-purpose/policy.schema.json",
  "extends": ["recommended"],
  "purposes": { "security": null, "advertising": null, "ad-targeting": ["advertising"], "x": { "parents": "security", "dpv": "dpv:X" } },
  "data": { "TwoFactorPhone": { "allow": ["security"], "types": ["@acme/identity#Phone2FA"], "properties": ["User.twoFactorPhone"], "returns": ["src/store.ts#load"] } },
  "modules": [{ "purpose": "ad-targeting", "files": ["src/ads/**"], "packages": ["facebook-nodejs-business-sdk"] }],
  "declassifiers": [{ "function": "src/consent.ts#withConsent", "data": ["TwoFactorPhone"], "grants": ["ad-targeting"], "reason": "opt-in", "expires": "2027-06-30" }],
  "models": [{ "function": "lodash#pick", "flow": ["arg0 -> return"] }]
}`;

interface JsonSchema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly anyOf?: readonly JsonSchema[];
}

const ajv = new Ajv({ allErrors: true, strict: false });
addFormats.default(ajv);
const schema = JSON.parse(policyJsonSchema()) as JsonSchema;
const validates = ajv.compile(schema);

describe('policy.schema.json', () => {
  test('is what the schema generates (npx vitest run -u writes it)', async () => {
    await expect(policyJsonSchema()).toMatchFileSnapshot('../../policy.schema.json');
  });

  test('takes the built-in policy and an example', () => {
    expect(validates(recommended) || validates.errors).toBe(true);
    expect(validates(parse(EXAMPLE)) || validates.errors).toBe(true);
  });

  test.each([
    ['an unknown key', { purpose: {} }],
    ['a module of nothing', { modules: [{ purpose: 'a' }] }],
    ['a missing reason', { declassifiers: [{ function: 'f', data: ['L'], grants: ['p'] }] }],
    ['a bad date', { declassifiers: [{ function: 'f', data: ['L'], grants: ['p'], reason: 'r', expires: 'soon' }] }],
    ['a bad name', { purposes: { 'a b': null } }],
  ])('refuses %s', (_name, policy) => {
    expect(validates(policy)).toBe(false);
  });

  test('describes every key', () => {
    const bare: string[] = [];
    const visit = (node: JsonSchema, path: string): void => {
      for (const [key, value] of Object.entries(node.properties ?? {})) {
        if (value.description === undefined) bare.push(`${path}.${key}`);
        visit(value, `${path}.${key}`);
      }
      for (const inner of [node.items, node.additionalProperties, ...(node.anyOf ?? [])]) if (typeof inner === 'object') visit(inner, path);
    };
    visit(schema, '');
    expect(schema.properties).toHaveProperty('declassifiers');
    expect(bare).toEqual([]);
  });
});
