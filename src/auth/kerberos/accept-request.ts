import { KrbErrorCode } from '../../krb5/error-codes.js';
import { type ContextToken, TokenId } from '../../krb5/gss/context-token.js';
import { ApOptions, type ApReq, type EncApRepPart } from '../../krb5/messages/ap.js';
import type { ProtocolKey } from '../../krb5/encryption/index.js';
import type { Protection } from '../extended-protection.js';
import type { LoginContext, SecurityContext, Step } from '../mechanism.js';
import { errorToken, frameLike } from './answers.js';
import { type Checks, isRefused, type Refused, reject } from './checks.js';
import { errorNames } from './error-names.js';
import { reportKerberos } from './facts.js';
import { requestFact } from './facts-of-request.js';
import { negotiateKeys } from './negotiate-keys.js';
import { alteredReply, isUnreadable, replyOf } from './reply.js';
import { KerberosSecurityContext } from './security-context.js';
import { checkedKeys, type ServiceKey } from './service-keys.js';
import type { KerberosSettings } from './settings.js';
import { type ProvedRequest, verifyRequest } from './verify-request.js';

/** An AP-REQ that arrived, with the login that it belongs to. */
export interface ReceivedRequest {
  readonly settings: KerberosSettings;
  readonly login: LoginContext;
  readonly checks: Checks;
  readonly protection: Protection;
  readonly token: ContextToken;
  readonly request: ApReq;
  /** Whether the client was sent our time already. */
  readonly retried: boolean;
}

/** A login whose context is not in use yet. */
export interface Accepted {
  readonly sessionKey: ProtocolKey;
  /** The contents of our AP-REP. */
  readonly sent: EncApRepPart;
  readonly createContext: () => SecurityContext;
}

/** The outcome of an AP-REQ. */
export type Outcome =
  | Extract<Step, { readonly kind: 'accepted' | 'rejected' }>
  /** The client may try again: with our time, or because a script tells it of an error. */
  | { readonly kind: 'error'; readonly token: Buffer }
  /** DCE style: the client has to answer our AP-REP. */
  | { readonly kind: 'reply-awaited'; readonly token: Buffer; readonly accepted: Accepted };

/** Decides about an AP-REQ and answers it (RFC 4120 3.2.3, 3.2.4). */
export async function acceptRequest(received: ReceivedRequest): Promise<Outcome> {
  const { settings, login, checks, request, token } = received;
  if ((request.apOptions & ApOptions.USE_SESSION_KEY) !== 0) {
    return refuse(received, checks.failed('user-to-user', 'kerberos-user-to-user', 'USE-SESSION-KEY is set'));
  }
  const keys = currentKeys(received);
  if (isRefused(keys)) return refuse(received, keys);
  reportKerberos(login.report, requestFact(request, keys, settings.keys.source, token.oid === undefined));
  const proved = await verifyRequest(received, keys);
  if (isRefused(proved)) {
    // Windows and Samba answer with their time, and take another AP-REQ in the same exchange ([MS-KILE] 3.4.5): smbd
    // sends STATUS_MORE_PROCESSING_REQUIRED with the KRB-ERROR, and smbclient tries again with the time in it.
    if (proved.refused === 'kerberos-clock-skew' && !received.retried) {
      return { kind: 'error', token: krbErrorOf(received, KrbErrorCode.KRB_AP_ERR_SKEW) };
    }
    return refuse(received, proved);
  }
  return accept(received, proved);
}

function currentKeys({ settings, login, checks }: ReceivedRequest): readonly ServiceKey[] | Refused {
  try {
    return checkedKeys(settings.keys.current());
  } catch (error) {
    login.report({ kind: 'account-store-failed', error });
    settings.onStoreFailure(error, 'service-keys');
    return checks.failed('service-key', 'kerberos-keys-unavailable');
  }
}

function refuse(received: ReceivedRequest, refused: Refused): Extract<Step, { readonly kind: 'rejected' }> {
  const name = errorNames[refused.refused];
  return reject(refused, name === undefined ? undefined : krbErrorOf(received, KrbErrorCode[name]));
}

function krbErrorOf({ token, request, settings }: ReceivedRequest, code: number): Buffer {
  return errorToken(token, request.ticket.value, code, settings.runtime.now());
}

function accept(received: ReceivedRequest, proved: ProvedRequest): Outcome {
  const { settings, login, token } = received;
  const { ticket, opened, wishes, authorization, identity } = proved;
  const { sessionKey, part } = ticket;
  const change = login.script?.kerberosReply?.(login.report, {
    user: identity.account,
    mutual: wishes.mutual,
  });
  if (change !== undefined && 'error' in change) {
    return { kind: 'error', token: krbErrorOf(received, change.error) };
  }
  const altered = wishes.mutual ? change?.apRep : undefined;
  const mutual = wishes.mutual && !isUnreadable(altered);
  const keys = negotiateKeys(opened, sessionKey, { ...wishes, mutual }, authorization, settings);
  reportKerberos(login.report, {
    kind: 'session-keys',
    ticketKey: Buffer.from(sessionKey.key),
    initiatorSubkey: opened.subkey && Buffer.from(opened.subkey.key),
    acceptorSubkey: keys.acceptorSubkey?.key,
  });
  reportKerberos(login.report, {
    kind: 'answer',
    mutual: keys.reply !== undefined,
    keyEtype: keys.contextKey.type.etype,
  });
  const createContext = (): SecurityContext =>
    new KerberosSecurityContext({
      identity,
      etype: keys.contextKey.type.etype,
      protocolKey: Buffer.from(keys.contextKey.key),
      acceptorSubkey: keys.acceptorSubkey !== undefined,
      ownSequence: keys.ownSequence,
      peerSequence: keys.peerSequence,
      expiresAt: expiryOf(part.endtime, settings),
      // Otherwise a MIC is exchanged only if another mechanism than the client's first was chosen (RFC 4178 5); but
      // clients of Samba insist on one after a second try, and smbd sends it.
      expectsMechListMic: received.retried,
      dceStyle: wishes.dceStyle,
      randomBytes: (length) => settings.runtime.randomBytes(length),
    });
  const replyKeys = { sessionKey, runtime: settings.runtime };
  const reply =
    altered === undefined
      ? replyOf(keys.reply, replyKeys)
      : alteredReply(altered, opened.authenticator, keys, replyKeys);
  if (reply === undefined) return { kind: 'accepted', context: createContext() };
  // In DCE style no message has framing ([MS-KILE] 3.4.5.1). That impacket's first has does not matter.
  const answer = wishes.dceStyle ? reply.message : frameLike(token, TokenId.AP_REP, reply.message);
  // The key outlives the frame it was decrypted from.
  const ownSessionKey = { type: sessionKey.type, key: Buffer.from(sessionKey.key) };
  return wishes.dceStyle
    ? {
        kind: 'reply-awaited',
        token: answer,
        accepted: { sessionKey: ownSessionKey, sent: reply.part, createContext },
      }
    : { kind: 'accepted', token: answer, context: createContext() };
}

/** A ticket that was taken though it had ended gets the leeway; otherwise its session would end at once. */
function expiryOf(endTime: number, { runtime, policy }: KerberosSettings): number {
  return endTime > runtime.now() ? endTime : endTime + policy.maxClockSkewSeconds * 1000;
}
