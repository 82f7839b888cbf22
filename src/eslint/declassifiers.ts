import type { Snapshot } from './session.js';

/** Tells whether a place is in a function that the policy or a tag trusts to release a label. */
export function createInDeclassifier({ policy, linker, declared }: Snapshot, file: string): (offset: number, label: string) => boolean {
  const facts = linker.facts(file);
  const found = (facts?.functions ?? []).flatMap((fn) => {
    const cls = fn.cls === undefined ? undefined : facts?.classes[fn.cls]?.name;
    const listed = policy.declassifiers.filter((d) => declared.meansFunction(d.function, file, fn.name, cls));
    const labels = [...listed.flatMap((d) => d.data), ...(fn.doc?.declassifies ?? []).map((d) => d.data)];
    return labels.length > 0 ? [{ s: fn.s, e: fn.e, labels }] : [];
  });
  return (offset, label) => found.some(({ s, e, labels }) => s <= offset && offset < e && labels.includes(label));
}
