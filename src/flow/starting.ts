/** Kinds of functions whose code makes what module state or a field begins with. */
export const STARTING: ReadonlySet<string> = new Set(['module', 'namespace', 'field', 'static', 'ctor']);
