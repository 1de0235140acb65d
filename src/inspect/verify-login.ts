import { ntHashOfPassword } from '../auth/nt-hash.js';
import type { Account } from '../auth/account.js';
import { accountNameOf } from '../auth/account-name.js';
import type { AuthenticateMessage } from '../auth/ntlm/authenticate-message.js';
import { avFlagsOf, AvFlags } from '../auth/ntlm/av-pairs.js';
import type { ChallengeMessage } from '../auth/ntlm/challenge-message.js';
import { retriable } from '../auth/ntlm/failed-proof.js';
import { micOf } from '../auth/ntlm/mic.js';
import { verifyResponse } from '../auth/ntlm/proof.js';
import type { ClientResponse } from '../auth/ntlm/client-response.js';
import { exportedSessionKey } from '../auth/ntlm/session-keys.js';
import { equalInConstantTime } from '../crypto/constant-time.js';
import { finish } from '../diagnosis/search.js';
import { searchTries, searchVariants } from '../diagnosis/variants/find-variant.js';
import { RecentFindings } from '../diagnosis/variants/recent-findings.js';
import { type Section, SectionBuilder } from './section.js';

/** Searches for mangled passwords, of which a capture of a thousand wrong ones must not have a thousand. */
export interface Searches {
  /** Tries that are left. */
  tries: number;
  /** Earlier findings, which are tried first. */
  readonly recent: RecentFindings;
}

/** Fifty wrong passwords, or many thousands that were mangled in the same way. */
export const beginSearches = (): Searches => ({ tries: 50 * searchTries, recent: new RecentFindings() });

/** One login with everything that is known of it. */
export interface LoginToVerify {
  readonly password: string;
  readonly negotiate: Buffer | undefined;
  readonly challenge: { readonly raw: Buffer; readonly message: ChallengeMessage } | undefined;
  readonly rawAuthenticate: Buffer;
  readonly message: AuthenticateMessage;
  readonly response: ClientResponse;
  readonly agreedFlags: number;
  readonly searches: Searches;
}

/** The keys of a login whose password was right. */
export interface NtlmKeys {
  /** ExportedSessionKey, 16 bytes. */
  readonly sessionKey: Buffer;
  readonly keyExchangeKey: Buffer;
}

const section = '[MS-NLMP] 3.2.5.1.2';

/** Verifies an AUTHENTICATE_MESSAGE offline, and explains a proof that is wrong. */
export function verifyLogin(login: LoginToVerify): {
  readonly section: Section;
  readonly verified: NtlmKeys | undefined;
} {
  const found = new SectionBuilder('Verification with the password');
  const verified = proveAndKey(login, found);
  if (verified !== undefined) verifyMic(login, verified, found);
  return { section: found.build(), verified };
}

function proveAndKey(login: LoginToVerify, found: SectionBuilder): NtlmKeys | undefined {
  const { challenge, password, message, response, agreedFlags } = login;
  if (challenge === undefined) {
    found.field('Proof', 'cannot be verified without the CHALLENGE_MESSAGE: inspect it before this one');
    return undefined;
  }
  const { serverChallenge } = challenge.message;
  const credential = { ntHash: ntHashOfPassword(password), password };
  const proof = verifyResponse(response, credential, { message, agreedFlags, serverChallenge });
  if (proof === undefined) {
    found.refused(explainFailure(login, serverChallenge, credential.ntHash), section);
    return undefined;
  }
  found.field('Proof', 'right').field('Domain hashed', proof.domainForm);
  const { keyExchangeKey } = proof;
  const sessionKey =
    keyExchangeKey && exportedSessionKey(agreedFlags, keyExchangeKey, message.encryptedRandomSessionKey);
  if (keyExchangeKey === undefined || sessionKey === undefined) {
    found.refused('the session key cannot be found', section);
    return undefined;
  }
  return { sessionKey, keyExchangeKey };
}

function explainFailure(
  { message, password, agreedFlags, searches }: LoginToVerify,
  serverChallenge: Buffer,
  ntHash: Buffer,
): string {
  const { name } = accountNameOf(message.userName, message.domainName);
  if (searches.tries <= 0) {
    return 'the proof does not match this password; whether it was mangled is looked into for the first logins only';
  }
  const account: Account = { name, password, ntHash, groups: [], status: 'enabled' };
  const failed = retriable({
    kind: 'proof-failed',
    account,
    user: message.userName,
    domain: message.domainName,
    workstation: message.workstation,
    agreedFlags,
    serverChallenge,
    ntResponse: message.ntChallengeResponse,
    lmResponse: message.lmChallengeResponse,
  });
  const search = searchVariants({ ...failed, account }, { ownNames: [], recent: searches.recent });
  const { finding, tried } = finish(search);
  searches.tries -= finding === undefined ? searchTries : tried;
  return finding === undefined
    ? `the proof does not match this password, nor any of ${tried} usual ways to mangle it`
    : `the proof is right only ${finding.words} (${finding.reason})`;
}

function verifyMic(
  { negotiate, challenge, rawAuthenticate, message, response }: LoginToVerify,
  { sessionKey }: NtlmKeys,
  found: SectionBuilder,
): void {
  if (response.kind !== 'ntlmv2' || message.mic === undefined) return;
  if ((avFlagsOf(response.clientChallenge.avPairs) & AvFlags.MIC_PRESENT) === 0) return;
  if (negotiate === undefined || challenge === undefined) {
    found.field('MIC', 'cannot be verified without the NEGOTIATE_MESSAGE: inspect it first');
    return;
  }
  const expected = micOf(sessionKey, negotiate, challenge.raw, rawAuthenticate);
  if (equalInConstantTime(expected, message.mic)) found.field('MIC', 'right');
  else
    found.refused(
      'the MIC does not verify: a message was altered, or the client computes it wrongly',
      section,
    );
}
