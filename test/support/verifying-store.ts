import type { Account, VerifyingStore } from '../../src/auth/account.js';
import { refuseAccount } from '../../src/auth/account-checks.js';
import { lmowfV1, ntlmV1Response, ntowfV1, sessionBaseKeyV1 } from '../../src/auth/ntlm/ntlm-v1.js';
import { lmV2Response, ntowfV2, ntProofStr, sessionBaseKeyV2 } from '../../src/auth/ntlm/ntlm-v2.js';
import { kxkey } from '../../src/auth/ntlm/session-keys.js';
import type { ProofAnswer, ProofQuestion, Proved, StoreRefusal } from '../../src/auth/proof-question.js';

/** The domain that the stores of this file have accounts of. */
export const directory = { domain: 'EXAMPLE', sid: 'S-1-5-21-7-8-9', logonServer: 'DC1' } as const;

export interface Directory extends VerifyingStore {
  /** Every question so far. */
  readonly questions: readonly ProofQuestion[];
}

/**
 * A store that answers as a domain controller does: it keeps the hashes, verifies the response, judges the account, and
 * gives the session base key and the user. Only for an LM response it makes the key exchange key itself.
 */
export function verifyingStore(now: () => number, ...accounts: readonly Account[]): Directory {
  const questions: ProofQuestion[] = [];
  return {
    questions,
    verify: (question) => {
      questions.push(question);
      const account = accounts.find(({ name }) => name.toUpperCase() === question.name.toUpperCase());
      return Promise.resolve(account ? judge(question, account, now()) : { refused: 'unknown-account' });
    },
  };
}

function judge(question: ProofQuestion, account: Account, now: number): ProofAnswer {
  if (account.status === 'locked') return { refused: 'account-locked' };
  const keys = verified(question, account);
  if (keys === undefined) return { refused: 'wrong-password' };
  const refused = refuseAccount(account, question.workstation, now) as StoreRefusal | undefined;
  if (refused !== undefined) return { refused };
  if (account.ntlm === 'refuse') return { refused: 'ntlm-refused' };
  return { proved: { ...keys, identity: userOf(account) } };
}

function userOf({ name: account, groups }: Account): Proved['identity'] {
  const { domain, sid, logonServer } = directory;
  return {
    account,
    domain,
    sid: `${sid}-1104`,
    primaryGroup: `${sid}-513`,
    groupSids: [`${sid}-512`],
    groups,
    logonServer,
  };
}

function verified(
  question: ProofQuestion,
  { ntHash, password }: Account,
): Omit<Proved, 'identity'> | undefined {
  const { kind, challenge, ntResponse, lmResponse } = question;
  const lmowf = password === undefined ? undefined : lmowfV1(password);
  switch (kind) {
    case 'ntlmv2': {
      const [proof, temp] = [ntResponse.subarray(0, 16), ntResponse.subarray(16)];
      const key = keysV2(question, ntHash).find((each) => ntProofStr(each, challenge, temp).equals(proof));
      return key && { sessionBaseKey: sessionBaseKeyV2(key, proof) };
    }
    case 'ntlmv1':
    case 'ntlmv1-ess': {
      // Both are verified alike: `challenge` is what the response was computed from.
      if (!ntlmV1Response(ntHash, challenge).equals(ntResponse)) return undefined;
      return { sessionBaseKey: sessionBaseKeyV1(ntHash), ...(lmowf && { lmKey: lmowf.subarray(0, 8) }) };
    }
    case 'lm': {
      const proof = lmResponse.subarray(0, 16);
      const key = keysV2(question, ntHash).find((each) =>
        lmV2Response(each, challenge, lmResponse.subarray(16)).equals(lmResponse),
      );
      if (key) return { keyExchangeKey: sessionBaseKeyV2(key, proof) };
      if (lmowf === undefined || !ntlmV1Response(lmowf, challenge).equals(lmResponse)) return undefined;
      if (!ntowfV1(password ?? '').equals(ntHash)) return undefined;
      const keyExchangeKey = kxkey({
        negotiateFlags: question.negotiateFlags,
        sessionBaseKey: sessionBaseKeyV1(ntHash),
        lmowf,
        lmChallengeResponse: lmResponse,
        serverChallenge: question.serverChallenge,
      });
      return keyExchangeKey && { keyExchangeKey };
    }
  }
}

/** NTOWFv2 for each form of the domain that clients hash. */
function keysV2({ hashed }: ProofQuestion, ntHash: Buffer): Buffer[] {
  const { userName, domainName } = hashed;
  return [domainName, domainName.toUpperCase(), ''].map((domain) => ntowfV2(ntHash, userName, domain));
}
