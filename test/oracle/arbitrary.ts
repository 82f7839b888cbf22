import fc from 'fast-check';
import type { Weights } from './generate/choices.js';
import { generateProgram } from './generate/program.js';
import { smaller } from './shrink.js';
import type { Program } from './world.js';

/** Random programs, which shrink by edits of their text. */
class ProgramArbitrary extends fc.Arbitrary<Program> {
  readonly #weights: Weights;

  constructor(weights: Weights) {
    super();
    this.#weights = weights;
  }

  generate(random: fc.Random): fc.Value<Program> {
    return new fc.Value(generateProgram((n) => random.nextInt(0, n - 1), this.#weights), undefined);
  }

  canShrinkWithoutContext(value: unknown): value is Program {
    return typeof value === 'object' && value !== null && 'files' in value;
  }

  shrink(value: Program): fc.Stream<fc.Value<Program>> {
    function* values(): IterableIterator<fc.Value<Program>> {
      for (const p of smaller(value)) yield new fc.Value(p, undefined);
    }
    return fc.stream(values());
  }
}

/** @param weights features in percent of their default; 0 leaves one out */
export function programs(weights: Weights = {}): fc.Arbitrary<Program> {
  return new ProgramArbitrary(weights);
}
