/** Limits of the declared types' resolution. Past each, a type counts as unknown (`mentions`: as mentioning nothing). */
export const Bounds = {
  /** Nested resolutions: aliases that expand into aliases. Lost past it: what a recursive conditional type computes. */
  shapeDepth: 48,
  /** Pairs of object constituents that one intersection merges. */
  intersectionPairs: 256,
  /** Texts that a template type can be; past it only that it is a text is known. */
  templateTexts: 256,
  /** Types visited by one question of `mentions`. Lost past it: labels far below a type, in what an ORM's client gives, or in types that grow with each step (`Box<T[]>` in Box). */
  mentionedTypes: 1_500,
  /**
   * Declaration files read per imported package, entry and re-exports, when looking for label words. Lost past it: labels that a
   * package declares only in further files.
   */
  packageFiles: 64,
} as const;
