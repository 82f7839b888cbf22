import { z } from 'zod';

/**
 * What each key of a policy is for: the descriptions of the JSON Schema and the hints of error messages.
 * A key inside an entry stands as `section.key`.
 */
export const keyDescriptions: Readonly<Record<string, string>> = {
  $schema: 'The JSON Schema by which editors complete and check this file.',
  extends: 'Policies to start from: "recommended" (built in), a file ("./base.jsonc") or a package ("@acme/policy"). Entries of this file replace those of the same name; lists are appended to.',
  purposes: 'Purposes by name. The value is null, the parent, a list of parents, or an object. A permission for a purpose covers everything below it.',
  'purposes.parents': 'The purposes above this one: a permission for one of them covers this one.',
  'purposes.dpv': "Counterpart in W3C's Data Privacy Vocabulary, such as \"dpv:TargetedAdvertising\".",
  'purposes.fides': 'Counterpart in fideslang, such as "marketing.advertising".',
  'purposes.severity': 'How data that enters modules of this purpose against its label is reported: "error" (the default) or "warn", which fails no check.',
  data: 'Labels by name: kinds of data with a purpose limit.',
  'data.allow': 'Purposes that the data may be used for. An empty list allows none.',
  'data.types': 'Types that carry the label, each "Name" or "module#Name". Default: the type named like the label.',
  'data.properties': 'Properties that carry the label, each "Type.property" or "module#Type.property".',
  'data.returns': 'Functions whose result carries the label, each "name", "Class.method" or "module#name".',
  'data.dpv': "Counterpart in W3C's Data Privacy Vocabulary, such as \"pd:TelephoneNumber\".",
  'data.fides': 'Counterpart in fideslang, such as "user.contact.phone_number".',
  'data.severity': 'How a violation of this label is reported: "error" (the default) or "warn", which fails no check. Where label and purpose differ, "error" counts.',
  modules: 'Which files and packages serve which purpose.',
  'modules.purpose': 'The purpose, or purposes, that these files and packages serve.',
  'modules.files': 'Globs of files, relative to the policy\'s folder. A glob that starts with "!" takes files out again.',
  'modules.packages': 'Names of npm packages, or of modules of Node.js.',
  declassifiers: 'Functions that are trusted to release labels for purposes.',
  'declassifiers.function': 'The function: "name", "Class.method" or "module#name".',
  'declassifiers.data': 'Labels that it releases.',
  'declassifiers.grants': 'Purposes that it releases them for.',
  'declassifiers.reason': 'Why this is lawful, in words that a reviewer can check: "explicit opt-in, DPIA-12".',
  'declassifiers.approver': 'Who approved it.',
  'declassifiers.expires': 'The last day on which it holds, as YYYY-MM-DD. After that it is an error.',
  models: 'What library functions do to labels, where their body can\'t be read.',
  'models.function': 'The function: "name", "Class.method" or "package#name".',
  'models.flow': 'Flows from its inputs to its outputs, each such as "arg0 -> return".',
};

const about = (key: string): { description: string } => ({ description: keyDescriptions[key]! });

/** Names stand in JSDoc tags and in references, so they hold no space and no comma. */
const name = z.string().regex(/^[\p{L}_$][\p{L}\p{N}_$.:/-]*$/u);
const text = z.string().regex(/\S/);
const strings = z.array(z.string());
const someStrings = strings.min(1);

const purpose = z.union([
  z.null(),
  z.string(),
  strings,
  z.strictObject({
    parents: z.union([z.string(), strings]).meta(about('purposes.parents')).optional(),
    dpv: text.meta(about('purposes.dpv')).optional(),
    fides: text.meta(about('purposes.fides')).optional(),
    severity: z.enum(['error', 'warn']).meta(about('purposes.severity')).optional(),
  }),
]);

const data = z.strictObject({
  allow: strings.meta(about('data.allow')),
  types: strings.meta(about('data.types')).optional(),
  properties: strings.meta(about('data.properties')).optional(),
  returns: strings.meta(about('data.returns')).optional(),
  dpv: text.meta(about('data.dpv')).optional(),
  fides: text.meta(about('data.fides')).optional(),
  severity: z.enum(['error', 'warn']).meta(about('data.severity')).optional(),
});

const moduleEntry = z
  .strictObject({
    purpose: z.union([z.string(), someStrings]).meta(about('modules.purpose')),
    files: someStrings.meta(about('modules.files')).optional(),
    packages: someStrings.meta(about('modules.packages')).optional(),
  })
  .refine((entry) => entry.files !== undefined || entry.packages !== undefined, { error: 'names neither "files" nor "packages"' })
  .meta({ anyOf: [{ required: ['files'] }, { required: ['packages'] }] });

const declassifier = z.strictObject({
  function: z.string().meta(about('declassifiers.function')),
  data: someStrings.meta(about('declassifiers.data')),
  grants: someStrings.meta(about('declassifiers.grants')),
  reason: text.meta(about('declassifiers.reason')),
  approver: text.meta(about('declassifiers.approver')).optional(),
  expires: z.iso.date().meta(about('declassifiers.expires')).optional(),
});

const model = z.strictObject({
  function: z.string().meta(about('models.function')),
  flow: someStrings.meta(about('models.flow')),
});

/** A policy file as written. Nothing in it is transformed: what it accepts can be used as it is. */
export const policySchema = z
  .strictObject({
    $schema: z.string().meta(about('$schema')).optional(),
    extends: z.union([z.string(), strings]).meta(about('extends')).optional(),
    purposes: z.record(name, purpose).meta(about('purposes')).optional(),
    data: z.record(name, data).meta(about('data')).optional(),
    modules: z.array(moduleEntry).meta(about('modules')).optional(),
    declassifiers: z.array(declassifier).meta(about('declassifiers')).optional(),
    models: z.array(model).meta(about('models')).optional(),
  })
  .meta({ title: 'data-purpose policy', description: 'What data may be used for, and which modules serve which purpose.' });

export type PolicyText = z.infer<typeof policySchema>;
export type PurposeText = z.infer<typeof purpose>;
export type DataText = z.infer<typeof data>;
export type ModuleText = z.infer<typeof moduleEntry>;
export type DeclassifierText = z.infer<typeof declassifier>;
export type ModelText = z.infer<typeof model>;
