import { Reader } from '../../bytes/index.js';
import { DerTag, readElement, expectEnd } from '../../der/der.js';
import { readObjectIdentifier } from '../../der/object-identifier.js';

/** The object identifiers under which Kerberos is offered, Microsoft's first; they stand for the same mechanism. */
export const kerberosOids = ['1.2.840.48018.1.2.2', '1.2.840.113554.1.2.2'] as const;

const namesOfKerberos: ReadonlySet<string> = new Set(kerberosOids);

/** Whether an object identifier is one of {@link kerberosOids}. */
export function isKerberosOid(oid: string): boolean {
  return namesOfKerberos.has(oid);
}

/** TOK_ID of a context establishment token (RFC 4121 4.1), read as a big-endian number. */
export const TokenId = { AP_REQ: 0x0100, AP_REP: 0x0200, KRB_ERROR: 0x0300 } as const;

/** First octets of the messages without framing: AP-REQ, AP-REP and KRB-ERROR (RFC 4120 5.10). */
const bareMessages = new Map<number, number>([
  [0x6e, TokenId.AP_REQ],
  [0x6f, TokenId.AP_REP],
  [0x7e, TokenId.KRB_ERROR],
]);

/** A context establishment token of Kerberos, out of its framing. */
export interface ContextToken {
  /** The mechanism that the framing names; undefined for a message without framing, as DCE style has it. */
  readonly oid: string | undefined;
  /** One of {@link TokenId}, or one that is not known here. */
  readonly tokenId: number;
  /** The message of Kerberos, a view. */
  readonly message: Buffer;
}

/** Whether bytes begin like a message of Kerberos without framing, and are as long as it says. */
export function isBareMessage(bytes: Buffer): boolean {
  const tag = bytes[0] ?? 0;
  if (!bareMessages.has(tag)) return false;
  const first = bytes[1] ?? 0;
  const octets = first < 0x80 ? 0 : first & 0x7f;
  if (octets > 4 || first === 0x80 || bytes.length < 2 + octets) return false;
  return bytes.length - 2 - octets === (octets === 0 ? first : bytes.readUIntBE(2, octets));
}

/**
 * Takes a token out of the framing of RFC 2743 3.1 with the TOK_ID of RFC 4121 4.1; a message without framing is
 * recognised by its first octet.
 *
 * @throws CodecError for anything else
 */
export function decodeContextToken(token: Buffer): ContextToken {
  const from = new Reader(token, 'InitialContextToken');
  const bare = bareMessages.get(token[0] ?? 0);
  if (bare !== undefined) return { oid: undefined, tokenId: bare, message: token };
  const inner = readElement(from, DerTag.INITIAL_CONTEXT_TOKEN, 'frame');
  expectEnd(from, 'frame');
  const oid = readObjectIdentifier(inner, 'thisMech');
  const tokenId = inner.bytes(2, 'TOK_ID').readUInt16BE();
  return { oid, tokenId, message: inner.rest() };
}
