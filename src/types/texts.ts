import { Bounds } from './bounds.js';
import { ofKinds, ofLiteral, union, withLabels } from './combine.js';
import { Kind, type Shape } from './shape.js';

/** `` `a${T}b` ``: the texts that it can be where those of its parts are known. It has the labels of its parts. */
export function template(quasis: readonly string[], parts: readonly Shape[]): Shape {
  const labels = parts.flatMap((p) => p.labels);
  let texts: readonly string[] | undefined = [quasis[0] ?? ''];
  for (const [i, { literals, unknown }] of parts.entries()) {
    if (!literals || unknown || texts.length * literals.length > Bounds.templateTexts) return withLabels(ofKinds(Kind.string), labels);
    texts = texts.flatMap((before) => literals.map((l) => `${before}${String(l)}${quasis[i + 1] ?? ''}`));
  }
  return withLabels(union(texts.map(ofLiteral)), labels);
}

const CHANGES: Readonly<Record<string, (text: string) => string>> = {
  Uppercase: (t) => t.toUpperCase(),
  Lowercase: (t) => t.toLowerCase(),
  Capitalize: (t) => t.charAt(0).toUpperCase() + t.slice(1),
  Uncapitalize: (t) => t.charAt(0).toLowerCase() + t.slice(1),
};

/** Types that change the case of a text, by name. */
export const CASES = Object.keys(CHANGES);

/** What such a type makes of the text. */
export function inCase(name: string, { literals, unknown, labels }: Shape): Shape {
  return withLabels(literals && !unknown ? union(literals.map((l) => ofLiteral(CHANGES[name]!(String(l))))) : ofKinds(Kind.string), labels);
}
