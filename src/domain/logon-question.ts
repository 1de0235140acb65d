import type { ProofQuestion } from '../auth/proof-question.js';
import type { LogonQuestion } from '../netlogon/index.js';

/** Bits of ParameterControl ([MS-NRPC] 2.2.1.4.15): the accounts of machines may log on. */
const ALLOW_SERVER_TRUST = 0x20;
const ALLOW_WORKSTATION_TRUST = 0x800;

/**
 * The question as a controller wants it. Names are those that the client sent: its response is computed from them.
 * Under extended session security of NTLMv1 the challenge is the MD5 of both already ([MS-APDS] 3.1.5.2).
 */
export function logonQuestionOf(question: ProofQuestion, allowMachineAccounts: boolean): LogonQuestion {
  const { hashed, workstation, challenge, ntResponse, lmResponse } = question;
  return {
    user: hashed.userName,
    domain: hashed.domainName,
    workstation,
    challenge,
    ntResponse,
    lmResponse,
    parameterControl: allowMachineAccounts ? ALLOW_SERVER_TRUST | ALLOW_WORKSTATION_TRUST : 0,
  };
}

/** Bytes that a question occupies while it waits. */
export function lengthOf({
  user,
  domain,
  workstation,
  challenge,
  ntResponse,
  lmResponse,
}: LogonQuestion): number {
  const texts = 2 * (user.length + domain.length + workstation.length);
  return texts + challenge.length + ntResponse.length + lmResponse.length;
}
