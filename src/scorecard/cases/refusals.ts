import type { AccountStatus } from '../../auth/account.js';
import type { CaseSetting, CheckedCarrier, ScorecardCase } from '../case.js';

const both: readonly CheckedCarrier[] = ['smb', 'http'];

const toldSuccess =
  'A user who is told that all went well believes that files were saved; one whose client tries for ever is locked out.';

function refusal(
  name: string,
  title: string,
  imitates: string,
  setting: CaseSetting,
  reasons: readonly string[],
  { section = '[MS-SMB2] 3.2.5.3', carriers = both } = {},
): ScorecardCase {
  const id = `refusals/${name}`;
  const words = { id, title, section, imitates, why: toldSuccess };
  return { group: 'refusals', expects: 'reports', ...words, carriers, setting, reasons };
}

function ofAccount(status: AccountStatus, title: string, imitates: string, reason: string): ScorecardCase {
  return refusal(status, title, imitates, { status }, [reason]);
}

const onShares = { section: '[MS-SMB2] 3.2.5.5', carriers: ['smb'] as const };

/** Servers that refuse with good cause: the client must say so and stop. */
export const refusalCases: readonly ScorecardCase[] = [
  refusal(
    'wrong-password',
    'Wrong password',
    'A password that was changed since the client stored it.',
    { wrongPassword: true },
    ['wrong-password'],
  ),
  ofAccount('disabled', 'Account disabled', 'An account of somebody who has left.', 'account-disabled'),
  ofAccount('locked', 'Account locked out', 'An account after too many wrong passwords.', 'account-locked'),
  ofAccount('expired', 'Account expired', 'An account whose time is over.', 'account-expired'),
  // The preset passwordExpired has the other name.
  refusal(
    'expired-password',
    'Password expired',
    'A password that is older than the domain allows.',
    { status: 'password-expired' },
    ['password-expired'],
  ),
  ofAccount(
    'must-change-password',
    'Password must be changed',
    'An account whose first password is still the administrator’s.',
    'password-must-change',
  ),
  refusal(
    'no-such-share',
    'No such share',
    'A share that was renamed.',
    { absentShare: true },
    ['share-not-found', 'share-path-has-folder'],
    onShares,
  ),
  refusal(
    'access-denied',
    'No access to the share',
    'A share that other users have.',
    { access: { '*': 'none' } },
    ['share-access-denied'],
    onShares,
  ),
];
