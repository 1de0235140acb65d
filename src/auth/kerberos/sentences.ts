import { listed } from '../../text/listed.js';
import { quoted } from '../../text/printable.js';
import { bindingsSentences } from '../bindings-sentences.js';
import { failedCheck, failedCheckWords } from '../failed-check.js';
import type { LoginFacts, Progress } from '../mechanism-words.js';
import { type KerberosEvidence, kerberosEvidence } from './evidence.js';
import type { ApReqFact, HeldKey } from './facts.js';
import { etypeName } from './names.js';
import type { kerberosRejections } from './rejections.js';

type Sentences = (login: LoginFacts) => readonly string[];

const ticketOnly: Sentences = (login) => [theTicket(kerberosEvidence(login))];
const withCheck: Sentences = (login) => [theTicket(kerberosEvidence(login)), failedCheckWords(login.checks)];
const checkOnly: Sentences = (login) => [failedCheckWords(login.checks)];

/** Sentences with the evidence of each reason. */
export const kerberosSentences: Readonly<Record<string, Sentences>> = {
  'left-after-challenge': () => ['With Kerberos that is our AP-REP, which it did not answer.'],
  accepted: (login) => [recovered(login)],
  'ticket-enctype-refused': ticketOnly,
  'service-key-missing': withKeys,
  'ticket-wrong-key': withKeys,
  'ticket-malformed': withCheck,
  'session-enctype-refused': withCheck,
  'authenticator-invalid': withCheck,
  'ticket-client-mismatch': withCheck,
  'kerberos-clock-skew': (login) => [skew(login), retried(kerberosEvidence(login))],
  'ticket-not-validated': ticketOnly,
  'ticket-not-yet-valid': (login) => [
    theTicket(kerberosEvidence(login)),
    seconds(login, 'It starts in', '.'),
  ],
  'ticket-expired': (login) => [theTicket(kerberosEvidence(login)), seconds(login, 'It ended', ' ago.')],
  'ticket-address-mismatch': withCheck,
  'service-not-allowed': ticketOnly,
  'kerberos-checksum-invalid': checkOnly,
  'kerberos-bindings-mismatch': bindingsSentences,
  'kerberos-delegation-invalid': checkOnly,
  'kerberos-authorization-unknown': checkOnly,
  'pac-malformed': checkOnly,
  'pac-signature-invalid': withCheck,
  'pac-missing': withCheck,
  'pac-client-mismatch': withCheck,
  'ticket-transited-unchecked': checkOnly,
  'principal-not-mapped': checkOnly,
  'kerberos-replayed': ticketOnly,
  'kerberos-replay-memory-lost': checkOnly,
  'kerberos-malformed': checkOnly,
  'kerberos-unexpected-message': checkOnly,
  'kerberos-mutual-failed': checkOnly,
} satisfies Partial<Record<keyof typeof kerberosRejections | 'accepted' | 'left-after-challenge', Sentences>>;

function withKeys(login: LoginFacts): readonly string[] {
  const { request } = kerberosEvidence(login);
  return request === undefined ? [] : [`${forService(request)}${keysFor(request)}`];
}

/** `The ticket is for cifs/files.example.com in realm EXAMPLE.COM.` */
function theTicket({ request }: KerberosEvidence): string {
  if (request === undefined) return '';
  const { etype, kvno } = request;
  const version = kvno === undefined ? '' : ` under key version ${kvno}`;
  return `The ticket is for ${serviceOf(request)}${version}, encrypted with ${etypeName(etype)}.`;
}

function forService(request: ApReqFact): string {
  const { kvno } = request;
  return `The ticket is for ${serviceOf(request)}${kvno === undefined ? '' : ` under key version ${kvno}`}; `;
}

/** The service, and its realm where we hold no key of it. */
function serviceOf({ service, realm, held }: ApReqFact): string {
  const isKnown = held.some(({ principal }) => principal.endsWith(`@${realm}`));
  return isKnown ? quoted(service, 200) : `${quoted(service, 200)} in the realm ${quoted(realm, 200)}`;
}

/** The keys that could be meant: those of the service, or else those of the ticket's type. */
function keysFor({ service, realm, etype, kvno, held, source }: ApReqFact): string {
  if (held.length === 0) return `${source} has no key at all.`;
  const own = held.filter(({ principal }) => principal.toLowerCase() === `${service}@${realm}`.toLowerCase());
  const meant = own.length === 0 ? held : own;
  const ofType = meant.filter((key) => key.etype === etype);
  if (own.length === 0) {
    const names = someOf([...new Set(meant.map(({ principal }) => principal))]);
    const version = ofType.length === 0 ? 'none of that type' : versions(ofType);
    return `${source} has no key of that name, only of ${names} (${version}).`;
  }
  if (ofType.length === 0) {
    const types = [...new Set(own.map((key) => etypeName(key.etype)))];
    return `it is encrypted with ${etypeName(etype)}, and ${source} has that service’s keys of ${listed(types)}.`;
  }
  // The version of a key that is made of a password is not known.
  if (ofType.every((key) => key.kvno === 0)) {
    return `${source} makes another key: the password or the salt is another one.`;
  }
  const has = `${source} has ${versions(ofType)}`;
  return kvno !== undefined && ofType.some((key) => key.kvno === kvno)
    ? `${has}, and the key is another one.`
    : `${has}: export it again.`;
}

/** A machine can have dozens of names. */
function someOf(names: readonly string[]): string {
  const shown = names.slice(0, 5);
  return names.length > 5 ? `${shown.join(', ')} and others` : listed(shown);
}

function versions(keys: readonly HeldKey[]): string {
  const numbers = [...new Set(keys.map(({ kvno }) => kvno))].toSorted((a, b) => a - b);
  const [last] = numbers.slice(-1);
  return numbers.length < 2
    ? `version ${last ?? 0}`
    : `versions ${numbers.slice(0, -1).join(', ')} and ${last ?? 0}`;
}

function skew(login: LoginFacts): string {
  const { authenticator } = kerberosEvidence(login);
  return authenticator === undefined ? '' : whyTooFar(login, authenticator.skewMilliseconds);
}

/** An authenticator was too far from our time when it came, or else when the account store had answered. */
function whyTooFar({ checks }: LoginFacts, skewMilliseconds: number): string {
  if (failedCheck(checks)?.check === 'replay')
    return 'The account store took so long that the client’s authenticator was too old then.';
  const rounded = Math.round(skewMilliseconds / 1000);
  return `The client’s clock is ${Math.abs(rounded)} seconds ${rounded < 0 ? 'behind' : 'ahead of'} ours.`;
}

function retried({ skewAnswered }: KerberosEvidence): string {
  return skewAnswered === undefined ? '' : 'It was sent our time with KRB_AP_ERR_SKEW.';
}

/** A login that was accepted the second time. */
function recovered(login: LoginFacts): string {
  const { skewAnswered } = kerberosEvidence(login);
  if (skewAnswered === undefined) return '';
  return `${whyTooFar(login, skewAnswered.skewMilliseconds)} It was sent our time, and tried again with it.`;
}

function seconds({ checks }: LoginFacts, before: string, after: string): string {
  const value = failedCheck(checks)?.data?.['seconds'];
  return typeof value === 'number' ? `${before} ${value} seconds${after}` : '';
}

/** The kind of proof within a sentence; undefined where nothing was proved. */
export function proofInWords(login: LoginFacts): string | undefined {
  const { request, answer } = kerberosEvidence(login);
  if (request === undefined || answer === undefined) return undefined;
  return `a Kerberos ticket for ${quoted(request.service, 200)} (${etypeName(request.etype)})`;
}

/** The progress of the login: its last message. */
export function progressOf(login: LoginFacts): Progress | undefined {
  const { request, skewAnswered, answer } = kerberosEvidence(login);
  if (answer) return { sentence: 'The server had sent its AP-REP.', challenged: true };
  if (skewAnswered) {
    const sentence = 'The server had sent its time with KRB_AP_ERR_SKEW.';
    return { sentence, challenged: true, reason: 'kerberos-clock-skew' };
  }
  return request && { sentence: 'An AP-REQ had come.', challenged: false };
}
