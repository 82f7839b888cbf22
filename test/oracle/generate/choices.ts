/** How likely each feature is, in percent of its default; absent: 100. */
export type Weights = Readonly<Record<string, number>>;

/** Something that can be chosen: feature, weight, what it does; undefined where it does not apply. */
export type Option<T> = readonly [feature: string, weight: number, make: (() => T) | undefined];

/** Random choices, all from one source, so that a seed repeats them. */
export class Choices {
  readonly #below: (n: number) => number;
  readonly #weights: Weights;

  /** @param below a number from 0 to n - 1 */
  constructor(below: (n: number) => number, weights: Weights) {
    this.#below = below;
    this.#weights = weights;
  }

  below(n: number): number {
    return n <= 1 ? 0 : this.#below(n);
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  /** `feature` comes up with this probability, scaled by its weight. */
  feature(name: string, percent: number): boolean {
    return this.chance((percent * (this.#weights[name] ?? 100)) / 100);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  /** Some of a list, in its order. */
  some<T>(list: readonly T[], percent: number): T[] {
    return list.filter(() => this.chance(percent));
  }

  option<T>(options: readonly Option<T>[]): T {
    const open = options.map(([feature, weight, make]) => ({ weight: make ? weight * (this.#weights[feature] ?? 100) : 0, make }));
    let at = this.below(Math.max(1, Math.round(open.reduce((n, o) => n + o.weight, 0))));
    for (const { weight, make } of open) {
      if (at < weight) return make!();
      at -= weight;
    }
    return open.find((o) => o.make)!.make!();
  }
}
