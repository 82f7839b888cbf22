import type { CodeFlow, Location, Result, Suppression } from 'sarif';
import type { Violation } from '../flow/result.js';
import { ruleId, traceSteps, violationMessage } from './message.js';
import { moduleName } from './paths.js';
import type { DisabledViolation } from './run.js';
import { location, partialLocation } from './sarif-places.js';

/** Our fingerprint's key; `primaryLocationLineHash` is the uploader's. */
export const FINGERPRINT = 'dataPurpose/v1';

/**
 * One result per sink, label and purpose, with one code flow per source. Label and purpose stay apart, as each pair is a
 * question of its own to whoever reviews it, and is closed on its own.
 *
 * @param rules ids in the order of `tool.driver.rules`
 */
export function results(violations: readonly (Violation | DisabledViolation)[], root: string, rules: readonly string[]): Result[] {
  const sinks = new Map<string, [Violation, ...Violation[]]>();
  for (const violation of violations) {
    const { rule, label, purpose, module, place } = violation;
    const key = JSON.stringify([rule, label, purpose, module, place]);
    const sink = sinks.get(key);
    if (sink) sink.push(violation);
    else sinks.set(key, [violation]);
  }
  return [...sinks.values()].map((sink) => result(sink, root, rules));
}

function result(sink: readonly [Violation, ...Violation[]], root: string, rules: readonly string[]): Result {
  const [first] = sink;
  const { label, purpose, allowed, direction, module } = first;
  return {
    ruleId: ruleId(first),
    ruleIndex: rules.indexOf(ruleId(first)),
    kind: 'fail',
    level: first.severity,
    message: { text: violationMessage(first, root) },
    locations: [location(first.place, root)],
    codeFlows: sink.map((violation) => codeFlow(violation, root)),
    relatedLocations: relatedLocations(sink, root),
    partialFingerprints: { [FINGERPRINT]: first.id },
    ...('disabledBy' in first ? { suppressions: [suppression(first as DisabledViolation, root)] } : {}),
    properties: { label, purpose, allowed: [...allowed], direction, module: moduleName(module, root), ids: sink.map((v) => v.id) },
  };
}

/** By the comment in the source, with its reason. */
function suppression({ disabledBy: { line, column, reason }, place: { file } }: DisabledViolation, root: string): Suppression {
  return { kind: 'inSource', status: 'accepted', ...(reason === undefined ? {} : { justification: reason }), location: partialLocation({ file, line, column }, root) };
}

function codeFlow(violation: Violation, root: string): CodeFlow {
  const trace = traceSteps(violation, root);
  const last = trace.length - 1;
  return {
    threadFlows: [
      {
        locations: trace.map(({ place, message }, i) => ({
          executionOrder: i + 1,
          importance: i === 0 || i === last ? 'essential' : 'important',
          location: location(place, root, message),
        })),
      },
    ],
  };
}

/** The steps before the boundary once more, for viewers that don't read code flows. */
function relatedLocations(sink: readonly Violation[], root: string): Location[] {
  const seen = new Set<string>();
  const steps = sink.flatMap(({ trace }) => trace.slice(0, -1)).filter((step) => {
    const key = JSON.stringify(step);
    return !seen.has(key) && seen.add(key);
  });
  return steps.map(({ place, message }, i) => ({ id: i + 1, ...location(place, root, message) }));
}
