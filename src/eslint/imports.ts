import { purposesAbove } from '../policy/purposes.js';
import type { DeclaredValue } from '../types/shape.js';
import { exportedNames } from './exports.js';
import type { ExpressionLabels } from './expression-labels.js';
import type { ImportedName } from './imported-names.js';
import type { Snapshot } from './session.js';

/** How an imported name has to do with a label. */
export interface ForbiddenImport {
  /** The name as its module exports it. */
  readonly name: string;
  readonly label: string;
  /** Purposes of the importing module that the label does not allow and that the imported module does not serve itself. */
  readonly purposes: readonly string[];
  /** It gives the label when it is called, or is labelled itself. */
  readonly how: 'returns' | 'is';
}

/** Purposes that a file serves, by the policy and by its own `@purpose`. */
export function purposesOf({ policy, linker }: Snapshot, file: string): readonly string[] {
  return [...new Set([...policy.purposesOfFile(file), ...(linker.facts(file)?.doc?.purpose ?? [])])].sort();
}

/**
 * What a file must not import.
 *
 * @param inferred results of functions that declare none; undefined where no type checker can be asked
 */
export function createForbiddenImports(snapshot: Snapshot, file: string, inferred: ExpressionLabels | undefined): (imported: ImportedName) => readonly ForbiddenImport[] {
  const { policy, linker, declared } = snapshot;
  const own = purposesOf(snapshot, file);
  const above = purposesAbove(policy.purposes);

  function forbidden(source: string, name: string): readonly ForbiddenImport[] {
    const to = linker.resolve(file, source);
    const there = to.k === 'file' ? purposesOf(snapshot, to.file) : to.k === 'package' ? policy.purposesOfPackage(to.name) : [];
    const entered = own.filter((purpose) => !there.includes(purpose));
    if (entered.length === 0) return [];
    const value = declared.typeOfImport(file, source, name);
    const type = { file, type: { k: 'import', source, name, s: 0, e: 0 } as const };
    const is = [...declared.carried(type), ...(value ? ofItself(value) : [])];
    const returns = value ? results(value) : [];
    const found = (how: ForbiddenImport['how'], labels: readonly string[]): ForbiddenImport[] =>
      [...new Set(labels)].flatMap((label) => {
        const purposes = entered.filter((purpose) => !policy.allows(label, purpose) && !(value && releases(value, label, purpose)));
        return purposes.length > 0 ? [{ name, label, purposes, how }] : [];
      });
    return [...found('is', is), ...found('returns', returns.filter((label) => !is.includes(label)))];
  }

  function ofItself(value: DeclaredValue): readonly string[] {
    if (value.cls || value.signatures) return [];
    return [...value.labels, ...(value.type && declared.shape(value.type).objects.every((o) => o.k !== 'function') ? declared.carried(value.type) : [])];
  }

  function results(value: DeclaredValue): readonly string[] {
    const callable = value.type && declared.shape(value.type).objects.some((o) => o.k === 'function') ? declared.carried(value.type) : [];
    const written = (value.signatures ?? []).flatMap(({ file: at, fn, env, doc }) => [
      ...(doc?.data ?? []).filter((label) => policy.data.has(label)),
      ...(fn.ret ? declared.carried({ file: at, type: fn.ret, ...(env ? { env } : {}) }) : []),
    ]);
    const untyped = value.signatures?.every(({ fn }) => fn.ret === undefined) ? (inferred?.ofResult(value.file, value.s) ?? []) : [];
    return [...value.returns, ...callable, ...written, ...untyped];
  }

  /** A declassifier for the label: what it returns may be used for what it grants. */
  function releases(value: DeclaredValue, label: string, purpose: string): boolean {
    const granted = (grants: readonly string[]): boolean => grants.some((grant) => above.get(purpose)?.has(grant));
    const tags = linker.facts(value.file)?.functions.find((fn) => fn.ns === value.s)?.doc?.declassifies ?? [];
    return (
      tags.some((tag) => tag.data === label && granted(tag.purposes)) ||
      policy.declassifiers.some((d) => d.data.includes(label) && granted(d.grants) && declared.meansFunction(d.function, value.file, value.name))
    );
  }

  return ({ source, name }) => {
    if (name !== '*') return forbidden(source, name);
    const to = linker.resolve(file, source);
    const target = to.k === 'file' ? to.file : to.k === 'package' ? to.types : undefined;
    return target === undefined ? [] : exportedNames(linker, target).flatMap((each) => forbidden(source, each));
  };
}
