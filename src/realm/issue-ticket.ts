import { encode, type Received } from '../der/structure.js';
import {
  aes256Sha1,
  type EncryptionType,
  encryptionTypeOf,
  keyUsage,
  type ProtocolKey,
  rc4Hmac,
} from '../krb5/encryption/index.js';
import {
  type AuthorizationData,
  authorizationData,
  AuthorizationDataType,
} from '../krb5/messages/authorization-data.js';
import type { EncryptedData } from '../krb5/messages/encrypted-data.js';
import { type EncKdcRepPart, noLastReq } from '../krb5/messages/kdc.js';
import {
  type EncTicketPart,
  encTicketPart,
  type HostAddresses,
  type Ticket,
  ticket as ticketType,
} from '../krb5/messages/ticket.js';
import { decodePac } from '../krb5/pac/index.js';
import type { CheckedRuntime } from '../runtime/runtime.js';
import type { Client } from './clients.js';
import type { KdcState } from './kdc-state.js';
import type { Lifetime } from './lifetime.js';
import { etypeOf, type ScriptedState } from './scripted-state.js';
import type { Service, VersionedKey } from './services.js';

/** A ticket that is to be made. */
export interface TicketTerms extends Lifetime {
  readonly client: Client;
  readonly service: Service;
  /** TicketFlags. */
  readonly flags: number;
  /** The encryption type of the session key. */
  readonly sessionType: EncryptionType;
  /** The encryption types that the client takes, in its order. */
  readonly offered: readonly number[];
  /** Milliseconds since 1970. */
  readonly authtime: number;
  readonly caddr?: HostAddresses | undefined;
  /** Entries of the request that go into the ticket. */
  readonly entries?: AuthorizationData;
  /** PacAttributes of the client's PAC; undefined: the ticket has no PAC. */
  readonly pacAttributes: number | undefined;
  /** Milliseconds by which the client takes the clock for later. */
  readonly skew: number;
}

/** A ticket, and what its client is told of it. */
export interface IssuedTicket {
  readonly ticket: Received<Ticket>;
  /** Secret: it holds the session key. */
  readonly told: Omit<EncKdcRepPart, 'nonce'>;
}

/** A day: the times of a scripted ticket are beyond any allowed difference of clocks. */
const FAR = 86_400_000;

/** Makes a ticket (RFC 4120 3.1.3, 3.3.3), with what a script has changed in it. */
export function issueTicket(kdc: KdcState, terms: TicketTerms): IssuedTicket {
  const { client, service, flags, sessionType, skew, caddr } = terms;
  const { realm, runtime } = kdc;
  const state = kdc.states.ofTicket(client, service);
  const key = { keytype: sessionType.etype, keyvalue: runtime.randomBytes(sessionType.keyLength) };
  const ticketKey = ticketKeyOf(kdc, terms, state);
  const contents = {
    flags,
    key,
    crealm: realm,
    cname: client.name,
    // No realm lies between (RFC 4120 3.3.3.2).
    transited: { trType: 1, contents: Buffer.alloc(0) },
    caddr,
    ...timesInTicket(terms, state),
  };
  const part = withAuthorizationData(kdc, terms, contents, state, ticketKey);
  const ticket = {
    realm,
    sname: service.name,
    encPart: encryptWith(ticketKey, keyUsage.ticket, encode(encTicketPart, part), runtime),
  };
  const { authtime, starttime, endtime, renewTill } = terms;
  return {
    ticket: { value: ticket, der: encode(ticketType, ticket) },
    told: {
      key,
      lastReq: noLastReq,
      flags,
      authtime: authtime + skew,
      starttime: starttime + skew,
      endtime: endtime + skew,
      renewTill: renewTill === undefined ? undefined : renewTill + skew,
      srealm: realm,
      sname: service.name,
      caddr,
    },
  };
}

/**
 * Encrypts a part of a message, and names the key.
 *
 * @param key a session key has no version
 */
export function encryptWith(
  { type, kvno, key }: ProtocolKey & Partial<VersionedKey>,
  usage: number,
  plain: Buffer,
  runtime: CheckedRuntime,
): EncryptedData {
  const confounder = runtime.randomBytes(type.confounderLength);
  return { etype: type.etype, kvno, cipher: type.encrypt(key, usage, plain, confounder) };
}

/** The first type of AES that the client lists, since it may look into tickets for itself; else the usual one. */
function ticketKeyOf(
  { services }: KdcState,
  { service, offered }: TicketTerms,
  state: ScriptedState,
): VersionedKey {
  const keys = services.keysOf(service);
  const etype =
    etypeOf(state) ??
    offered.find((each) => each !== rc4Hmac.etype && encryptionTypeOf(each) !== undefined) ??
    aes256Sha1.etype;
  const key = keys.find(({ type }) => type.etype === etype);
  if (key === undefined) throw new TypeError(`no service key of encryption type ${etype}`);
  return state.kvno === undefined ? key : services.scriptedKey(state.kvno, key.type);
}

type Times = Pick<EncTicketPart, 'authtime' | 'starttime' | 'endtime' | 'renewTill'>;

function timesInTicket(
  { authtime, starttime, endtime, renewTill }: TicketTerms,
  state: ScriptedState,
): Times {
  const shift = (milliseconds: number, from: Times): Times => ({
    authtime: from.authtime + Math.min(milliseconds, 0),
    starttime: (from.starttime ?? from.authtime) + milliseconds,
    endtime: from.endtime + milliseconds,
    renewTill: from.renewTill === undefined ? undefined : from.renewTill + milliseconds,
  });
  const times = { authtime, starttime, endtime, renewTill };
  if (state.ticket === 'expired') return shift(starttime - endtime - FAR, times);
  return state.ticket === 'not-yet-valid' ? shift(FAR, times) : times;
}

function withAuthorizationData(
  { pacs, services }: KdcState,
  { client, service, entries = [], pacAttributes }: TicketTerms,
  contents: Omit<EncTicketPart, 'authorizationData'>,
  state: ScriptedState,
  ticketKey: VersionedKey,
): EncTicketPart {
  const { account } = client;
  if (pacAttributes === undefined || account === undefined || state.pac === 'none')
    return entries.length === 0 ? contents : { ...contents, authorizationData: entries };
  const withPac = (pac: Buffer): EncTicketPart => ({
    ...contents,
    authorizationData: [ifRelevant(AuthorizationDataType.WIN2K_PAC, pac), ...entries],
  });
  const kdcKey = services.pacKey;
  const attributes = service.isTicketGranting ? pacAttributes : undefined;
  const pac = pacs.make(account, contents.authtime, attributes, {
    server: { etype: ticketKey.type.etype, key: ticketKey.key },
    kdc: { etype: kdcKey.type.etype, key: kdcKey.key },
    // Ticket-granting tickets have no ticket signature ([MS-PAC] 2.8.3).
    ...(!service.isTicketGranting && {
      ticketWithoutPac: encode(encTicketPart, withPac(Buffer.of(0))),
    }),
  });
  if (state.pac === 'wrong-signature') spoilSignature(pac);
  return withPac(pac);
}

function ifRelevant(adType: number, adData: Buffer): AuthorizationData[number] {
  return {
    adType: AuthorizationDataType.IF_RELEVANT,
    adData: encode(authorizationData, [{ adType, adData }]),
  };
}

/** Changes the server's signature where it stands: decoded signatures are views. */
function spoilSignature(pac: Buffer): void {
  const signature = decodePac(pac).serverSignature?.signature;
  if (signature === undefined) throw new TypeError('a PAC without a signature');
  signature.writeUInt8(signature.readUInt8() ^ 0xff);
}
