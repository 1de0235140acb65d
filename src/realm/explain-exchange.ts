import type { Account } from '../auth/account.js';
import { etypeName } from '../auth/kerberos/names.js';
import { maskPasswords } from '../auth/masked-name.js';
import type { KdcClientShows, KdcRecord } from '../facts/kdc-record.js';
import { krbErrorName } from '../krb5/error-codes.js';
import type { Repeated } from '../runtime/repetitions.js';
import { listed } from '../text/listed.js';
import { quoted } from '../text/printable.js';
import { sentence } from '../text/sentence.js';
import { type ErrorWords, wordsOf } from './error-words.js';
import type { Asked, Exchange } from './exchange.js';
import { isRefusal, type Refusal } from './refusal.js';
import { errorCodeOf, type ScriptedState } from './scripted-state.js';

/** The realm of an exchange. */
export interface RealmOfExchange {
  readonly realm: string;
  /** Names of the services, without their realm. */
  readonly services: readonly string[];
  /** Accounts whose passwords must not be told; a name may hold one by mistake. */
  readonly accounts: Iterable<Account>;
}

/** Turns an exchange into words. Pure. */
export function explainExchange(
  { event: exchange, count, omitted }: Repeated<Exchange>,
  realm: RealmOfExchange,
): KdcRecord {
  const { time, exchange: kind, remote, offered, state, result } = exchange;
  // A ticket was granted to an account, for a service: nothing else is in the names.
  const asked = isRefusal(result) ? withoutPasswords(exchange, realm.accounts) : exchange;
  const error = isRefusal(result) ? krbErrorName(errorCodeOf(result.error)) : undefined;
  const words = error === undefined ? undefined : wordsOf(error);
  const scripted = isScripted(state, error);
  return {
    type: 'kdc',
    time,
    exchange: kind,
    remote,
    client: asked.client,
    service: asked.service,
    outcome: isRefusal(result) ? 'refused' : 'granted',
    error,
    explanation: explanationOf(exchange, asked, error, scripted),
    advice: error === undefined ? undefined : scripted ? ofScript : adviceOf(error, exchange, asked, realm),
    clientShows: words && clientShows(kind, words),
    section: words?.section,
    offeredEnctypes: offered.map(etypeName),
    ticketEnctype: isRefusal(result) ? undefined : etypeName(result.ticketEtype),
    replyEnctype: isRefusal(result) ? undefined : etypeName(result.replyEtype),
    scripted,
    count,
    omitted,
  };
}

const ofScript =
  'A scripted state of the test realm does this (kerberos.testRealm.states, realm.script); the client is not to blame.';

function explanationOf(
  { result, state }: Exchange,
  asked: Asked,
  error: string | undefined,
  scripted: boolean,
): string {
  if (!isRefusal(result)) {
    const { ticketEtype, replyEtype } = result;
    const ticket = `A ticket for ${nameOf(asked.service)} under a key of ${etypeName(ticketEtype)}, in a reply under ${etypeName(replyEtype)}.`;
    return scripted ? `${ticket} A script changed it: ${listed(keysOf(state))}.` : ticket;
  }
  const meaning = wordsOf(error ?? '')?.sentence;
  if (state.error !== undefined)
    return meaning === undefined
      ? `A script has the KDC answer with ${error}.`
      : `A script has the KDC answer so, which means: ${meaning}`;
  const event = meaning ?? `The KDC answered with ${error}.`;
  const told = withEvidence(event, result, error, asked);
  return scripted ? `A script has the KDC answer so: ${told}` : told;
}

/** Adds what only this exchange shows. A text for the wire may hold a name as it was sent, which is quoted here. */
function withEvidence(
  event: string,
  { text, near }: Refusal,
  error: string | undefined,
  asked: Asked,
): string {
  const there = near === undefined ? '' : ` There is ${quoted(near)}, and names have case.`;
  const because = `${event.replace(/\.$/, '')}: ${sentence(text)}`;
  switch (error) {
    case 'KDC_ERR_C_PRINCIPAL_UNKNOWN':
      return `${event} It asks for ${nameOf(asked.client)}.${there}`;
    case 'KDC_ERR_S_PRINCIPAL_UNKNOWN':
      return `${event} It asks for ${nameOf(asked.service)}.${there}`;
    case 'KDC_ERR_WRONG_REALM':
      return `${event} It asks for ${nameOf(asked.client)}; ${sentence(text)}`;
    case 'KDC_ERR_ETYPE_NOSUPP':
      return `${because} It takes ${listed(asked.offered.map(etypeName))}.`;
    case 'KDC_ERR_PREAUTH_REQUIRED':
    case 'KRB_AP_ERR_NOT_US':
    case 'KRB_AP_ERR_REPEAT':
      return event;
    default:
      return because;
  }
}

function adviceOf(
  error: string,
  { exchange, result }: Exchange,
  asked: Asked,
  realm: RealmOfExchange,
): string {
  const usual = wordsOf(error)?.advice ?? 'See RFC 4120 7.5.9 for the error.';
  const near = isRefusal(result) ? result.near : undefined;
  if (error === 'KDC_ERR_S_PRINCIPAL_UNKNOWN') return adviceForService(asked.service, near, realm);
  if (near !== undefined) return `Write the name as ${quoted(near)}; kinit -C and Windows ask without case.`;
  if (error === 'KDC_ERR_C_PRINCIPAL_UNKNOWN' && exchange === 'TGS')
    return 'The account is gone since the ticket-granting ticket was made: add it again, or log in as another.';
  return usual;
}

function adviceForService(
  service: string | undefined,
  near: string | undefined,
  { realm, services }: RealmOfExchange,
): string {
  if (service?.startsWith('kadmin/') === true)
    return 'The client wants to change a password; this KDC changes none. An account whose password has to be changed leads here: give it another, or status "enabled".';
  if (service?.startsWith('krbtgt/') === true)
    return `The client takes the server for one of another realm: write its name in lower case, map it to ${realm} under [domain_realm] in krb5.conf, or use the krb5.conf that this realm writes (KRB5_CONFIG).`;
  if (near !== undefined)
    return `Write the name as ${quoted(near)}: what is typed for the server comes behind the slash, with its case.`;
  const hosts = services.flatMap((text) => (text.startsWith('cifs/') ? text.slice('cifs/'.length) : []));
  const [first = 'SERVER'] = hosts;
  return `The name that was typed for the server becomes the name of the service, and an address has none: connect by one of ${listed(hosts)}. smbclient takes name and address apart: //${first}/SHARE -I ADDRESS; others need the name in /etc/hosts or DNS. Or add the service to kerberos.testRealm.services.`;
}

/** Whether a script is the reason for an answer, or changed a ticket. */
function isScripted(state: ScriptedState, error: string | undefined): boolean {
  if (state.error !== undefined) return true;
  if (error === undefined) return keysOf(state).length > 0;
  return (
    (error === 'KDC_ERR_ETYPE_NOSUPP' && state.enctype !== undefined) ||
    (error === 'KRB_AP_ERR_SKEW' && (state.clockSkewSeconds ?? 0) !== 0)
  );
}

function keysOf(state: ScriptedState): string[] {
  return Object.entries(state).flatMap(([key, value]) => (value === undefined ? [] : [key]));
}

function clientShows(
  exchange: Exchange['exchange'],
  { mit, kvno, heimdal, status }: ErrorWords,
): KdcClientShows {
  if (exchange === 'AS')
    return {
      mit: `kinit: ${mit} while getting initial credentials`,
      smbclient: `Kinit for … to access … failed: ${heimdal ?? mit}; session setup failed: ${status}`,
      linux:
        'mount error(126): Required key not available, where kinit has left no ticket: cifs.upcall then asks with /etc/krb5.keytab',
    };
  return {
    mit: `kvno: ${kvno ?? mit} while getting credentials for …`,
    // Heimdal misses FAST in the KRB-ERROR, whose code it does not tell.
    smbclient:
      'gss_init_sec_context failed with [ Miscellaneous failure (see text): FAST fast response is missing FX-FAST (cifs/…)]; session setup failed: NT_STATUS_LOGON_FAILURE',
    linux: 'mount error(126): Required key not available',
  };
}

function withoutPasswords({ client, service, offered }: Asked, accounts: Iterable<Account>): Asked {
  const masked = maskPasswords([client ?? '', service ?? ''], accounts);
  const of = (name: string | undefined): string | undefined => name && (masked.get(name) ?? name);
  return { client: of(client), service: of(service), offered };
}

function nameOf(name: string | undefined): string {
  return name === undefined ? 'nobody in particular' : quoted(name, 128);
}
