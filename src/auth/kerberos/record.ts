import { ContextFlags } from '../../krb5/gss/authenticator-checksum.js';
import type { LoginFacts, ProofRecord } from '../mechanism-words.js';
import { type KerberosEvidence, kerberosEvidence } from './evidence.js';
import { type AuthenticatorFact, type HeldKey, kerberosName, type PacFact } from './facts.js';
import { contextFlagNames, etypeName, ticketFlagNames } from './names.js';
import { weaknessesOf } from './weaknesses.js';

/** The record of a Kerberos login. Holds no key, no ticket and no credentials. */
export interface KerberosRecord extends ProofRecord {
  /** `Kerberos`. */
  readonly mechanism: typeof kerberosName;
  /** `Kerberos`; undefined: no ticket was decrypted. */
  readonly version: 'Kerberos' | undefined;
  /** The service that the ticket names, such as `cifs/files.example.com`. */
  readonly service: string;
  /** The realm that the ticket names. */
  readonly realm: string;
  /** The client's principal in the ticket; undefined: it was not decrypted. */
  readonly client: string | undefined;
  /** Encryption type of the ticket by its name. */
  readonly ticketEtype: string;
  /** Key version in the ticket; undefined: it has none. */
  readonly ticketKvno: number | undefined;
  /** The key that decrypted the ticket, such as `cifs/files@EXAMPLE.COM kvno 3 aes256-cts-hmac-sha1-96`. */
  readonly keyUsed: string | undefined;
  /** The keys that are held, without their bytes: for each principal and version, its encryption types. */
  readonly keysHeld: readonly string[];
  /** Encryption type of the ticket's session key. */
  readonly sessionEtype: string | undefined;
  /** Encryption type of the client's subkey; undefined: it sends none. */
  readonly subkeyEtype: string | undefined;
  /** Encryption type of the key that protects the session; undefined: the login was not accepted. */
  readonly contextEtype: string | undefined;
  /** Names of TicketFlags, such as `FORWARDABLE`. */
  readonly ticketFlags: readonly string[];
  /** When the ticket ends: milliseconds since 1970. */
  readonly endTime: number | undefined;
  /** The client's clock minus ours in seconds; undefined: no authenticator was decrypted. */
  readonly skewSeconds: number | undefined;
  /** Names of the flags of the context, such as `MUTUAL`. */
  readonly contextFlags: readonly string[];
  /** Whether the server proved itself; undefined: the login was not accepted. */
  readonly mutual: boolean | undefined;
  /** Whether the client hands its credentials over. */
  readonly delegated: boolean;
  /** `zero`: the client says that it has none; undefined: no authenticator was decrypted. */
  readonly channelBindings: AuthenticatorFact['channelBindings'] | undefined;
  /** `without-logon`: the PAC names the client alone, as MIT's KDC makes it; undefined: it was not looked at. */
  readonly pac: PacFact['form'] | undefined;
  /** User principal name in the PAC; undefined: there is none. */
  readonly upn: string | undefined;
}

/** The parts of a record besides those of every mechanism. */
export type ShownKerberos = Omit<KerberosRecord, Exclude<keyof ProofRecord, 'channelBindings'>>;

/** The record of a Kerberos login, complete or not; undefined: no AP-REQ came. */
export function recordKerberos(login: LoginFacts): KerberosRecord | undefined {
  const evidence = kerberosEvidence(login);
  const shown = shownOf(evidence);
  if (shown === undefined) return undefined;
  const { ticket, authenticator } = evidence;
  const machine = authenticator?.machine;
  return {
    mechanism: kerberosName,
    version: ticket && kerberosName,
    ...shown,
    ...(machine && { machine }),
    remarks: [
      `ticket ${shown.ticketEtype}`,
      ...(shown.mutual === undefined ? [] : [shown.mutual ? 'mutual' : 'not mutual']),
      ...(shown.delegated ? ['credentials delegated'] : []),
    ],
    weaknesses: weaknessesOf(shown),
    passwordType: ticket && sambasName(shown.ticketEtype),
  };
}

function shownOf({
  request,
  ticket,
  authenticator,
  pac,
  answer,
}: KerberosEvidence): ShownKerberos | undefined {
  if (request === undefined) return undefined;
  const { contextFlags = 0 } = authenticator ?? {};
  return {
    service: request.service,
    realm: request.realm,
    client: ticket?.client,
    ticketEtype: etypeName(request.etype),
    ticketKvno: request.kvno,
    keyUsed: ticket && keyText(ticket.key),
    keysHeld: keysInWords(request.held),
    sessionEtype: ticket && etypeName(ticket.sessionEtype),
    subkeyEtype: authenticator?.subkeyEtype === undefined ? undefined : etypeName(authenticator.subkeyEtype),
    contextEtype: answer && etypeName(answer.keyEtype),
    ticketFlags: ticket ? ticketFlagNames(ticket.flags) : [],
    endTime: ticket?.endTime,
    skewSeconds: authenticator && Math.round(authenticator.skewMilliseconds / 1000),
    contextFlags: contextFlagNames(contextFlags),
    mutual: answer?.mutual,
    delegated: (contextFlags & ContextFlags.DELEG) !== 0,
    channelBindings: authenticator?.channelBindings,
    pac: pac?.form,
    upn: pac?.upn,
  };
}

function keyText({ principal, kvno, etype }: HeldKey): string {
  return `${principal} kvno ${kvno} ${etypeName(etype)}`;
}

/** A keytab has a key of each encryption type for each name of a machine: one text for each name will do. */
function keysInWords(held: readonly HeldKey[]): readonly string[] {
  const texts = new Map<string, string>();
  for (const key of held) {
    const name = `${key.principal} kvno ${key.kvno}`;
    const before = texts.get(name);
    texts.set(name, before === undefined ? keyText(key) : `${before}, ${etypeName(key.etype)}`);
  }
  return [...texts.values()];
}

/** As Samba's KDC writes it in its audit: by Heimdal's names. */
function sambasName(etype: string): string {
  return etype === 'rc4-hmac' ? 'arcfour-hmac-md5' : etype;
}
