import { LABELS, SOURCES, HOSTS, type Host, type Sink } from '../world.js';
import { Choices } from './choices.js';
import { POOL, typeText, type Type } from './types.js';

/** How types are written: all, none (JavaScript), or as `any`. */
export type Annotations = 'full' | 'none' | 'any';

/** What all of one program's code shares: choices, fresh names, the sinks used so far, and how much may still be written. */
export class Generator {
  readonly choices: Choices;
  readonly annotations: Annotations;
  readonly jsx: boolean;
  readonly sinks: Sink[] = [];
  /** Expressions that may still be written; then only the simplest ones are. */
  fuel = 220;
  #names = 0;
  #flips = 0;

  constructor(choices: Choices, annotations: Annotations, jsx: boolean) {
    this.choices = choices;
    this.annotations = annotations;
    this.jsx = jsx;
  }

  name(prefix: string): string {
    return `${prefix}${this.#names++}`;
  }

  type(): Type {
    return this.choices.option(POOL.map(([weight, t]) => ['types', weight, () => t] as const));
  }

  /** `: T` */
  annotate(t: Type): string {
    return this.annotations === 'none' ? '' : `: ${this.annotations === 'any' ? 'any' : typeText(t)}`;
  }

  source(): string {
    return SOURCES[this.choices.pick(LABELS)];
  }

  /** A condition that only a run decides. */
  opaque(): string {
    return `flip(${this.#flips++})`;
  }

  /** A new sink, hosted in one of the ways. */
  sink(among: readonly Host[] = HOSTS): Sink {
    const hosts = among.filter((h) => this.jsx || h !== 'component');
    const host: Host = this.choices.option(hosts.map((h) => [`host-${h}`, h === 'file' ? 5 : 1, () => h] as const));
    const sink: Sink = { n: this.sinks.length, host };
    this.sinks.push(sink);
    return sink;
  }

  /** A new module that takes in what it can get by itself. */
  pulled(): Sink {
    const sink: Sink = { n: this.sinks.length, host: 'pulled' };
    this.sinks.push(sink);
    return sink;
  }
}
