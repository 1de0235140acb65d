import assert from 'node:assert/strict';
import { createKerberosMechanism } from '../../src/auth/kerberos/create-mechanism.js';
import type { KerberosMechanismOptions } from '../../src/auth/kerberos/settings.js';
import type { KerberosFact } from '../../src/auth/kerberos/facts.js';
import type { ServiceKey, ServiceKeys } from '../../src/auth/kerberos/service-keys.js';
import { kerberosWords } from '../../src/auth/kerberos/words.js';
import type { Acceptor, LoginContext, Mechanism, Step } from '../../src/auth/mechanism.js';
import type { LoginFacts } from '../../src/auth/mechanism-words.js';
import { der, DerTag } from '../../src/der/der.js';
import { encodeObjectIdentifier } from '../../src/der/object-identifier.js';
import { decode, encode } from '../../src/der/structure.js';
import type { Fact } from '../../src/facts/fact.js';
import { type EncryptionType, encryptionTypeOf, keyUsage } from '../../src/krb5/encryption/index.js';
import { ContextFlags } from '../../src/krb5/gss/authenticator-checksum.js';
import { decodeContextToken, TokenId } from '../../src/krb5/gss/context-token.js';
import {
  ApOptions,
  apRep,
  apReq,
  type Authenticator,
  authenticator,
  encApRepPart,
  type EncApRepPart,
} from '../../src/krb5/messages/ap.js';
import { type AuthorizationData, authorizationData } from '../../src/krb5/messages/authorization-data.js';
import type { Checksum, EncryptionKey } from '../../src/krb5/messages/encrypted-data.js';
import { krbError, type KrbError } from '../../src/krb5/messages/krb-error.js';
import { type Principal, principalFromText } from '../../src/krb5/messages/principal.js';
import { type EncTicketPart, encTicketPart, type Ticket, ticket } from '../../src/krb5/messages/ticket.js';
import { accountsInMemory } from '../../src/auth/memory-store.js';
import { FixedRuntime } from './fixed-runtime.js';

/** Names under which Kerberos is framed. */
export const KRB5 = '1.2.840.113554.1.2.2';

/** The service of these tests. */
export const SERVICE = 'cifs/files.example.com@EXAMPLE.COM';

/** The encryption type of a number that there is. */
export function typeOf(etype: number): EncryptionType {
  const type = encryptionTypeOf(etype);
  assert.ok(type, `encryption type ${etype}`);
  return type;
}

/** A key that is told from others by its octets. */
export function keyOf(etype: number, octet: number): EncryptionKey {
  return { keytype: etype, keyvalue: Buffer.alloc(typeOf(etype).keyLength, octet) };
}

/** A key of the service. */
export function serviceKey(etype = 18, kvno = 3, octet = 0x51, principal = SERVICE): ServiceKey {
  return { principal, etype, kvno, key: keyOf(etype, octet).keyvalue };
}

export function serviceKeys(...keys: readonly ServiceKey[]): ServiceKeys {
  return { source: 'keytab /etc/files.keytab', current: () => keys };
}

function principalOf(text: string): Principal {
  const parsed = principalFromText(text);
  assert.ok(parsed, text);
  return parsed;
}

/** The parts of a ticket that a test changes. */
export interface TicketChange {
  /** The client; default `alice@EXAMPLE.COM`. */
  readonly client?: string;
  /** The service that is named in it. */
  readonly service?: string;
  /** The key that encrypts it. */
  readonly key?: ServiceKey;
  /** The version and the type that it names, which need not be those of its key. */
  readonly named?: { readonly kvno?: number | undefined; readonly etype?: number };
  readonly sessionKey?: EncryptionKey;
  readonly part?: Partial<EncTicketPart>;
  /** Bytes in place of an EncTicketPart. */
  readonly plain?: Buffer;
  /** Key usage of its encryption. */
  readonly usage?: number;
}

/** A ticket, and what its client knows of it. */
export interface ForgedTicket {
  readonly ticket: Ticket;
  readonly client: Principal;
  readonly sessionKey: EncryptionKey;
  readonly endTime: number;
}

/** The parts of an AP-REQ that a test changes. */
export interface RequestChange {
  readonly authenticator?: Partial<Authenticator>;
  /** Default: none. */
  readonly subkey?: EncryptionKey;
  /** Flags of the context; default: mutual authentication, as clients of SMB have it. */
  readonly flags?: number;
  /** 16 bytes. */
  readonly bindings?: Buffer;
  /** A KRB-CRED. */
  readonly delegated?: Buffer;
  /** In place of the checksum of GSS-API; null: none. */
  readonly checksum?: Checksum | null;
  readonly apOptions?: number;
  /** The key that encrypts the authenticator. */
  readonly key?: EncryptionKey;
  readonly usage?: number;
  /** Bytes in place of an Authenticator. */
  readonly plain?: Buffer;
}

/** Makes tickets and AP-REQs of keys, so that each field can be wrong. */
export class KerberosForge {
  readonly runtime: FixedRuntime;

  constructor(runtime = new FixedRuntime()) {
    this.runtime = runtime;
  }

  ticket(change: TicketChange = {}): ForgedTicket {
    const { key = serviceKey(), sessionKey = keyOf(18, 0x77), part = {}, named = {} } = change;
    const client = principalOf(change.client ?? 'alice@EXAMPLE.COM');
    const service = principalOf(change.service ?? key.principal);
    const now = Math.floor(this.runtime.now() / 1000) * 1000;
    const complete: EncTicketPart = {
      flags: 0,
      key: sessionKey,
      crealm: client.realm,
      cname: client.name,
      transited: { trType: 0, contents: Buffer.alloc(0) },
      authtime: now - 60_000,
      endtime: now + 3_600_000,
      ...part,
    };
    const { etype, kvno } = { etype: key.etype, kvno: key.kvno, ...named };
    const plain = change.plain ?? encode(encTicketPart, complete);
    const cipher = this.#encrypt(key.etype, key.key, change.usage ?? keyUsage.ticket, plain);
    return {
      ticket: {
        realm: service.realm,
        sname: service.name,
        encPart: { etype, ...(kvno !== undefined && { kvno }), cipher },
      },
      client,
      sessionKey: complete.key,
      endTime: complete.endtime,
    };
  }

  request(forged: ForgedTicket, change: RequestChange = {}): Buffer {
    const { client, sessionKey } = forged;
    const now = this.runtime.now();
    const ctime = Math.floor(now / 1000) * 1000;
    const { flags = ContextFlags.MUTUAL | ContextFlags.INTEG, subkey } = change;
    const cksum = change.checksum === undefined ? gssChecksum(flags, change) : change.checksum;
    const complete: Authenticator = {
      crealm: client.realm,
      cname: client.name,
      ...(cksum !== null && { cksum }),
      ctime,
      cusec: (now - ctime) * 1000,
      ...(subkey && { subkey }),
      seqNumber: 0x1234,
      ...change.authenticator,
    };
    const { keytype, keyvalue } = change.key ?? sessionKey;
    const plain = change.plain ?? encode(authenticator, complete);
    const usage = change.usage ?? keyUsage.apReqAuthenticator;
    const cipher = this.#encrypt(keytype, keyvalue, usage, plain);
    const mutual = (flags & ContextFlags.MUTUAL) !== 0 ? ApOptions.MUTUAL_REQUIRED : 0;
    return encode(apReq, {
      apOptions: change.apOptions ?? mutual,
      ticket: { value: forged.ticket, der: encode(ticket, forged.ticket) },
      authenticator: { etype: keytype, cipher },
    });
  }

  /** A whole first token, framed. */
  token(ticketChange: TicketChange = {}, change: RequestChange = {}): Buffer {
    return framed(this.request(this.ticket(ticketChange), change));
  }

  /** The AP-REP of a client that ends a login in DCE style. */
  finalReply(part: EncApRepPart, { keytype, keyvalue }: EncryptionKey): Buffer {
    const cipher = this.#encrypt(keytype, keyvalue, keyUsage.apRepEncPart, encode(encApRepPart, part));
    return encode(apRep, { encPart: { etype: keytype, cipher } });
  }

  #encrypt(etype: number, key: Buffer, usage: number, plain: Buffer): Buffer {
    const type = typeOf(etype);
    return type.encrypt(key, usage, plain, this.runtime.randomBytes(type.confounderLength));
  }
}

/** The checksum 0x8003 (RFC 4121 4.1.1). */
export function gssChecksum(flags: number, { bindings, delegated }: RequestChange = {}): Checksum {
  const head = Buffer.alloc(24);
  head.writeUInt32LE(16, 0);
  bindings?.copy(head, 4);
  head.writeUInt32LE(flags, 20);
  if (delegated === undefined) return { cksumtype: 0x8003, checksum: head };
  const lengths = Buffer.alloc(4);
  lengths.writeUInt16LE(1, 0);
  lengths.writeUInt16LE(delegated.length, 2);
  return { cksumtype: 0x8003, checksum: Buffer.concat([head, lengths, delegated]) };
}

/** Puts entries into an AD-IF-RELEVANT container. */
export function ifRelevant(...entries: AuthorizationData): AuthorizationData {
  return [{ adType: 1, adData: encode(authorizationData, entries) }];
}

/** A token in the framing of RFC 2743 3.1. */
export function framed(message: Buffer, tokenId: number = TokenId.AP_REQ, oid = KRB5): Buffer {
  const id = Buffer.alloc(2);
  id.writeUInt16BE(tokenId);
  return der(DerTag.INITIAL_CONTEXT_TOKEN, encodeObjectIdentifier(oid), id, message);
}

/** The contents of an AP-REP, framed or not. */
export function readApRep(token: Buffer | undefined, { keytype, keyvalue }: EncryptionKey): EncApRepPart {
  assert.ok(token, 'a token');
  const { tokenId, message } = decodeContextToken(token);
  assert.equal(tokenId, TokenId.AP_REP);
  const { etype, cipher } = decode(apRep, message, 'AP-REP').encPart;
  assert.equal(etype, keytype);
  const plain = typeOf(etype).decrypt(keyvalue, keyUsage.apRepEncPart, cipher);
  assert.ok(plain, 'an AP-REP under the session key');
  return decode(encApRepPart, plain, 'EncAPRepPart');
}

/** A KRB-ERROR, framed or not. */
export function readError(token: Buffer | undefined): KrbError {
  assert.ok(token, 'a token');
  const { tokenId, message } = decodeContextToken(token);
  assert.equal(tokenId, TokenId.KRB_ERROR);
  return decode(krbError, message, 'KRB-ERROR');
}

/** A server's side of Kerberos on the clock of a forge, and the facts of its logins. */
export class KerberosServer {
  readonly mechanism: Mechanism;
  readonly forge: KerberosForge;
  /** All reported facts, in order. */
  readonly facts: Fact[] = [];
  readonly failures: unknown[] = [];

  constructor(options: Partial<KerberosMechanismOptions> = {}, forge = new KerberosForge()) {
    this.forge = forge;
    this.mechanism = createKerberosMechanism({
      keys: serviceKeys(serviceKey()),
      accounts: accountsInMemory([]),
      names: { netbiosName: 'FILES', dnsName: 'files.example.com', netbiosDomain: '', dnsDomain: '' },
      runtime: forge.runtime,
      onStoreFailure: (error) => this.failures.push(error),
      ...options,
    });
  }

  acceptor(login: Partial<LoginContext> = {}): Acceptor {
    return this.mechanism.createAcceptor({
      report: (fact) => this.facts.push(fact),
      carrier: 'program',
      ...login,
    });
  }

  /** The step for the first token of a new login. */
  async step(token: Buffer, login: Partial<LoginContext> = {}): Promise<Step> {
    this.facts.length = 0;
    return this.acceptor(login).step(token);
  }

  /** The step for a token that is made of changes. */
  login(ticketChange: TicketChange = {}, change: RequestChange = {}, login: Partial<LoginContext> = {}) {
    return this.step(this.forge.token(ticketChange, change), login);
  }

  get loginFacts(): LoginFacts {
    const checks = this.facts.filter((fact) => fact.kind === 'check');
    const own = this.facts.flatMap((fact) => (fact.kind === 'mechanism' ? [fact.fact as KerberosFact] : []));
    const claim = this.facts.findLast((fact) => fact.kind === 'claim');
    return { claim, checks, own };
  }

  /** The sentences with the evidence of a reason. */
  sentences(reason: string): string {
    return (kerberosWords.sentences?.[reason]?.(this.loginFacts) ?? []).join(' ');
  }
}

/** Asserts that a step accepts the login. */
export function accepted(step: Step): Extract<Step, { readonly kind: 'accepted' }> {
  assert.ok(step.kind === 'accepted', step.kind === 'rejected' ? step.reason : step.kind);
  return step;
}

/** Asserts that a step refuses the login for a reason. */
export function refused(step: Step, reason: string): Extract<Step, { readonly kind: 'rejected' }> {
  assert.ok(step.kind === 'rejected', step.kind);
  assert.equal(step.reason, reason);
  return step;
}
