import type { Step, Taint } from '../domain/taint.js';
import type { Site } from './objects.js';

export interface Crossing {
  readonly taint: Taint;
  readonly purpose: string;
  readonly site: Site;
  readonly direction: 'pushed' | 'pulled';
  /** File (absolute) or package that is entered. */
  readonly module: string;
}

/** Collects what the machine finds. One crossing for each place, label and purpose: the one with the shortest trace. */
export class Recorder {
  readonly crossings = new Map<string, Crossing>();
  readonly limits = new Map<string, { readonly kind: 'bound' | 'any' | 'dynamic'; readonly message: string; readonly site: Site }>();
  readonly unresolvedImports = new Map<string, { readonly specifier: string; readonly site: Site }>();

  crossing(c: Crossing): void {
    const key = `${c.site.file}|${c.site.s}|${c.site.e}|${c.taint.label}|${c.purpose}|${c.taint.match}`;
    const old = this.crossings.get(key);
    if (!old || length(c.taint.step) < length(old.taint.step)) this.crossings.set(key, c);
  }

  limit(kind: 'bound' | 'any' | 'dynamic', message: string, site: Site): void {
    this.limits.set(`${kind}|${message}|${site.file}|${site.s}`, { kind, message, site });
  }

  unresolved(specifier: string, site: Site): void {
    this.unresolvedImports.set(`${site.file}|${specifier}`, { specifier, site });
  }
}

function length(s: Step): number {
  return s.depth;
}
