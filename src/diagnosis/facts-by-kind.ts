import type { LoginFacts, MechanismWords } from '../auth/mechanism-words.js';
import type { CheckFact, Fact } from '../facts/fact.js';
import type { Carrier } from '../facts/recorder.js';
import { type FactOf, latestOf } from './latest-facts.js';
import type { Attempt } from './recorded-attempt.js';
import type { Vocabulary } from './vocabulary.js';

/** The facts of an attempt by kind: the latest of each kind, but all checks. */
export interface Evidence {
  readonly carrier: Carrier;
  /** The first bytes of a connection that speaks another protocol than its carrier. */
  readonly otherProtocol: FactOf<'other-protocol'> | undefined;
  /** A PROXY header that was due and could not be taken. */
  readonly proxyHeader: FactOf<'proxy-header-refused'> | undefined;
  readonly smb1: FactOf<'smb1-negotiate'> | undefined;
  readonly offer: FactOf<'negotiate-request'> | undefined;
  readonly choice: FactOf<'negotiate-chosen'> | undefined;
  readonly refusal: FactOf<'negotiate-refused'> | undefined;
  readonly limit: FactOf<'limit-hit'> | undefined;
  readonly violation: FactOf<'protocol-violation'> | undefined;
  readonly mechanisms: FactOf<'spnego-offer'> | undefined;
  readonly mechanism: FactOf<'spnego-choice'> | undefined;
  readonly mechListMic: FactOf<'spnego-mech-list-mic'> | undefined;
  readonly claim: FactOf<'claim'> | undefined;
  readonly authority: FactOf<'authority'> | undefined;
  readonly account: FactOf<'account'> | undefined;
  readonly memoryFailed: FactOf<'login-memory-failed'> | undefined;
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
  readonly rpcBind: FactOf<'rpc-bind'> | undefined;
  readonly rpcAnonymous: FactOf<'rpc-call-anonymous'> | undefined;
  readonly rpcUnauthenticated: FactOf<'rpc-unauthenticated'> | undefined;
  readonly tls: FactOf<'tls-established'> | undefined;
  readonly tlsFailed: FactOf<'tls-failed'> | undefined;
  readonly rdpRequest: FactOf<'rdp-negotiation-request'> | undefined;
  readonly rdpAnswer: FactOf<'rdp-negotiation-answer'> | undefined;
  readonly credsspRequest: FactOf<'credssp-request'> | undefined;
  readonly credentials: FactOf<'credssp-credentials'> | undefined;
  readonly credsspFault: FactOf<'credssp-fault'> | undefined;
  readonly httpRequest: FactOf<'http-request'> | undefined;
  readonly httpRefused: FactOf<'http-refused'> | undefined;
  /** The facts of the login, for its mechanism's words. */
  readonly login: LoginFacts;
  /** The words of the chosen mechanism; undefined: none was chosen, or it has no words. */
  readonly words: MechanismWords | undefined;
  readonly vocabulary: Vocabulary;
}

export function gatherEvidence(attempt: Attempt, vocabulary: Vocabulary): Evidence {
  const { login, connectionFacts, loginFacts, afterwards } = attempt;
  const ofConnection = latestOf(connectionFacts);
  const ofLogin = latestOf(loginFacts);
  const ofAfterwards = latestOf(afterwards);
  const mechanism = ofLogin['spnego-choice'];
  const { claim } = ofLogin;
  // CredSSP checks the credentials after the verdict.
  const checks: CheckFact[] = [];
  for (const fact of loginFacts) if (fact.kind === 'check') checks.push(fact);
  for (const fact of afterwards) if (fact.kind === 'check') checks.push(fact);
  return {
    carrier: attempt.connection.carrier,
    otherProtocol: ofConnection['other-protocol'],
    proxyHeader: ofConnection['proxy-header-refused'],
    smb1: ofConnection['smb1-negotiate'],
    offer: ofConnection['negotiate-request'],
    choice: ofConnection['negotiate-chosen'],
    refusal: ofConnection['negotiate-refused'],
    limit: ofLogin['limit-hit'] ?? ofConnection['limit-hit'],
    violation: ofAfterwards['protocol-violation'] ?? ofConnection['protocol-violation'],
    mechanisms: ofLogin['spnego-offer'],
    mechanism,
    mechListMic: ofLogin['spnego-mech-list-mic'],
    claim,
    authority: ofLogin['authority'],
    account: ofLogin['account'],
    memoryFailed: ofLogin['login-memory-failed'],
    checks,
    firstRequest: ofAfterwards['first-request'],
    // Only a refusal during the login counts; an earlier one has nothing to do with it.
    refusedRequest:
      ofAfterwards['request-refused'] ?? (login === undefined ? ofConnection : ofLogin)['request-refused'],
    netbiosRequest: ofConnection['netbios-session-request'],
    tree: ofAfterwards['tree-connect'],
    signatureInvalid: ofAfterwards['signature-invalid'],
    signatureMissing: ofAfterwards['signature-missing'],
    encryptionMissing: ofAfterwards['encryption-missing'],
    sessionEnded: ofAfterwards['session-ended'],
    rpcRequest: ofAfterwards['rpc-request'],
    rpcRequestRefused: ofAfterwards['rpc-request-refused'],
    rpcBind: ofConnection['rpc-bind'],
    rpcAnonymous: ofConnection['rpc-call-anonymous'],
    rpcUnauthenticated: ofConnection['rpc-unauthenticated'],
    tls: ofConnection['tls-established'],
    tlsFailed: ofConnection['tls-failed'],
    rdpRequest: ofConnection['rdp-negotiation-request'],
    rdpAnswer: ofConnection['rdp-negotiation-answer'],
    credsspRequest: ofLogin['credssp-request'] ?? ofConnection['credssp-request'],
    credentials: ofAfterwards['credssp-credentials'],
    credsspFault: ofAfterwards['credssp-fault'],
    httpRequest: ofLogin['http-request'] ?? ofConnection['http-request'],
    httpRefused: ofLogin['http-refused'] ?? (login === undefined ? ofConnection['http-refused'] : undefined),
    login: { claim, checks, own: ownFacts(loginFacts, mechanism?.mechanism) },
    words: vocabulary.wordsOf(mechanism?.mechanism) ?? vocabulary.wordsWith(reasonOf(attempt)),
    vocabulary,
  };
}

/** A client that was refused for the mechanism that it offers has chosen none. */
function reasonOf({ verdict }: Attempt): string | undefined {
  return verdict?.outcome === 'rejected' ? verdict.reason : undefined;
}

/** The mechanism of a login, and its words. */
export type Chosen = Pick<Evidence, 'mechanism' | 'words'>;

/** The part of the evidence that the words of a later event need. */
export function chosenIn({ loginFacts }: Attempt, vocabulary: Vocabulary): Chosen {
  const mechanism = loginFacts.findLast((fact) => fact.kind === 'spnego-choice');
  return { mechanism, words: vocabulary.wordsOf(mechanism?.mechanism) };
}

/** Makes the evidence of an attempt. Questions about one attempt follow each other, and share the result. */
export function createEvidence(vocabulary: Vocabulary): (attempt: Attempt) => Evidence {
  let latest: { readonly attempt: Attempt; readonly evidence: Evidence } | undefined;
  return (attempt) => {
    if (latest?.attempt !== attempt) latest = { attempt, evidence: gatherEvidence(attempt, vocabulary) };
    return latest.evidence;
  };
}

/** Asks the words of the mechanism; undefined: there are none, or they threw. */
export function saidByMechanism<T>(
  { words, login, vocabulary }: Evidence,
  say: (words: MechanismWords, login: LoginFacts) => T,
): T | undefined {
  return words && vocabulary.said(() => say(words, login));
}

function ownFacts(facts: readonly Fact[], mechanism: string | undefined): readonly object[] {
  const own: object[] = [];
  for (const fact of facts) {
    if (fact.kind === 'mechanism' && fact.mechanism === mechanism) own.push(fact.fact);
  }
  return own;
}
