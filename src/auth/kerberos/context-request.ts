import { CodecError } from '../../bytes/index.js';
import { ClientApOptions } from '../../krb5/client-entries.js';
import { keyUsage, type ProtocolKey } from '../../krb5/encryption/index.js';
import {
  type AuthenticatorChecksum,
  ContextFlags,
  decodeAuthenticatorChecksum,
  GSS_CHECKSUM_TYPE,
} from '../../krb5/gss/authenticator-checksum.js';
import { ApOptions, type ApReq, type Authenticator } from '../../krb5/messages/ap.js';
import type { Protection } from '../extended-protection.js';
import { judgeBindings } from '../judge-bindings.js';
import type { Authorization } from './authorization.js';
import type { Checks, Refused } from './checks.js';

/** The wishes of a client for its context. */
export interface ContextRequest {
  /** Bits of {@link ContextFlags}; undefined: the client sends none. */
  readonly flags: number | undefined;
  /** Whether it wants an AP-REP. */
  readonly mutual: boolean;
  readonly dceStyle: boolean;
  /** MD5 of its channel bindings, 16 bytes, zero for none; undefined: it has no room for them. */
  readonly bindings: Buffer | undefined;
  /** A KRB-CRED with credentials that it hands over: secret. */
  readonly delegated: Buffer | undefined;
}

/**
 * Reads the authenticator's checksum. A client that sends none sets no flags ([MS-KILE] 3.4.5), and has an AP-REP where
 * AP-REQ's own options ask for one (RFC 4120 3.2.4); one of the session key's own kind over nothing is Samba's of old,
 * which MIT's acceptor takes as well.
 */
export function readContextRequest(
  { cksum }: Authenticator,
  { apOptions }: ApReq,
  { type, key }: ProtocolKey,
  checks: Checks,
): ContextRequest | Refused {
  const invalid = (detail: string): Refused =>
    checks.failed('context-checksum', 'kerberos-checksum-invalid', detail);
  if (cksum?.cksumtype === GSS_CHECKSUM_TYPE) {
    try {
      const request = contextRequestOf(decodeAuthenticatorChecksum(cksum.checksum));
      checks.passed('context-checksum');
      return request;
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      return invalid(error.message);
    }
  }
  if (cksum !== undefined) {
    if (cksum.cksumtype !== type.checksumType) return invalid(`type ${cksum.cksumtype}`);
    if (!type.verifyChecksum(key, keyUsage.apReqChecksum, Buffer.alloc(0), cksum.checksum)) {
      return invalid(`type ${cksum.cksumtype}, and it does not verify`);
    }
    checks.passed('context-checksum');
  }
  const mutual = (apOptions & ApOptions.MUTUAL_REQUIRED) !== 0;
  return { flags: undefined, mutual, dceStyle: false, bindings: undefined, delegated: undefined };
}

/** The flags stand in the authenticator, which nobody can alter; AP-REQ's own options stand outside. */
function contextRequestOf({ flags, bindings, delegated }: AuthenticatorChecksum): ContextRequest {
  const dceStyle = (flags & ContextFlags.DCE_STYLE) !== 0;
  return { flags, mutual: dceStyle || (flags & ContextFlags.MUTUAL) !== 0, dceStyle, bindings, delegated };
}

/**
 * Checks the channel bindings where the channel has some. A client that declares that it binds to every channel there
 * is, and sends none, has no channel of its own, so that it speaks to somebody in between ([MS-KILE] 3.4.5).
 */
export function checkBindings(
  { bindings }: ContextRequest,
  { apOptions = 0 }: Pick<Authorization, 'apOptions'>,
  { channel }: Protection,
  checks: Checks,
): Refused | undefined {
  if (channel === undefined) return undefined;
  const isAware = (apOptions & ClientApOptions.CBT) !== 0;
  const { outcome, detail, data } = judgeBindings(channel, bindings, isAware);
  if (outcome === 'failed')
    return checks.failed('channel-bindings', 'kerberos-bindings-mismatch', detail, data);
  checks.passed('channel-bindings', detail, data);
  return undefined;
}

/** Whether a client sends channel bindings: zero stands for none. */
export function hasBindings(bindings: Buffer | undefined): boolean {
  return bindings?.some((byte) => byte !== 0) === true;
}
