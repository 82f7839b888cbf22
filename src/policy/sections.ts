import { FlowSyntaxError, parseFlow } from '../models/flow-language.js';
import type { Path } from './document.js';
import { compileGlob, globProblem } from './globs.js';
import type { Layer } from './layers.js';
import { packageOf } from './paths.js';
import type { DataEntry, DeclassifierEntry, GlobEntry, ModelEntry, ModuleEntry, PolicyPlace, PolicyProblem, PurposeEntry, Reference } from './policy.js';
import { parseReference, ReferenceSyntaxError } from './references.js';
import type { DataText, DeclassifierText, ModelText, ModuleText, PurposeText } from './schema.js';
import { didYouMean } from './suggest.js';

/** What the entries of all layers are checked against, and where problems go. */
export interface Surroundings {
  readonly root: string;
  /** ISO date. */
  readonly today: string;
  /** Undefined where they can't be known, because something could not be read. */
  readonly purposes: ReadonlySet<string> | undefined;
  readonly labels: ReadonlySet<string> | undefined;
  report(problem: PolicyProblem): void;
}

type Texts = string | readonly string[] | undefined;
type Reader<T> = (text: string, place: PolicyPlace) => T | undefined;

/** Turns the well-formed entries of one layer into the policy's, reporting what is wrong with them. */
export class SectionReader {
  constructor(
    private readonly layer: Layer,
    private readonly around: Surroundings,
  ) {}

  private report(message: string, hint: string, place: PolicyPlace): undefined {
    this.around.report({ message, hint, place });
    return undefined;
  }

  private place(...path: Path): PolicyPlace {
    return this.layer.document.place(path);
  }

  /** One text or a list of them. */
  private each<T>(texts: Texts, path: Path, read: Reader<T>): T[] {
    if (texts === undefined) return [];
    if (typeof texts === 'string') return present(read(texts, this.place(...path)));
    return texts.flatMap((text, index) => {
      const place = this.place(...path, index);
      if (texts.indexOf(text) === index) return present(read(text, place));
      this.report(`"${text}" is listed twice.`, 'Remove one.', place);
      return [];
    });
  }

  private readonly purpose: Reader<string> = (text, place) => this.known('purpose', text, this.around.purposes, place);
  private readonly label: Reader<string> = (text, place) => this.known('label', text, this.around.labels, place);

  private known(kind: string, text: string, names: ReadonlySet<string> | undefined, place: PolicyPlace): string | undefined {
    if (names === undefined || names.has(text)) return text;
    return this.report(`Unknown ${kind} "${text}".`, `${didYouMean(text, names)} ${kind === 'label' ? 'Labels stand in "data".' : 'Purposes stand in "purposes".'}`, place);
  }

  private reference(text: string, place: PolicyPlace): Reference | undefined {
    try {
      return parseReference(text, place, this.layer.base === this.around.root ? undefined : this.layer.base);
    } catch (error) {
      if (!(error instanceof ReferenceSyntaxError)) throw error;
      return this.report(error.message, error.hint, place);
    }
  }

  readPurpose(name: string, entry: PurposeText): PurposeEntry {
    const path = ['purposes', name];
    const place = this.layer.document.keyPlace(path);
    if (entry === null || typeof entry === 'string' || Array.isArray(entry)) return { name, parents: this.each(entry ?? undefined, path, this.purpose), place };
    const { parents, ...counterparts } = entry;
    return { name, parents: this.each(parents, [...path, 'parents'], this.purpose), ...counterparts, place };
  }

  readData(label: string, entry: DataText): DataEntry {
    const path = ['data', label];
    const place = this.layer.document.keyPlace(path);
    const { allow, types, properties, returns, ...rest } = entry;
    return {
      label,
      place,
      allow: this.each(allow, [...path, 'allow'], this.purpose),
      // A label that is no identifier can name no type: JSDoc, properties and functions carry it.
      types: types === undefined ? (/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(label) ? [{ name: label, text: label, place }] : []) : this.each(types, [...path, 'types'], this.type),
      properties: this.each(properties, [...path, 'properties'], this.property),
      returns: this.each(returns, [...path, 'returns'], (text, at) => this.reference(text, at)),
      ...rest,
    };
  }

  private readonly type: Reader<Reference> = (text, place) => {
    const reference = this.reference(text, place);
    if (reference?.member === undefined) return reference;
    return this.report(`"${text}" names a member, not a type.`, `Put it under "properties", or name the type "${text.slice(0, text.lastIndexOf('.'))}".`, place);
  };

  private readonly property: Reader<Reference> = (text, place) => {
    const reference = this.reference(text, place);
    if (reference === undefined || reference.member !== undefined) return reference;
    return this.report(`"${text}" names no property.`, 'Write the type and the property: "User.twoFactorPhone".', place);
  };

  readModule(index: number, entry: ModuleText): ModuleEntry {
    const path = ['modules', index];
    const files = this.each(entry.files, [...path, 'files'], this.glob);
    if (files.length > 0 && files.every((file) => file.glob.startsWith('!'))) {
      this.report('The globs only take files out.', 'Name first the files to take them out of: "src/ads/**".', this.place(...path, 'files'));
    }
    return {
      purposes: this.each(entry.purpose, [...path, 'purpose'], this.purpose),
      files,
      packages: this.each(entry.packages, [...path, 'packages'], this.package),
      place: this.place(...path),
    };
  }

  private readonly glob: Reader<GlobEntry> = (text, place) => {
    const wrong = globProblem(text);
    return wrong ? this.report(wrong.message, wrong.hint, place) : compileGlob(text, this.layer.base, this.layer.general, place);
  };

  private readonly package: Reader<string> = (text, place) => {
    if (/^(?:@[^@/\s*]+\/)?[^@/\s*.][^@/\s*]*$/.test(text)) return text;
    const name = packageOf(text);
    const hint = /^\.|\\|\/.*\//.test(text) ? 'Files of the program go under "files".' : /^[^@*\s]/.test(text) && name !== text ? `Name the package as a whole: "${name}".` : 'Write the name as in package.json, without version and without wildcards.';
    return this.report(`"${text}" is no package name.`, hint, place);
  };

  readDeclassifier(index: number, entry: DeclassifierText): DeclassifierEntry | undefined {
    const path = ['declassifiers', index];
    const { function: name, data, grants, ...rest } = entry;
    if (rest.expires !== undefined && rest.expires < this.around.today) {
      this.report(`The declassifier "${name}" expired on ${rest.expires}.`, 'Review it: set a new date with the reason that holds now, or remove it.', this.place(...path, 'expires'));
    }
    const reference = this.reference(name, this.place(...path, 'function'));
    const labels = this.each(data, [...path, 'data'], this.label);
    const purposes = this.each(grants, [...path, 'grants'], this.purpose);
    return reference && { function: reference, data: labels, grants: purposes, ...rest, place: this.place(...path) };
  }

  readModel(index: number, entry: ModelText): ModelEntry | undefined {
    const path = ['models', index];
    const reference = this.reference(entry.function, this.place(...path, 'function'));
    const flow = this.each(entry.flow, [...path, 'flow'], (text, place) => {
      try {
        parseFlow(text);
        return text;
      } catch (error) {
        if (!(error instanceof FlowSyntaxError)) throw error;
        return this.report(`${error.message}.`, error.hint, { ...place, column: place.column + 1 + error.offset });
      }
    });
    return reference && { function: reference, flow, place: this.place(...path) };
  }
}

const present = <T>(value: T | undefined): T[] => (value === undefined ? [] : [value]);
