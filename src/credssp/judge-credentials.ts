import type { Identity, MessageSecurity } from '../auth/mechanism.js';
import { unwrapToken } from '../auth/wrap-token.js';
import { CodecError } from '../bytes/index.js';
import { md4 } from '../crypto/md4.js';
import type { CredSspCredentials, CredSspFault } from '../facts/credssp.js';
import { namesLoggedIn, type NamedUser } from './compare-names.js';
import type { CredSspReason } from './rejections.js';
import { lookAtCredentials, type TsCredentials } from './ts-credentials.js';
import type { PasswordVerdict, VerifyPassword } from './verify-password.js';

/** The login whose credentials are judged. */
export interface BoundLogin {
  readonly messages: MessageSecurity;
  readonly identity: Identity;
  /** The names that the client gave in its login. */
  readonly claimed: NamedUser | undefined;
  /** Undefined: no password is verified. */
  readonly verifyPassword: VerifyPassword | undefined;
}

/** The credentials without their secret, or the fault for which they are refused. */
export type Judgement =
  | { readonly kind: 'taken'; readonly credentials: CredSspCredentials }
  | {
      readonly kind: 'refused';
      readonly reason: CredSspReason;
      readonly detail: string;
      /** The names of another user. */
      readonly named?: Pick<CredSspFault, 'user' | 'domain'>;
    }
  | { readonly kind: 'store-failed'; readonly error: unknown };

/** Judges an authInfo ([MS-CSSP] 3.1.5, step 5). Every copy of its secret is overwritten before the promise settles. */
export async function judgeCredentials(authInfo: Buffer, login: BoundLogin): Promise<Judgement> {
  const plain = unwrapToken(login.messages, authInfo);
  if (plain === undefined) return malformed('authInfo does not decrypt with the key of the login');
  try {
    return await lookAtCredentials(plain, async (credentials) => judge(credentials, login));
  } catch (error) {
    if (error instanceof CodecError) return malformed(error.message);
    throw error;
  } finally {
    plain.fill(0);
  }
}

function malformed(detail: string): Judgement {
  return { kind: 'refused', reason: 'credssp-credentials-malformed', detail };
}

async function judge(credentials: TsCredentials, login: BoundLogin): Promise<Judgement> {
  const { type, user, domain } = credentials;
  const isPassword = type === 'password';
  if (isPassword && user === '' && domain === '' && credentials.password.length === 0) {
    const detail = 'the domain, the user name and the password are empty';
    return { kind: 'refused', reason: 'credssp-no-credentials', detail };
  }
  const names = { ...(user !== '' && { user }), ...(domain !== '' && { domain }) };
  if ((isPassword && user === '') || !namesLoggedIn({ user, domain }, login)) {
    const { identity } = login;
    // A password may stand in a name: the names go where records mask it.
    const other = user === '' ? 'nobody' : 'another user';
    const detail = `the credentials name ${other}, and ${nameOf(identity.account, identity.domain)} logged in`;
    return { kind: 'refused', reason: 'credssp-credentials-mismatch', detail, named: names };
  }
  const named = {
    kind: 'credssp-credentials',
    type,
    ...names,
    matches: true,
  } as const;
  if (!isPassword) return { kind: 'taken', credentials: named };
  if (credentials.password.length === 0) {
    return { kind: 'refused', reason: 'credssp-no-credentials', detail: 'the password is empty' };
  }
  let password: PasswordVerdict;
  try {
    password = await verified(credentials.password, login);
  } catch (error) {
    return { kind: 'store-failed', error };
  }
  if (password === 'wrong') {
    const detail = `the password sent for ${nameOf(user, domain)} is not that of the account that logged in`;
    return { kind: 'refused', reason: 'credssp-password-wrong', detail };
  }
  return { kind: 'taken', credentials: { ...named, password } };
}

async function verified(
  password: Buffer,
  { verifyPassword, identity, claimed }: BoundLogin,
): Promise<PasswordVerdict> {
  if (verifyPassword === undefined) return 'not-verified';
  const ntHash = md4(password);
  try {
    const verdict: unknown = await verifyPassword(identity, ntHash, claimed);
    if (verdict === 'right' || verdict === 'wrong' || verdict === 'not-verified') return verdict;
    throw new TypeError('verifyPassword gave none of its three words');
  } finally {
    ntHash.fill(0);
  }
}

function nameOf(user: string, domain: string): string {
  return domain === '' ? user : `${domain}\\${user}`;
}
