/** Properties whose value says nothing about the data of the one that holds them. */
export const COUNTS: ReadonlySet<string> = new Set(['length', 'size', 'byteLength', 'byteOffset']);
