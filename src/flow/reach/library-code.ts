import type { Endpoint } from '../../models/index.js';
import { CodeBuilder } from './code-builder.js';
import type { FileGraph } from './file-graph.js';
import { isCode, LibraryFunction } from './library-function.js';
import type { LibraryFunctions } from './library-functions.js';
import type { SiteId } from './numbers.js';
import type { ProgramGraph } from './program-graph.js';

export interface LibraryCode {
  readonly graph: FileGraph;
  /** Index of the function that is called at a site. */
  readonly sites: ReadonlyMap<SiteId, number>;
  /** Nodes of channels, by {@link channelId}. */
  readonly channels: ReadonlyMap<string, number>;
}

/**
 * Code that does what models say, for calls whose functions hand out functions, call some of an object or have a channel: then who
 * calls what, and what stands where, is told of them as of the program's own. A function for each call: what one made is none of another's.
 */
export function libraryCode(graph: ProgramGraph, functions: LibraryFunctions): LibraryCode {
  const code = new CodeBuilder(functions.libraries, new Set(graph.files.flatMap((g) => [...g.sites.map((s) => s.name), ...g.loads.keys()])));
  const sites = new Map<SiteId, number>();
  for (const file of graph.files) {
    file.sites.forEach((site, i) => {
      if (site.kind === 'jsx' || site.callee < 0) return;
      const id = graph.siteId(file, i);
      const model = functions.at(id);
      if (!model || !(isCode(model) || (model.instance !== undefined && code.handsOut(model.instance)))) return;
      const f = code.function(site.name, 0);
      new LibraryFunction(code, f, site, (way) => keysAt(graph, id, way)).run(model);
      sites.set(id, f);
    });
  }
  return { graph: code.build(), sites, channels: code.channels };
}

/** Names that stand in the literal at an argument, or below it; undefined: it is no literal, or has others. */
function keysAt(graph: ProgramGraph, id: SiteId, { base, index = 0, path }: Pick<Endpoint, 'base' | 'index' | 'path'>): readonly string[] | undefined {
  const { file, site } = graph.site(id);
  const arg = base === 'arg' ? site.args.at(index) : undefined;
  let at = arg === undefined || arg < 0 ? -1 : graph.at(file, arg);
  for (const a of path) {
    if (at < 0 || a.k !== 'property' || !isLiteral(graph, at)) return undefined;
    at = graph.incoming(at).stores.get(a.name)?.[0] ?? -1;
  }
  return at < 0 || !isLiteral(graph, at) ? undefined : [...graph.incoming(at).stores.keys()];
}

function isLiteral(graph: ProgramGraph, node: number): boolean {
  const { copies, stores } = graph.incoming(node);
  return graph.isObjectLiteral(node) && copies.length === 0 && !stores.has('*');
}
