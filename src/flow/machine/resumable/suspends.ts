const known = new WeakMap<object, boolean>();

/** The code contains an `await` or `yield` of the function that it stands in: running it can stop there. */
export function suspends(node: object): boolean {
  let found = known.get(node);
  if (found === undefined) known.set(node, (found = search(node)));
  return found;
}

function search(node: object): boolean {
  if (Array.isArray(node)) return node.some((x) => typeof x === 'object' && x !== null && suspends(x as object));
  const { k, kind, await: awaits } = node as { k?: string; kind?: string; await?: boolean };
  if (k === 'await' || k === 'yield' || kind === 'awaitusing' || (k === 'forof' && awaits)) return true;
  // Other functions stop by themselves.
  if (k === 'func' || k === 'class' || k === 'const') return false;
  return Object.values(node).some((x: unknown) => typeof x === 'object' && x !== null && suspends(x));
}
