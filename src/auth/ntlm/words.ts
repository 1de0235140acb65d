import { listed } from '../../text/listed.js';
import type { MechanismWords } from '../mechanism-words.js';
import { ntlmEvidence } from './evidence.js';
import type { NtlmFact } from './facts.js';
import { failedProofOf } from './failed-proof.js';
import { mistakenNtlmKeys } from './mistaken-keys.js';
import { ntlmFlagNames } from './negotiate-flags.js';
import { recordNtlm } from './record.js';
import { ntlmRejections } from './rejections.js';
import { insistsOnEncryption, ntlmSentences, progressOf, proofInWords } from './sentences.js';
import { ntlmColumns, ntlmWeaknesses } from './weaknesses.js';

/** The words of NTLM. */
export const ntlmWords: MechanismWords = {
  authDescription: 'NTLMSSP',
  checks: [
    ['ntlm-form', '[MS-NLMP] 2.2.1.3'],
    ['response-kind', '[MS-NLMP] 3.2.5.1.2'],
    ['account', '[MS-NLMP] 3.2.5.1.2'],
    ['lock-out', '[MS-NLMP] 3.2.5.1.2'],
    ['nt-proof', '[MS-NLMP] 3.2.5.1.2'],
    ['account-status', '[MS-APDS] 3.1.5'],
    ['session-security', '[MS-NLMP] 3.2.5.1.2'],
    ['session-key', '[MS-NLMP] 3.2.5.1.2'],
    ['ntlm-mic', '[MS-NLMP] 3.2.5.1.2'],
    ['target-info', '[MS-APDS] 3.1.5.2'],
    ['challenge-lifetime', '[MS-NLMP] 3.2.5.1.1'],
    ['replay', '[MS-NLMP] 3.2.5.1.1'],
  ],
  reasons: ntlmRejections,
  record: recordNtlm,
  describeFact: (fact) => describeNtlmFact(fact as NtlmFact),
  sentences: ntlmSentences,
  proofInWords,
  progress: progressOf,
  insistsOnEncryption,
  howToAllow:
    'Allow NTLM on the client (Windows: “Restrict NTLM: outgoing traffic”, or a user in Protected Users; Linux: sec=ntlmssp instead of sec=krb5; smbclient: without --use-kerberos=required).',
  failedProof: failedProofOf,
  mistakenKeys: (login, sessionKey) =>
    mistakenNtlmKeys(sessionKey, ntlmEvidence(login).proof?.keyExchangeKey),
  weaknesses: ntlmWeaknesses,
  columns: ntlmColumns,
};

function describeNtlmFact(fact: NtlmFact): string {
  switch (fact.kind) {
    case 'negotiate':
      return `NTLM NEGOTIATE asking ${listed(ntlmFlagNames(fact.flags))}`;
    case 'challenge':
      return `NTLM CHALLENGE granting ${listed(ntlmFlagNames(fact.flags))}`;
    case 'authenticate':
      return `NTLM AUTHENTICATE, response ${fact.response}`;
    case 'proof':
      return `proof right${fact.domainForm === undefined ? '' : `, domain ${fact.domainForm}`}`;
    case 'proof-failed':
      return 'proof wrong';
  }
}
