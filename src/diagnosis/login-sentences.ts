import { ntStatusName } from '../constants/nt-status.js';
import { capitalized, sentence } from '../text/sentence.js';
import { quoted } from '../text/printable.js';
import { listed } from '../text/listed.js';
import type { IdentityRecord } from '../facts/identity.js';
import { type Evidence, saidByMechanism } from './facts-by-kind.js';
import { overCarrier, wayOfCarrier } from './carrier-sentences.js';
import type { Attempt } from './recorded-attempt.js';

// Sentences that the facts of the login add to an explanation; empty without such a fact.

export function whoAsked({ claim }: Evidence): string {
  if (claim?.user === undefined || claim.user === '') return '';
  const { user, domain, workstation } = claim;
  const from = workstation === '' ? '' : ` from workstation ${quoted(workstation)}`;
  const of = domain === '' ? 'no domain' : `domain ${quoted(domain)}`;
  return `The client sent user ${quoted(user)}, ${of}${from}.`;
}

/** The failure of a memory of earlier logins, where it may be shown. */
export function memoryFailure({ memoryFailed }: Evidence): string {
  return memoryFailed?.because ?? '';
}

export function askedForNobody(evidence: Evidence): string {
  return evidence.claim?.user === '' ? 'It sent an empty user name with its response.' : whoAsked(evidence);
}

export function workstationNamed({ claim }: Evidence): string {
  return `The workstation it names is ${quoted(claim?.workstation ?? '')}.`;
}

/** Says that the name may be that of the desktop's logon: Windows tries it before it asks for another. */
export function ownLogon({ claim }: Evidence): string {
  const { domain = '', user = '', workstation = '' } = claim ?? {};
  const cloud = /^(microsoftaccount|azuread)$/i.test(domain);
  const machine = domain !== '' && domain.toUpperCase() === workstation.toUpperCase();
  if (!cloud && !machine) {
    return user.includes('@')
      ? 'Unless it was typed with the @, it is the logon of the client’s own desktop, which Windows sends first.'
      : '';
  }
  return 'That looks like the logon of the client’s own desktop, sent before or instead of what was typed.';
}

export function whoLoggedIn({ verdict }: Attempt): string {
  if (verdict?.outcome !== 'accepted' || verdict.identity.kind !== 'user') return '';
  return `It is ${quoted(`${verdict.identity.domain}\\${verdict.identity.account}`)}.`;
}

/** Says how the user was proved, in the mechanism's words, and over which carrier. */
export function howProved(attempt: Attempt, evidence: Evidence): string {
  const { verdict } = attempt;
  if (verdict?.outcome !== 'accepted') return '';
  const proof =
    saidByMechanism(
      evidence,
      (words, login) => words.proofInWords?.(login) ?? words.record(login)?.version,
    ) ?? evidence.mechanism?.mechanism;
  const proved = verdict.identity.kind === 'user' && proof !== undefined;
  const how = proved ? `Proved with ${proof}` : 'Nothing was proved';
  return `${how}${overCarrier(attempt, evidence)}.`;
}

export function mechanismsOffered({ mechanisms, mechanism, vocabulary }: Evidence): string {
  if (mechanisms === undefined) return '';
  const offered = `It offers ${listed(mechanisms.mechanisms.map((oid) => vocabulary.mechanismLabel(oid)))}`;
  return mechanism === undefined ? `${offered}.` : `${offered}; the server chose ${mechanism.mechanism}.`;
}

export function mechListMicSent({ mechListMic, mechanisms }: Evidence): string {
  if (mechanisms?.bare !== false || mechListMic === undefined) return '';
  return mechListMic.sent ? 'Our answer carried a mechListMIC.' : 'Our answer carried no mechListMIC.';
}

/** Lists the server's mechanisms: a client that has none of them leaves before its first token. */
export function mechanismsOfServer({ vocabulary: { names } }: Evidence): string {
  const [only, ...others] = names;
  if (only === undefined) return '';
  if (only === 'Kerberos' && others.length === 0) {
    return 'The server offers Kerberos alone: a client that has a password and no ticket leaves at this point.';
  }
  return others.length === 0
    ? `The server offers ${only} alone: a client that has another mechanism only, such as Kerberos with sec=krb5 or --use-kerberos=required, leaves at this point.`
    : `The server offers ${listed(names)}: a client that has none of them leaves at this point.`;
}

/** The detail that the session layer gives with a refusal. */
export function verdictDetail({ verdict }: Attempt): string {
  return verdict?.outcome === 'rejected' && verdict.detail !== undefined
    ? capitalized(sentence(verdict.detail))
    : '';
}

/** Says which status the client got, if any. */
export function statusTold({ verdict }: Attempt): string {
  if (verdict?.outcome !== 'rejected') return '';
  return verdict.status === undefined
    ? 'It was told nothing.'
    : `It was told ${ntStatusName(verdict.status)}.`;
}

/** Names the carrier of a login that is not SESSION_SETUP. */
export function carriedBy(attempt: Attempt, evidence: Evidence): string {
  const { login } = attempt;
  if (login?.carrier !== 'pipe') return wayOfCarrier(attempt, evidence);
  return `It came in an RPC bind on pipe ${quoted(login.pipe)}, in the session of ${nameOf(login.opener)}.`;
}

function nameOf({ kind, account, domain }: IdentityRecord): string {
  switch (kind) {
    case 'user':
      return quoted(`${domain}\\${account}`);
    case 'guest':
      return 'a guest';
    case 'anonymous':
      return 'an anonymous user';
  }
}

export function rpcRequestRefused({ rpcRequestRefused: fact }: Evidence): string {
  if (fact === undefined) return '';
  const how =
    fact.signature === 'missing' ? 'carries no signature' : 'carries a signature that does not verify';
  return `It is the request with opnum ${fact.opnum}: it ${how}.`;
}
