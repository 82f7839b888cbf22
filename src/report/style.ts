import { styleText } from 'node:util';

export type Style = (format: Parameters<typeof styleText>[0], text: string) => string;

/** Colours text, or leaves it as it is. */
export function styler(color: boolean | undefined): Style {
  return color ? (format, text) => styleText(format, text, { validateStream: false }) : (_, text) => text;
}
