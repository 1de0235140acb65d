import { encodeUtf16 } from '../../src/bytes/index.js';
import { hmacMd5 } from '../../src/crypto/md5.js';
import { rc4 } from '../../src/crypto/rc4.js';
import {
  type AuthenticateMessage,
  encodeAuthenticateMessage,
  micOffset,
} from '../../src/auth/ntlm/authenticate-message.js';
import { AvFlags, avFlagsOf, AvId, type AvPair, findAvPair } from '../../src/auth/ntlm/av-pairs.js';
import { hashChannelBindings } from '../../src/auth/channel-bindings.js';
import { type ChallengeMessage, decodeChallengeMessage } from '../../src/auth/ntlm/challenge-message.js';
import { createDirection, type MessageDirection } from '../../src/auth/ntlm/message-direction.js';
import { NtlmMessageSecurity } from '../../src/auth/ntlm/message-security.js';
import { NegotiateFlags as F } from '../../src/auth/ntlm/negotiate-flags.js';
import { encodeNegotiateMessage, type NegotiateMessage } from '../../src/auth/ntlm/negotiate-message.js';
import {
  lmowfV1,
  ntlmV1ExtendedResponse,
  ntlmV1Response,
  ntowfV1,
  sessionBaseKeyV1,
} from '../../src/auth/ntlm/ntlm-v1.js';
import { lmV2Response, ntowfV2, ntProofStr, sessionBaseKeyV2 } from '../../src/auth/ntlm/ntlm-v2.js';
import { encodeNtlmV2ClientChallenge } from '../../src/auth/ntlm/ntlmv2-response.js';
import { kxkey, type Side } from '../../src/auth/ntlm/session-keys.js';

/** The flags that a Windows client asks for. */
export const windowsFlags =
  (F.UNICODE |
    F.REQUEST_TARGET |
    F.SIGN |
    F.NTLM |
    F.ALWAYS_SIGN |
    F.EXTENDED_SESSIONSECURITY |
    F.VERSION |
    F.ENCRYPTION_128 |
    F.KEY_EXCH |
    F.ENCRYPTION_56) >>>
  0;

export interface NtlmClientOptions {
  readonly user?: string;
  readonly password?: string;
  /** As sent. */
  readonly domain?: string;
  /** As hashed, when it differs from what is sent. */
  readonly hashedDomain?: string;
  /** As hashed, when it differs from what is sent. */
  readonly hashedUser?: string;
  readonly workstation?: string;
  readonly flags?: number;
  /** No NEGOTIATE is sent: the MIC covers the other two messages ([MS-NLMP] 3.1.5.2.1). */
  readonly connectionless?: boolean;
  /** Flags given up in the AUTHENTICATE. */
  readonly dropFlags?: number;
  /** `lm` and `lmv2` send no NT response; `anonymous` neither. */
  readonly response?: 'ntlmv2' | 'ntlmv1' | 'lm' | 'lmv2' | 'anonymous';
  /** NTLMv2: a MIC, announced in MsvAvFlags. By default where the CHALLENGE has a timestamp. */
  readonly mic?: boolean;
  /** Application data of the channel; absent: 16 zero bytes are sent, as Windows does. */
  readonly channelBindings?: Buffer;
  /** `cifs/server`; null: none is sent. */
  readonly targetName?: string | null;
  /** Sets the flag for a target name from an untrusted source. */
  readonly untrustedTargetName?: boolean;
  /** FILETIME; by default the one of the CHALLENGE. */
  readonly timeStamp?: bigint;
  /** 8 bytes. */
  readonly clientChallenge?: Buffer;
  /** The key to agree on where KEY_EXCH is negotiated, 16 bytes. */
  readonly randomSessionKey?: Buffer;
  readonly lmResponse?: Buffer;
  /** Changes the AV pairs before they are hashed. */
  readonly editAvPairs?: (pairs: AvPair[]) => AvPair[];
  /** Changes the message before the MIC is made and it is encoded. */
  readonly editMessage?: (message: AuthenticateMessage) => AuthenticateMessage;
}

const version = Buffer.from('0a0061580000000f', 'hex');

/** An NTLM client to script logins with: NEGOTIATE out, CHALLENGE in, AUTHENTICATE out ([MS-NLMP] 3.1.5.1). */
export class NtlmClient {
  readonly options: NtlmClientOptions;
  readonly negotiateMessage: Buffer;
  /** ExportedSessionKey, once {@link authenticate} has been called. */
  sessionKey: Buffer = Buffer.alloc(0);
  /** Flags of the AUTHENTICATE. */
  negotiateFlags = 0;
  #micSent = false;
  #micReceived = false;
  #shared: MessageDirection | undefined;

  constructor(options: NtlmClientOptions = {}, negotiate: Partial<NegotiateMessage> = {}) {
    this.options = options;
    const negotiateFlags = options.flags ?? windowsFlags;
    this.negotiateMessage = options.connectionless
      ? Buffer.alloc(0)
      : encodeNegotiateMessage({
          negotiateFlags,
          domainName: '',
          workstationName: '',
          version: negotiateFlags & F.VERSION ? version : undefined,
          ...negotiate,
        });
  }

  /** The AUTHENTICATE_MESSAGE for a CHALLENGE_MESSAGE. */
  authenticate(rawChallenge: Buffer): Buffer {
    const { options } = this;
    const challenge = decodeChallengeMessage(rawChallenge);
    this.negotiateFlags = (challenge.negotiateFlags & ~(options.dropFlags ?? 0)) >>> 0;

    const proof = this.#respond(challenge);
    const keyExchange = (this.negotiateFlags & F.KEY_EXCH) !== 0;
    this.sessionKey = keyExchange
      ? (options.randomSessionKey ?? Buffer.alloc(16, 0x55))
      : proof.keyExchangeKey;
    const message: AuthenticateMessage = {
      lmChallengeResponse: proof.lm,
      ntChallengeResponse: proof.nt,
      domainName: options.response === 'anonymous' ? '' : (options.domain ?? 'Domain'),
      userName: options.response === 'anonymous' ? '' : (options.user ?? 'User'),
      workstation: options.workstation ?? 'COMPUTER',
      encryptedRandomSessionKey: keyExchange ? rc4(proof.keyExchangeKey, this.sessionKey) : Buffer.alloc(0),
      negotiateFlags: this.negotiateFlags,
      version: this.negotiateFlags & F.VERSION ? version : undefined,
      mic: proof.mic ? Buffer.alloc(16) : undefined,
    };
    const edited = options.editMessage?.(message) ?? message;
    const raw = encodeAuthenticateMessage(edited);
    if (edited.mic) hmacMd5(this.sessionKey, this.negotiateMessage, rawChallenge, raw).copy(raw, micOffset);
    return raw;
  }

  /** The client's mechListMIC over a DER MechTypeList. */
  mechListMic(mechTypes: Buffer): Buffer {
    this.#micSent = true;
    const direction = this.#micDirection('client');
    const mic = direction.mac(mechTypes);
    direction.advance();
    return mic;
  }

  /** Whether the server's mechListMIC is right. */
  verifyMechListMic(mechTypes: Buffer, mic: Buffer): boolean {
    this.#micReceived = true;
    const direction = this.#micDirection('server');
    const matches = direction.matches(direction.mac(mechTypes), mic);
    direction.advance();
    return matches;
  }

  /** Without extended session security one direction serves both, in the order in which the MICs are made. */
  #micDirection(sender: Side): MessageDirection {
    const create = (): MessageDirection => createDirection(this.negotiateFlags, this.sessionKey, sender);
    if (this.negotiateFlags & F.EXTENDED_SESSIONSECURITY) return create();
    return (this.#shared ??= create());
  }

  messageSecurity(): NtlmMessageSecurity {
    const mics = { sent: this.#micSent, received: this.#micReceived };
    return new NtlmMessageSecurity(this.negotiateFlags, this.sessionKey, 'client', mics);
  }

  #respond(challenge: ChallengeMessage): ClientProof {
    const { response = 'ntlmv2', password = 'Password' } = this.options;
    const clientChallenge = this.options.clientChallenge ?? Buffer.alloc(8, 0xaa);
    const { serverChallenge } = challenge;
    const none = Buffer.alloc(0);
    switch (response) {
      case 'anonymous':
        return { nt: none, lm: this.options.lmResponse ?? Buffer.alloc(1), keyExchangeKey: Buffer.alloc(16) };
      case 'ntlmv2':
        return this.#respondV2(challenge, clientChallenge);
      case 'lmv2': {
        const key = this.#responseKeyV2();
        const lm = lmV2Response(key, serverChallenge, clientChallenge);
        return { nt: none, lm, keyExchangeKey: sessionBaseKeyV2(key, lm.subarray(0, 16)) };
      }
      case 'lm': {
        const lm = ntlmV1Response(lmowfV1(password) ?? Buffer.alloc(16), serverChallenge);
        return { nt: none, lm, keyExchangeKey: this.#keyExchangeKeyV1(lm, serverChallenge) };
      }
      default: {
        const extended =
          (this.negotiateFlags & F.EXTENDED_SESSIONSECURITY) !== 0 && this.options.lmResponse?.length !== 0;
        const responseKey = ntowfV1(password);
        const nt = extended
          ? ntlmV1ExtendedResponse(responseKey, serverChallenge, clientChallenge)
          : ntlmV1Response(responseKey, serverChallenge);
        const lm =
          this.options.lmResponse ??
          (extended
            ? Buffer.concat([clientChallenge, Buffer.alloc(16)])
            : ntlmV1Response(lmowfV1(password) ?? Buffer.alloc(16), serverChallenge));
        return { nt, lm, keyExchangeKey: this.#keyExchangeKeyV1(lm, serverChallenge) };
      }
    }
  }

  #respondV2(challenge: ChallengeMessage, challengeFromClient: Buffer): ClientProof {
    const targetInfo = challenge.targetInfo ?? [];
    const timestamp = findAvPair(targetInfo, AvId.MsvAvTimestamp);
    const mic = this.options.mic ?? timestamp !== undefined;
    const ownPairs = this.#ownAvPairs(targetInfo, mic);
    const avPairs = [...targetInfo.filter(({ id }) => id !== AvId.MsvAvFlags), ...ownPairs];
    const temp = encodeNtlmV2ClientChallenge({
      timeStamp: this.options.timeStamp ?? timestamp?.readBigUInt64LE(0) ?? 0n,
      challengeFromClient,
      avPairs: this.options.editAvPairs?.(avPairs) ?? avPairs,
    });
    const responseKey = this.#responseKeyV2();
    const proof = ntProofStr(responseKey, challenge.serverChallenge, temp);
    return {
      nt: Buffer.concat([proof, temp]),
      lm: this.options.lmResponse ?? Buffer.alloc(24),
      keyExchangeKey: sessionBaseKeyV2(responseKey, proof),
      mic,
    };
  }

  #ownAvPairs(targetInfo: readonly AvPair[], mic: boolean): AvPair[] {
    const { targetName = 'cifs/server', channelBindings, untrustedTargetName = false } = this.options;
    const pairs: AvPair[] = [];
    const flags =
      avFlagsOf(targetInfo) |
      (mic ? AvFlags.MIC_PRESENT : 0) |
      (untrustedTargetName ? AvFlags.UNTRUSTED_TARGET_NAME : 0);
    if (flags !== 0) {
      const value = Buffer.alloc(4);
      value.writeUInt32LE(flags);
      pairs.push({ id: AvId.MsvAvFlags, value });
    }
    const bindings = channelBindings ? hashChannelBindings(channelBindings) : Buffer.alloc(16);
    pairs.push({ id: AvId.MsvAvChannelBindings, value: bindings });
    if (targetName !== null) pairs.push({ id: AvId.MsvAvTargetName, value: encodeUtf16(targetName) });
    return pairs;
  }

  #responseKeyV2(): Buffer {
    const {
      password = 'Password',
      user = 'User',
      domain = 'Domain',
      hashedUser,
      hashedDomain,
    } = this.options;
    return ntowfV2(ntowfV1(password), hashedUser ?? user, hashedDomain ?? domain);
  }

  #keyExchangeKeyV1(lmChallengeResponse: Buffer, serverChallenge: Buffer): Buffer {
    const { password = 'Password' } = this.options;
    const key = kxkey({
      negotiateFlags: this.negotiateFlags,
      sessionBaseKey: sessionBaseKeyV1(ntowfV1(password)),
      lmowf: lmowfV1(password),
      lmChallengeResponse,
      serverChallenge,
    });
    if (key === undefined) throw new RangeError('no LM hash of this password');
    return key;
  }
}

interface ClientProof {
  readonly nt: Buffer;
  readonly lm: Buffer;
  readonly keyExchangeKey: Buffer;
  readonly mic?: boolean;
}
