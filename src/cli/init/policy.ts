import { findPolicy } from '../../policy/load.js';
import { absolute } from '../../project/absolute.js';
import { sourceFiles } from '../../project/walk.js';
import { relativePath } from '../../report/paths.js';
import { part, type Part } from './plan.js';
import type { Repository } from './repository.js';

/** Folders whose name says that they work for security: what the built-in labels allow. */
const SECURITY = /^(?:auth|authentication|security|login|sign-?in|identity|mfa|2fa|two-?factor|otp)$/i;
/** Most folders that are proposed: a person reads them. */
const MOST = 12;

/** A policy to start from, where none is found from the package upward. */
export function policyPart({ folder, root }: Repository): Part {
  const existing = findPolicy(folder);
  if (existing !== undefined) return part({ found: [`the policy ${relativePath(existing, root)}`] });
  return part({ changes: [{ file: absolute('data-purpose.jsonc', folder), before: undefined, after: policyText(securityFolders(folder)) }] });
}

/** Outermost folders with a telling name that hold source files, relative to the package. */
function securityFolders(folder: string): string[] {
  const found = new Set<string>();
  for (const file of sourceFiles(folder)) {
    const names = file.slice(folder.length + 1).split('/').slice(0, -1);
    const at = names.findIndex((name) => SECURITY.test(name));
    if (at >= 0) found.add(names.slice(0, at + 1).join('/'));
  }
  return [...found].sort().slice(0, MOST);
}

function policyText(folders: readonly string[]): string {
  const security = folders.length > 0 ? `    { "purpose": "security", "files": [${folders.map((name) => JSON.stringify(`${name}/**`)).join(', ')}] }` : '    // { "purpose": "security", "files": ["src/auth/**"] }';
  return `// What data may be used for, and which code serves which purpose. Nothing here is executed; \`data-purpose policy\` prints what is in force.
{
  "$schema": "./node_modules/eslint-plugin-data-purpose/policy.schema.json",

  // The built-in policy: the labels TwoFactorPhone and SecurityEmail, both allowed for security only; folders named like
  // ads, audiences or export; well-known packages for advertising, marketing and file export.
  "extends": ["recommended"],

  // Your own purposes, each with the one above it, or null: a permission covers what is below.
  "purposes": {
    // "billing": null
  },

  // Your own labels: what people gave you, what for, and where it stands in the code.
  "data": {
    // "CardNumber": { "allow": ["billing"], "types": ["CardNumber"], "properties": ["Customer.card"], "returns": ["src/vault.ts#loadCard"] }
  },

  // Which files and packages serve which purpose. All other code is neutral: data passes through it.
  "modules": [
${security}
    // { "purpose": "ad-targeting", "files": ["src/growth/**"], "packages": ["@acme/audiences"] }
  ]

  // Functions that you trust to release a label, each with its reason:
  // "declassifiers": [{ "function": "src/consent.ts#withConsent", "data": ["TwoFactorPhone"], "grants": ["ad-targeting"], "reason": "explicit opt-in, DPIA-12" }]
}
`;
}
