/** Members that libraries declare for the type checker alone, so that types with other arguments differ: no value holds anything in them. */
const TYPE_ONLY: Readonly<Record<string, readonly string[]>> = {
  kysely: ['expressionType'],
};

/** No value has what the package declares under the name. */
export function isTypeOnly(module: string | undefined, name: string): boolean {
  return module !== undefined && TYPE_ONLY[module]?.includes(name) === true;
}
