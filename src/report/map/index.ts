import type { ReportOptions, Run } from '../run.js';
import { mapHtml } from './html.js';
import { mapJson } from './json.js';
import { mapMarkdown } from './markdown.js';
import type { ProcessingRecord } from './record.js';
import { mapText } from './text.js';

/** All formats of the record of processing by the name that `map --format` takes. */
export const MAP_FORMATS = { text: mapText, markdown: mapMarkdown, json: mapJson, html: mapHtml } satisfies Record<string, (record: ProcessingRecord, run: Run, options: ReportOptions) => string>;

export type MapFormat = keyof typeof MAP_FORMATS;
