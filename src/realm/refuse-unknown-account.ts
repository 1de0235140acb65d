import { knownAccounts } from '../auth/known-accounts.js';
import { nearestName } from '../auth/nearest-name.js';
import { upperCaseUtf16 } from '../bytes/index.js';
import type { Principal } from '../krb5/messages/principal.js';
import { quoted } from '../text/printable.js';
import { ConfigurationError, type Path } from '../values/configuration-error.js';
import { problemAt } from '../values/rules.js';
import type { RealmSurroundings } from './create-kdc-state.js';

/**
 * Refuses the name of an account that there is not, where the store lists its accounts. A script of a mistyped name
 * changes nothing, and its test would show the login that it was meant to break.
 *
 * @param principal an account, whose case does not count, or a service, which is looked for elsewhere
 * @throws ConfigurationError with the name that was most likely meant
 */
export function refuseUnknownAccount(
  principal: Principal | undefined,
  { accounts, onError }: Pick<RealmSurroundings, 'accounts' | 'onError'>,
  place: Path,
): void {
  const [name, ...others] = principal?.name.nameString ?? [];
  if (name === undefined || others.length > 0) return;
  let isWhole = true;
  const known = knownAccounts(accounts, (error) => {
    isWhole = false;
    onError(error);
  });
  if (known === undefined) return;
  const names = [...known].map((account) => account.name);
  if (!isWhole || names.some((other) => upperCaseUtf16(other) === upperCaseUtf16(name))) return;
  const near = nearestName(name, names);
  const message = `no account ${quoted(name)}${near === undefined ? '' : `; there is ${quoted(near.name)}`}`;
  throw new ConfigurationError([problemAt(place, message)]);
}
