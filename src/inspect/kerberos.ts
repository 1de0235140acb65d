import { kerberosSessionKey, mistakenKerberosKeys } from '../auth/kerberos/mistaken-keys.js';
import type { ServiceKeys } from '../auth/kerberos/service-keys.js';
import { decode } from '../der/structure.js';
import { encryptionTypeOf, keyUsage } from '../krb5/encryption/index.js';
import { krbErrorName } from '../krb5/error-codes.js';
import { decodeContextToken, TokenId } from '../krb5/gss/context-token.js';
import { ApOptions, apRep, apReq, type ApReq, authenticator, encApRepPart } from '../krb5/messages/ap.js';
import type { EncryptedData, EncryptionKey } from '../krb5/messages/encrypted-data.js';
import { krbError } from '../krb5/messages/krb-error.js';
import { principalToText } from '../krb5/messages/principal.js';
import { describeAuthenticator } from './kerberos-authenticator.js';
import { encryptionText, judgeEncryption, momentText } from './kerberos-texts.js';
import { describeTicket, explainSealedTicket, type OpenTicket, openTicket } from './kerberos-ticket.js';
import { namesOf } from './names-of.js';
import { type Section, SectionBuilder } from './section.js';
import type { VerifiedLogin } from './verified-login.js';

/** The secrets of a service. */
export interface KerberosInspectOptions {
  /** Decrypts tickets and what their session keys protect. */
  readonly serviceKeys?: ServiceKeys | undefined;
}

/** A login whose AP-REQ was decrypted. */
interface OpenLogin {
  /** The ticket's session key: secret. */
  readonly ticketKey: EncryptionKey;
  readonly initiatorSubkey: Buffer | undefined;
  /** When the client made the AP-REQ: milliseconds since 1970 and microseconds. */
  readonly ctime: number;
  readonly cusec: number;
  acceptorSubkey: Buffer | undefined;
}

/** Follows a Kerberos login: an AP-REP is judged by the AP-REQ before it. */
export class KerberosInspector {
  readonly #keys: ServiceKeys | undefined;
  #login: OpenLogin | undefined;

  constructor({ serviceKeys }: KerberosInspectOptions) {
    this.#keys = serviceKeys;
  }

  /** The login with its key, once ticket and authenticator were decrypted. */
  get verified(): VerifiedLogin | undefined {
    if (this.#login === undefined) return undefined;
    const { ticketKey, initiatorSubkey, acceptorSubkey } = this.#login;
    const keys = { ticketKey: ticketKey.keyvalue, initiatorSubkey, acceptorSubkey };
    return { sessionKey: kerberosSessionKey(keys), mistakenKeys: mistakenKerberosKeys(keys) };
  }

  /** A context establishment token, with its framing or without (RFC 4121 4.1). */
  inspect(token: Buffer): Section {
    const found = new SectionBuilder('Kerberos');
    let inner: Section | undefined;
    found.attempt('RFC 4121 4.1', () => {
      const { oid, tokenId, message } = decodeContextToken(token);
      inner = this.#inspectMessage(tokenId, message, oid === undefined ? 'none, as in DCE style' : oid);
    });
    return inner ?? found.build();
  }

  #inspectMessage(tokenId: number, message: Buffer, framing: string): Section {
    switch (tokenId) {
      case TokenId.AP_REQ:
        return this.#inspectApReq(message, framing);
      case TokenId.AP_REP:
        return this.#inspectApRep(message, framing);
      case TokenId.KRB_ERROR:
        return inspectKrbError(message, framing);
      default:
        return new SectionBuilder('Kerberos')
          .field('Framing', framing)
          .refused(`the token’s TOK_ID is ${tokenId.toString(16).padStart(4, '0')}`, 'RFC 4121 4.1')
          .build();
    }
  }

  #inspectApReq(message: Buffer, framing: string): Section {
    this.#login = undefined;
    const found = new SectionBuilder('Kerberos AP-REQ').field('Framing', framing);
    return found
      .attempt('RFC 4120 5.5.1', () => {
        const request = decode(apReq, message, 'AP-REQ');
        const { apOptions, ticket, authenticator: sealed } = request;
        const { realm, sname, encPart } = ticket.value;
        found
          .field('ApOptions', namesOf(ApOptions, apOptions))
          .field('Service', principalToText({ realm, name: sname }))
          .field('Ticket', encryptionText(encPart))
          .field('Authenticator', encryptionText(sealed));
        judgeEncryption(found, 'the ticket', encPart.etype);
        if (apOptions & ApOptions.USE_SESSION_KEY) {
          found.refused('user-to-user: the ticket is under a session key of the server', 'RFC 4120 3.2.1');
        }
        this.#openApReq(found, request);
      })
      .build();
  }

  #openApReq(found: SectionBuilder, request: ApReq): void {
    const { ticket, authenticator: sealed } = request;
    if (this.#keys === undefined) {
      found.field('Contents', 'encrypted; --keytab with a key of the service shows them');
      return;
    }
    const open = openTicket(ticket.value, this.#keys.current());
    if (open === undefined) {
      found.refused(explainSealedTicket(ticket.value, this.#keys), 'RFC 4120 3.2.3');
      return;
    }
    found.add(describeTicket(open, this.#keys.source));
    this.#openAuthenticator(found, open, sealed);
  }

  #openAuthenticator(found: SectionBuilder, { part }: OpenTicket, sealed: EncryptedData): void {
    const plain = decryptWith(part.key, keyUsage.apReqAuthenticator, sealed);
    if (plain === undefined) {
      found.refused('the authenticator does not decrypt with the ticket’s session key', 'RFC 4120 3.2.3');
      return;
    }
    const title = 'Authenticator';
    const inner = new SectionBuilder(title);
    inner.attempt('RFC 4120 5.5.1', () => {
      const value = decode(authenticator, plain, title);
      const { ctime, cusec, subkey } = value;
      const initiatorSubkey = wholeSubkey(inner, subkey);
      this.#login = { ticketKey: part.key, initiatorSubkey, ctime, cusec, acceptorSubkey: undefined };
      describeAuthenticator(inner, value, part);
    });
    found.add(inner.build());
  }

  #inspectApRep(message: Buffer, framing: string): Section {
    const found = new SectionBuilder('Kerberos AP-REP').field('Framing', framing);
    return found
      .attempt('RFC 4120 5.5.2', () => {
        const { encPart } = decode(apRep, message, 'AP-REP');
        found.field('Encrypted', encryptionText(encPart));
        if (this.#login === undefined) {
          found.field('Contents', 'encrypted; --keytab and the AP-REQ before it show them');
          return;
        }
        openApRep(found, encPart, this.#login);
      })
      .build();
  }
}

function openApRep(found: SectionBuilder, sealed: EncryptedData, login: OpenLogin): void {
  const plain = decryptWith(login.ticketKey, keyUsage.apRepEncPart, sealed);
  if (plain === undefined) {
    found.refused('it does not decrypt with the ticket’s session key', 'RFC 4120 3.2.5');
    return;
  }
  const { ctime, cusec, subkey, seqNumber } = decode(encApRepPart, plain, 'EncAPRepPart');
  found.field('Time', momentText(ctime, cusec));
  if (subkey !== undefined) found.field('Subkey', encryptionText({ etype: subkey.keytype }));
  found.field('SeqNumber', seqNumber);
  if (ctime !== login.ctime || cusec !== login.cusec) {
    found.refused('it repeats another time than that of the AP-REQ', 'RFC 4120 3.2.5');
  }
  login.acceptorSubkey = wholeSubkey(found, subkey) ?? login.acceptorSubkey;
}

/** A subkey of the length that its encryption type has: any other is of no use. */
function wholeSubkey(found: SectionBuilder, subkey: EncryptionKey | undefined): Buffer | undefined {
  if (subkey === undefined) return undefined;
  const { keytype, keyvalue } = subkey;
  if (encryptionTypeOf(keytype)?.keyLength === keyvalue.length) return keyvalue;
  found.refused(`the subkey is of encryption type ${keytype} and ${keyvalue.length} bytes`, 'RFC 4120 5.2.9');
  return undefined;
}

function decryptWith(
  { keytype, keyvalue }: EncryptionKey,
  usage: number,
  sealed: EncryptedData,
): Buffer | undefined {
  return sealed.etype === keytype
    ? encryptionTypeOf(keytype)?.decrypt(keyvalue, usage, sealed.cipher)
    : undefined;
}

function inspectKrbError(message: Buffer, framing: string): Section {
  const found = new SectionBuilder('Kerberos KRB-ERROR').field('Framing', framing);
  return found
    .attempt('RFC 4120 5.9.1', () => {
      const { errorCode, stime, susec, ctime, cusec, crealm, cname, realm, sname, eText, eData } = decode(
        krbError,
        message,
        'KRB-ERROR',
      );
      found
        .field('ErrorCode', `${krbErrorName(errorCode)} (${errorCode})`)
        .field('Service', principalToText({ realm, name: sname }))
        .field('Client', cname && principalToText({ realm: crealm ?? realm, name: cname }))
        .field('ServerTime', momentText(stime, susec))
        .field('ClientTime', ctime === undefined ? undefined : momentText(ctime, cusec ?? 0));
      if (ctime !== undefined) found.field('Skew', `${Math.round((ctime - stime) / 1000)} seconds`);
      found.field('Text', eText).field('Data', eData);
    })
    .build();
}
