import type { Log, ReportingDescriptor } from 'sarif';
import { RULES, type RuleHelp } from './rules.js';
import type { Format, Run } from './run.js';
import { notifications, NOTIFICATIONS } from './sarif-notifications.js';
import { ROOT_ID, rootUri } from './sarif-places.js';
import { results } from './sarif-results.js';
import { summarise } from './summary.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** SARIF 2.1.0, for code scanning. URIs are relative to the repository's root. */
export const sarif: Format = (run, options) => JSON.stringify(log(run, options.suppressed ?? true), null, 2) + '\n';

function log(run: Run, suppressed: boolean): Log {
  const summary = summarise(run);
  const rules = Object.entries(RULES).map(([name, help]) => descriptor(`data-purpose/${name}`, help));
  const { files, functions, disabled } = summary;
  const ids = rules.map((rule) => rule.id);
  return {
    version: '2.1.0',
    $schema: SCHEMA,
    runs: [
      {
        tool: { driver: { name: 'data-purpose', semanticVersion: run.version, rules, notifications: NOTIFICATIONS } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [ROOT_ID]: { uri: rootUri(run.root), description: { text: "The repository's root." } } },
        invocations: [
          {
            executionSuccessful: summary.failures.length === 0 || run.allowIncomplete,
            toolExecutionNotifications: notifications(summary, run),
          },
        ],
        results: [...results(summary.violations, run.root, ids), ...(suppressed ? results(disabled, run.root, ids) : [])],
        properties: { analysed: { projects: run.analyses.length, files, functions, disabled: disabled.length } },
      },
    ],
  };
}

/** GitHub wants both descriptions and the help as Markdown; `security-severity` puts the result among the security alerts. */
function descriptor(id: string, { name, short, full, help }: RuleHelp): ReportingDescriptor {
  return {
    id,
    name,
    shortDescription: { text: short },
    fullDescription: { text: full },
    help: { text: help.join('\n\n'), markdown: [`# ${id}`, ...help].join('\n\n') },
    defaultConfiguration: { level: 'error' },
    properties: {
      tags: ['security', 'privacy', 'external/cwe/cwe-359'],
      precision: 'high',
      'problem.severity': 'error',
      'security-severity': '7.0',
    },
  };
}
