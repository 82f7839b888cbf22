import type { Release, Taint } from '../domain/taint.js';
import type { Site } from './objects.js';

export interface Crossing {
  readonly taint: Taint;
  readonly purpose: string;
  readonly site: Site;
  readonly direction: 'pushed' | 'pulled';
  /** File (absolute) or package that is entered. */
  readonly module: string;
}

/** A boundary crossed by a label that allows the purpose, or that a declassifier released for it. */
export interface PermittedCrossing extends Crossing {
  readonly release?: Release;
}

/** Collects what the machine finds. One crossing for each place, label and purpose: the one with the shortest trace. */
export class Recorder {
  readonly crossings = new Map<string, Crossing>();
  /** Undefined: not asked for. */
  readonly permitted: Map<string, PermittedCrossing> | undefined;
  readonly limits = new Map<string, { readonly kind: 'bound' | 'any' | 'dynamic'; readonly message: string; readonly site: Site }>();
  readonly unresolvedImports = new Map<string, { readonly specifier: string; readonly site: Site }>();

  /** @param permitted keep crossings that are no violations too */
  constructor(permitted = false) {
    this.permitted = permitted ? new Map() : undefined;
  }

  crossing(c: Crossing): void {
    keepShortest(this.crossings, keyOf(c), c);
  }

  permit(c: PermittedCrossing): void {
    if (this.permitted) keepShortest(this.permitted, `${keyOf(c)}|${c.release?.function ?? ''}`, c);
  }

  limit(kind: 'bound' | 'any' | 'dynamic', message: string, site: Site): void {
    this.limits.set(`${kind}|${message}|${site.file}|${site.s}`, { kind, message, site });
  }

  unresolved(specifier: string, site: Site): void {
    this.unresolvedImports.set(`${site.file}|${specifier}`, { specifier, site });
  }
}

function keyOf({ site, taint, purpose }: Crossing): string {
  return `${site.file}|${site.s}|${site.e}|${taint.label}|${purpose}|${taint.match}`;
}

function keepShortest<C extends Crossing>(kept: Map<string, C>, key: string, c: C): void {
  const old = kept.get(key);
  if (!old || c.taint.step.depth < old.taint.step.depth) kept.set(key, c);
}
