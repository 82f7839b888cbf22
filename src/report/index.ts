import { github } from './github.js';
import { gitlab } from './gitlab.js';
import { htmlPage } from './html/index.js';
import { json } from './json.js';
import { markdown } from './markdown.js';
import type { Format } from './run.js';
import { sarif } from './sarif.js';
import { stylish } from './stylish.js';

/** All formats by the name that `--format` takes. */
export const FORMATS = { stylish, json, sarif, github, gitlab, markdown, html: htmlPage } satisfies Record<string, Format>;

export type FormatName = keyof typeof FORMATS;
