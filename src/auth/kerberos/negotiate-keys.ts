import { encryptionTypeOf, type ProtocolKey } from '../../krb5/encryption/index.js';
import type { EncApRepPart } from '../../krb5/messages/ap.js';
import type { Authorization } from './authorization.js';
import type { ContextRequest } from './context-request.js';
import type { OpenedAuthenticator } from './open-authenticator.js';
import type { KerberosSettings } from './settings.js';

/** The keys and numbers that both sides use from now on. Secret. */
export interface NegotiatedKeys {
  /** The key of the context: the acceptor's subkey, else the client's, else the ticket's session key (RFC 4121 2). */
  readonly contextKey: ProtocolKey;
  /** The acceptor's subkey; undefined: no AP-REP tells the client of one. */
  readonly acceptorSubkey: ProtocolKey | undefined;
  /** Sequence number of our first message. */
  readonly ownSequence: number;
  /** Sequence number of the client's first message. */
  readonly peerSequence: number;
  /** The contents of our AP-REP; undefined: the client wants none. */
  readonly reply: EncApRepPart | undefined;
}

/** Numbers stay below 2^30, because some libraries take them for signed ones (RFC 4120 5.5.1). */
const SEQUENCE_MASK = 0x3fff_ffff;

/** Chooses keys and sequence numbers. Without an AP-REP both sides begin with the client's number. */
export function negotiateKeys(
  { authenticator, subkey }: OpenedAuthenticator,
  sessionKey: ProtocolKey,
  { mutual }: ContextRequest,
  { etypes: offered }: Authorization,
  { runtime, etypes: allowed }: KerberosSettings,
): NegotiatedKeys {
  const peerSequence = authenticator.seqNumber ?? 0;
  const clientKey = subkey ?? sessionKey;
  if (!mutual) {
    const acceptorSubkey = undefined;
    return {
      contextKey: clientKey,
      acceptorSubkey,
      ownSequence: peerSequence,
      peerSequence,
      reply: undefined,
    };
  }
  const type = subkeyTypeOf(clientKey, offered, allowed);
  const acceptorSubkey = { type, key: runtime.randomBytes(type.keyLength) };
  const ownSequence = runtime.randomBytes(4).readUInt32BE() & SEQUENCE_MASK;
  const { ctime, cusec } = authenticator;
  const reply = {
    ctime,
    cusec,
    subkey: { keytype: type.etype, keyvalue: acceptorSubkey.key },
    seqNumber: ownSequence,
  };
  return { contextKey: acceptorSubkey, acceptorSubkey, ownSequence, peerSequence, reply };
}

/** The first type of the client's list that policy takes (RFC 4537 3); without a list, the one that is in use. */
function subkeyTypeOf(
  { type }: ProtocolKey,
  offered: readonly number[],
  allowed: readonly number[],
): ProtocolKey['type'] {
  const chosen = offered.find((etype) => allowed.includes(etype) && encryptionTypeOf(etype) !== undefined);
  return (chosen === undefined ? undefined : encryptionTypeOf(chosen)) ?? type;
}
