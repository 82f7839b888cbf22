import { pathToFileURL } from 'node:url';
import type { ArtifactLocation, Location, PhysicalLocation } from 'sarif';
import type { Place } from '../flow/result.js';
import { relativePath } from './paths.js';
import type { FailurePlace } from './run.js';

/** The base that URIs are relative to: the repository's root. */
export const ROOT_ID = '%SRCROOT%';

/** Relative to the root; a file outside of it has an absolute URI, as `..` may not leave a base. */
export function artifact(file: string, root: string): ArtifactLocation {
  const path = relativePath(file, root);
  if (path.startsWith('../') || path === '..') return { uri: pathToFileURL(file).href };
  return { uri: path === '.' ? './' : path.split('/').map(encodeURIComponent).join('/'), uriBaseId: ROOT_ID };
}

/** The root's URI, with `/` at its end as SARIF demands of a base. */
export function rootUri(root: string): string {
  return pathToFileURL(root.endsWith('/') ? root : `${root}/`).href;
}

/** All four coordinates, for GitHub shows a result without them on the file's first line. */
export function physical(place: Place, root: string): PhysicalLocation {
  const { line, column, endLine, endColumn } = place;
  return { artifactLocation: artifact(place.file, root), region: { startLine: line, startColumn: column, endLine, endColumn } };
}

export function location(place: Place, root: string, message?: string): Location {
  return { physicalLocation: physical(place, root), ...(message === undefined ? {} : { message: { text: message } }) };
}

/** A place of which perhaps only the file is known. */
export function partialLocation({ file, line, column }: FailurePlace, root: string): Location {
  const region = line === undefined ? {} : { region: { startLine: line, ...(column === undefined ? {} : { startColumn: column }) } };
  return { physicalLocation: { artifactLocation: artifact(file, root), ...region } };
}
