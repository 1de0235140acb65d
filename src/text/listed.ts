/**
 * The most items that are listed. It is more than there are flags; a client may offer tens of thousands of dialects.
 */
const listLimit = 40;

/** `Kerberos, NTLM`, or `none`. */
export function listed(items: readonly string[]): string {
  if (items.length === 0) return 'none';
  const shown = items.slice(0, listLimit).join(', ');
  return items.length > listLimit ? `${shown} and ${items.length - listLimit} more` : shown;
}
