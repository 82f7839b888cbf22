import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import plugin from '../../src/index.js';
import { RULES } from '../../src/report/rules.js';

describe.each(Object.keys(plugin.rules))('%s', (name) => {
  const doc = readFileSync(new URL(`../../rules/${name}.md`, import.meta.url), 'utf8');

  it('is a rule of the plugin’s recommended config', () => {
    expect(plugin.configs.recommended.rules).toHaveProperty([`data-purpose/${name}`], 'error');
  });

  it('has a page that starts with its name and what it disallows', () => {
    expect(doc.startsWith(`# data-purpose/${name}\n\n${RULES[name as keyof typeof RULES].short}\n`)).toBe(true);
  });
});
