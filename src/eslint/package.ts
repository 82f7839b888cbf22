import { createRequire } from 'node:module';

export const { name, version } = createRequire(import.meta.url)('eslint-plugin-data-purpose/package.json') as { name: string; version: string };

/** A rule's page, as the installed version has it: editors show it beside a report. */
export const docsUrl = (rule: string): string => `https://unpkg.com/${name}@${version}/rules/${rule}.md`;
