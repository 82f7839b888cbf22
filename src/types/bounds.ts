/** Limits of the declared types' resolution. Past each, a type counts as unknown (`mentions`: as mentioning nothing). */
export const Bounds = {
  /** Nested resolutions: aliases that expand into aliases. Lost past it: what a recursive conditional type computes. */
  shapeDepth: 48,
  /** Pairs of object constituents that one intersection merges. */
  intersectionPairs: 32,
  /** Types visited by one question of `mentions`. */
  mentionedTypes: 20_000,
  /** Declaration files read per imported package, when looking for label words. */
  packageFiles: 12,
} as const;
