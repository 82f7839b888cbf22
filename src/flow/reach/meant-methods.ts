import type { ProgramTypes } from '../../types/shape.js';
import type { Fn, Node } from './numbers.js';
import type { ProgramGraph } from './program-graph.js';
import { hasMember, type WrittenTypes } from './written-types.js';

/** What a name means on an object by its written type. */
interface Meant {
  /** Methods of classes that declare to be of the type, as `file|offset`. */
  readonly members: ReadonlySet<string>;
  /** The type is a class. */
  readonly isClass: boolean;
}

/** Which methods can be meant by a name, where the type of the object is written. */
export class MeantMethods {
  readonly #methods = new Map<string, Meant | null>();

  constructor(
    readonly graph: ProgramGraph,
    readonly types: ProgramTypes,
    readonly written: WrittenTypes,
  ) {}

  /**
   * The method can be what is called under its name on the object. Where classes declare to implement the object's written type,
   * those of classes that declare to have it for another type can not.
   */
  canBe(object: Node, name: string, fn: Fn): boolean {
    const meant = this.#meant(object, name);
    const at = meant && this.#memberAt(fn);
    return at === undefined || meant!.members.has(at) || !(meant!.isClass || this.#isOfType(fn, name));
  }

  #meant(object: Node, name: string): Meant | undefined {
    const key = `${object}|${name}`;
    let known = this.#methods.get(key);
    if (known === undefined) this.#methods.set(key, (known = this.#findMeant(object, name) ?? null));
    return known ?? undefined;
  }

  #findMeant(object: Node, name: string): Meant | undefined {
    const shapes = this.written.shapesOf(object);
    if (!shapes) return undefined;
    const members = new Set<string>();
    // An object of any make can stand for an interface; for a class, those of it and of classes that implement it.
    let isClass = true;
    for (const o of shapes) {
      if (o.k !== 'object' && o.k !== 'class') return undefined;
      isClass &&= o.k === 'class';
      for (const { file, cls } of [...this.types.implementations(o.id), ...(o.k === 'class' ? [o] : [])]) {
        const member = this.types.memberOfClass(file, cls, name);
        if (member) members.add(`${member.file}|${member.s}`);
      }
    }
    return members.size > 0 ? { members, isClass } : undefined;
  }

  #memberAt(fn: Fn): string | undefined {
    const { file, index, facts } = this.graph.fn(fn);
    const member = facts.cls === undefined ? undefined : file.facts.classes[facts.cls]!.members.find((m) => m.f === index);
    return member && `${file.facts.file}|${member.s}`;
  }

  /** The function's class has the method for a type that it declares to implement or extend. */
  #isOfType(fn: Fn, name: string): boolean {
    const { file, facts } = this.graph.fn(fn);
    const cls = file.facts.classes[facts.cls!]!;
    const types = [...cls.implements.map((type) => this.types.shape({ file: file.facts.file, type })), ...(cls.superClass ? [this.types.classShape(file.facts.file, facts.cls!)] : [])];
    return types.some(({ objects }) => objects.some((o) => hasMember(o, name)));
  }
}
