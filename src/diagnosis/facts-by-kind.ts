import type { Attempt } from './recorded-attempt.js';
import type { CheckFact, Fact } from '../facts/fact.js';

type FactOf<Kind extends Fact['kind']> = Extract<Fact, { readonly kind: Kind }>;

/** The facts of an attempt by kind: of each the latest, of checks all. */
export interface Evidence {
  readonly notSmb: FactOf<'not-smb'> | undefined;
  readonly smb1: FactOf<'smb1-negotiate'> | undefined;
  readonly offer: FactOf<'negotiate-request'> | undefined;
  readonly choice: FactOf<'negotiate-chosen'> | undefined;
  readonly refusal: FactOf<'negotiate-refused'> | undefined;
  readonly limit: FactOf<'limit-hit'> | undefined;
  readonly violation: FactOf<'protocol-violation'> | undefined;
  readonly mechanisms: FactOf<'spnego-offer'> | undefined;
  readonly mechanism: FactOf<'spnego-choice'> | undefined;
  readonly mechListMic: FactOf<'spnego-mech-list-mic'> | undefined;
  readonly negotiate: FactOf<'ntlm-negotiate'> | undefined;
  readonly challenge: FactOf<'ntlm-challenge'> | undefined;
  readonly authenticate: FactOf<'ntlm-authenticate'> | undefined;
  readonly account: FactOf<'ntlm-account'> | undefined;
  readonly proof: FactOf<'ntlm-proof'> | undefined;
  readonly proofFailed: FactOf<'ntlm-proof-failed'> | undefined;
  readonly checks: readonly CheckFact[];
  readonly firstRequest: FactOf<'first-request'> | undefined;
  readonly refusedRequest: FactOf<'request-refused'> | undefined;
  readonly netbiosRequest: FactOf<'netbios-session-request'> | undefined;
  readonly tree: FactOf<'tree-connect'> | undefined;
  readonly signatureInvalid: FactOf<'signature-invalid'> | undefined;
  readonly signatureMissing: FactOf<'signature-missing'> | undefined;
  readonly encryptionMissing: FactOf<'encryption-missing'> | undefined;
  readonly sessionEnded: FactOf<'session-ended'> | undefined;
  readonly rpcRequest: FactOf<'rpc-request'> | undefined;
  readonly rpcRequestRefused: FactOf<'rpc-request-refused'> | undefined;
}

export function gatherEvidence({ login, connectionFacts, loginFacts, afterwards }: Attempt): Evidence {
  return {
    notSmb: last(connectionFacts, 'not-smb'),
    smb1: last(connectionFacts, 'smb1-negotiate'),
    offer: last(connectionFacts, 'negotiate-request'),
    choice: last(connectionFacts, 'negotiate-chosen'),
    refusal: last(connectionFacts, 'negotiate-refused'),
    limit: last(loginFacts, 'limit-hit') ?? last(connectionFacts, 'limit-hit'),
    violation: last(afterwards, 'protocol-violation') ?? last(connectionFacts, 'protocol-violation'),
    mechanisms: last(loginFacts, 'spnego-offer'),
    mechanism: last(loginFacts, 'spnego-choice'),
    mechListMic: last(loginFacts, 'spnego-mech-list-mic'),
    negotiate: last(loginFacts, 'ntlm-negotiate'),
    challenge: last(loginFacts, 'ntlm-challenge'),
    authenticate: last(loginFacts, 'ntlm-authenticate'),
    account: last(loginFacts, 'ntlm-account'),
    proof: last(loginFacts, 'ntlm-proof'),
    proofFailed: last(loginFacts, 'ntlm-proof-failed'),
    checks: loginFacts.filter((fact) => fact.kind === 'check'),
    firstRequest: last(afterwards, 'first-request'),
    // Refusals told to a login happened beside it; those before it began are another story.
    refusedRequest:
      last(afterwards, 'request-refused') ??
      last(login === undefined ? connectionFacts : loginFacts, 'request-refused'),
    netbiosRequest: last(connectionFacts, 'netbios-session-request'),
    tree: last(afterwards, 'tree-connect'),
    signatureInvalid: last(afterwards, 'signature-invalid'),
    signatureMissing: last(afterwards, 'signature-missing'),
    encryptionMissing: last(afterwards, 'encryption-missing'),
    sessionEnded: last(afterwards, 'session-ended'),
    rpcRequest: last(afterwards, 'rpc-request'),
    rpcRequestRefused: last(afterwards, 'rpc-request-refused'),
  };
}

function last<Kind extends Fact['kind']>(facts: readonly Fact[], kind: Kind): FactOf<Kind> | undefined {
  return facts.findLast((fact): fact is FactOf<Kind> => fact.kind === kind);
}
