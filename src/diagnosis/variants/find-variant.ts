import type { Account } from '../../auth/accounts/account.js';
import { NegotiateFlags } from '../../auth/ntlm/negotiate-flags.js';
import { lmowfV1, ntlmV1ExtendedResponse, ntlmV1Response, ntowfV1 } from '../../auth/ntlm/ntlm-v1.js';
import { lmV2Response, ntProofStr } from '../../auth/ntlm/ntlm-v2.js';
import { encodeUtf16, upperCaseUtf16 } from '../../bytes/index.js';
import { equalInConstantTime } from '../../crypto/constant-time.js';
import { md4 } from '../../crypto/md4.js';
import { hmacMd5 } from '../../crypto/md5.js';
import type { NtlmProofFailedFact } from '../facts/ntlm.js';
import type { SecondLook, VariantFinding } from '../second-look.js';
import { acceptedDomains, nameCandidates } from './name-variants.js';
import { passwordCandidates } from './password-variants.js';

/** What is known besides the failed proof itself. */
export interface VariantContext {
  /** Names of this server that a client may take for the domain. */
  readonly ownNames: readonly string[];
  /** Other configured accounts, whose password may have been typed; only the first few are tried. */
  readonly otherAccounts?: readonly Account[];
}

const otherAccountLimit = 16;

/**
 * Tries a failed proof again under a fixed, small list of forms of the password, the domain and the user name: a few
 * hundred HMACs at most, whatever the peer sent. Only for an account that is configured, and only for our own record:
 * the client is told STATUS_LOGON_FAILURE all the same.
 */
export function findVariant(
  failed: NtlmProofFailedFact,
  context: VariantContext,
): NonNullable<SecondLook['variants']> {
  let tried = 0;
  for (const { finding, matches } of candidates(failed, context)) {
    tried++;
    if (matches(failed)) return { tried, finding };
  }
  return { tried, finding: undefined };
}

interface Candidate {
  readonly finding: VariantFinding;
  readonly matches: (failed: NtlmProofFailedFact) => boolean;
}

function* candidates(failed: NtlmProofFailedFact, context: VariantContext): Generator<Candidate> {
  const { account, user, domain } = failed;
  const usual = acceptedDomains(domain).map((form) => ({ user: upperCaseUtf16(user), domain: form }));
  const withHash = (finding: VariantFinding, ntHash: Buffer, password?: string): Candidate => ({
    finding,
    matches: (proof) => usual.some((names) => provedBy(proof, { ntHash, password, ...names })),
  });

  for (const { password, ...finding } of account.password === undefined
    ? []
    : passwordCandidates(account.password)) {
    yield withHash({ reason: 'mangled-password', ...finding }, ntowfV1(password), password);
  }
  yield* hashCandidates(account, withHash);
  for (const { user: hashed, domain: form, ...finding } of nameCandidates({
    user,
    domain,
    account: account.name,
    own: context.ownNames,
  })) {
    const input = { ntHash: account.ntHash, password: undefined, user: hashed, domain: form };
    yield { finding, matches: (proof) => isV2(proof) && provedBy(proof, input) };
  }
  for (const other of (context.otherAccounts ?? []).slice(0, otherAccountLimit)) {
    if (other.name === account.name) continue;
    const words = 'with the password of another configured account';
    yield withHash(
      { reason: 'mangled-password', variant: 'other-account', words },
      other.ntHash,
      other.password,
    );
  }
}

/** Mistakes that are made with hashes and not with text; they work for accounts whose password is not known. */
function* hashCandidates(
  { password, ntHash }: Account,
  withHash: (finding: VariantFinding, ntHash: Buffer, password?: string) => Candidate,
): Generator<Candidate> {
  const mangled = (variant: string, words: string): VariantFinding => ({
    reason: 'mangled-password',
    variant,
    words,
  });
  if (password === undefined) yield withHash(mangled('empty', 'with an empty password'), ntowfV1(''), '');
  else {
    const utf8 = md4(Buffer.from(password, 'utf8'));
    yield withHash(mangled('utf8-hashed', 'with the hash of the password’s UTF-8 instead of UTF-16'), utf8);
    const bigEndian = md4(encodeUtf16(password).swap16());
    yield withHash(mangled('utf16-big-endian', 'with the hash of big-endian UTF-16'), bigEndian);
  }
  const hex = ntHash.toString('hex');
  yield withHash(mangled('hash-as-password', 'with the NT hash typed as the password'), ntowfV1(hex), hex);
}

interface ProofInput {
  readonly ntHash: Buffer;
  readonly password: string | undefined;
  /** As hashed. */
  readonly user: string;
  readonly domain: string;
}

function isV2({ ntResponse, lmResponse }: NtlmProofFailedFact): boolean {
  return ntResponse.length > 24 || (ntResponse.length === 0 && lmResponse.length === 24);
}

/** Whether the response is the one that a password and names make ([MS-NLMP] 3.3). */
function provedBy(failed: NtlmProofFailedFact, { ntHash, password, user, domain }: ProofInput): boolean {
  const { ntResponse, lmResponse, serverChallenge, agreedFlags } = failed;
  if (ntResponse.length > 24) {
    const key = hmacMd5(ntHash, encodeUtf16(user + domain));
    const proof = ntProofStr(key, serverChallenge, ntResponse.subarray(16));
    return equalInConstantTime(proof, ntResponse.subarray(0, 16));
  }
  if (ntResponse.length === 24) {
    const extended = (agreedFlags & NegotiateFlags.EXTENDED_SESSIONSECURITY) !== 0 && lmResponse.length >= 8;
    const expected = extended
      ? ntlmV1ExtendedResponse(ntHash, serverChallenge, lmResponse.subarray(0, 8))
      : ntlmV1Response(ntHash, serverChallenge);
    return equalInConstantTime(expected, ntResponse);
  }
  if (ntResponse.length !== 0 || lmResponse.length !== 24) return false;
  const key = hmacMd5(ntHash, encodeUtf16(user + domain));
  if (equalInConstantTime(lmV2Response(key, serverChallenge, lmResponse.subarray(16)), lmResponse))
    return true;
  const lmowf = password === undefined ? undefined : lmowfV1(password);
  return lmowf !== undefined && equalInConstantTime(ntlmV1Response(lmowf, serverChallenge), lmResponse);
}
