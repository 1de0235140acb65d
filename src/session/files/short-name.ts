/** What DOS allows in a name besides letters and digits ([MS-FSCC] 2.1.5.2.1). */
const shortName = /^[A-Z0-9!#$%&'()@^_`{}~-]{1,8}(\.[A-Z0-9!#$%&'()@^_`{}~-]{1,3})?$/;

/**
 * The 8.3 name of a file whose own name has that form already. Others have none: nothing is made up that could not be
 * opened afterwards.
 */
export function shortNameOf(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('\\') + 1).toUpperCase();
  return shortName.test(name) ? name : undefined;
}
