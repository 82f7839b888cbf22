import { channelId } from './code-builder.js';
import type { Fn, Node, SiteId } from './numbers.js';

/** Functions that stand for libraries', by where they are called, and what they share. */
export class LibraryCalls {
  readonly #at = new Map<SiteId, Fn>();
  readonly #siteOf = new Map<Fn, SiteId>();
  readonly #channels = new Map<string, Node>();

  addFunction(site: SiteId, fn: Fn): void {
    this.#at.set(site, fn);
    this.#siteOf.set(fn, site);
  }

  addChannel(id: string, node: Node): void {
    this.#channels.set(id, node);
  }

  /** The function that stands for the library's that is called at a site. */
  at(site: SiteId): Fn | undefined {
    return this.#at.get(site);
  }

  /** The one site that calls such a function. */
  siteOf(fn: Fn): SiteId | undefined {
    return this.#siteOf.get(fn);
  }

  /** What the code of libraries shares under the channel's name. */
  channel(medium: string, key: string | undefined): Node | undefined {
    return this.#channels.get(channelId(medium, key)) ?? this.#channels.get(channelId(medium, undefined));
  }
}
