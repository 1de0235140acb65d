import { type AuthenticateMessage, decodeAuthenticateMessage } from '../auth/ntlm/authenticate-message.js';
import { avFlagsOf, AvFlags, AvId, findAvPair } from '../auth/ntlm/av-pairs.js';
import { type ChallengeMessage, decodeChallengeMessage } from '../auth/ntlm/challenge-message.js';
import { MessageType, messageTypeOf } from '../auth/ntlm/message-fields.js';
import { agreedFlags, isWeak, NegotiateFlags, ntlmFlagNames } from '../auth/ntlm/negotiate-flags.js';
import { mistakenNtlmKeys } from '../auth/ntlm/mistaken-keys.js';
import { decodeNegotiateMessage } from '../auth/ntlm/negotiate-message.js';
import { type ClientResponse, responseOf } from '../auth/ntlm/client-response.js';
import { avName, describeAvPairs, fileTimeText } from './av-pairs.js';
import { type Section, SectionBuilder } from './section.js';
import type { VerifiedLogin } from './verified-login.js';
import { type Searches, verifyLogin } from './verify-login.js';

/** How NTLM is shown, and what it is verified with. */
export interface NtlmInspectOptions {
  /** Verifies proofs, MICs and keys with this password. */
  readonly password?: string | undefined;
  /** Shows responses in full. Passwords can be guessed against them. */
  readonly reveal?: boolean | undefined;
}

/** Follows an NTLM exchange: each message is judged by the messages before it. */
export class NtlmInspector {
  readonly #options: NtlmInspectOptions;
  readonly #searches: Searches;
  #negotiate: Buffer | undefined;
  #challenge: { readonly raw: Buffer; readonly message: ChallengeMessage } | undefined;
  /** The verified login, with its key, once the password was right. */
  verified: VerifiedLogin | undefined;

  /** @param searches the searches left for all inputs together */
  constructor(options: NtlmInspectOptions, searches: Searches) {
    this.#options = options;
    this.#searches = searches;
  }

  inspect(raw: Buffer): Section {
    switch (messageTypeOf(raw)) {
      case MessageType.NEGOTIATE:
        return this.#inspectNegotiate(raw);
      case MessageType.CHALLENGE:
        return this.#inspectChallenge(raw);
      case MessageType.AUTHENTICATE:
        return this.#inspectAuthenticate(raw);
      default:
        return new SectionBuilder('NTLM').refused('no NTLM message', '[MS-NLMP] 2.2.1').build();
    }
  }

  #inspectNegotiate(raw: Buffer): Section {
    this.#negotiate = raw;
    this.#challenge = undefined;
    const found = new SectionBuilder('NTLM NEGOTIATE_MESSAGE');
    return found
      .attempt('[MS-NLMP] 2.2.1.1', () => {
        const message = decodeNegotiateMessage(raw);
        const { negotiateFlags: flags, domainName, workstationName, version } = message;
        found.field('NegotiateFlags', ntlmFlagNames(flags));
        if (domainName !== '') found.field('DomainName', domainName);
        if (workstationName !== '') found.field('Workstation', workstationName);
        found.field('Version', version);
        for (const ignored of message.ignored ?? []) found.weak(`ignored: ${ignored}`, '[MS-NLMP] 2.2.1.1');
        judgeFlags(found, flags);
        if ((flags & (NegotiateFlags.UNICODE | NegotiateFlags.OEM)) === 0) {
          found.refused('neither Unicode nor OEM is offered', '[MS-NLMP] 3.2.5.1.1');
        }
      })
      .build();
  }

  #inspectChallenge(raw: Buffer): Section {
    const found = new SectionBuilder('NTLM CHALLENGE_MESSAGE');
    return found
      .attempt('[MS-NLMP] 2.2.1.2', () => {
        const message = decodeChallengeMessage(raw);
        this.#challenge = { raw, message };
        found
          .field('TargetName', message.targetName)
          .field('NegotiateFlags', ntlmFlagNames(message.negotiateFlags))
          .field('ServerChallenge', message.serverChallenge)
          .field('Version', message.version);
        if (message.targetInfo !== undefined) found.add(describeAvPairs('TargetInfo', message.targetInfo));
        if (!message.targetInfo?.some(({ id }) => id === AvId.MsvAvTimestamp)) {
          found.weak('without MsvAvTimestamp clients send no MIC', '[MS-NLMP] 3.2.5.1.1');
        }
      })
      .build();
  }

  #inspectAuthenticate(raw: Buffer): Section {
    const found = new SectionBuilder('NTLM AUTHENTICATE_MESSAGE');
    const challenge = this.#challenge?.message;
    return found
      .attempt('[MS-NLMP] 2.2.1.3', () => {
        const granted = challenge?.negotiateFlags ?? 0xffffffff;
        const message = decodeAuthenticateMessage(raw, challenge?.negotiateFlags);
        const flags = agreedFlags(granted, message.negotiateFlags);
        const show = this.#options.reveal === true ? asTheyAre : lengthOnly;
        describeMessage(found, message, show);
        for (const ignored of message.ignored ?? []) found.weak(`ignored: ${ignored}`, '[MS-NLMP] 2.2.1.3');
        found
          .field('LmChallengeResponse', show(message.lmChallengeResponse))
          .field('NtChallengeResponse', show(message.ntChallengeResponse));
        const response = responseOf(message, flags);
        describeResponse(found, message, response, challenge);
        this.#verify(found, raw, message, response, flags);
      })
      .build();
  }

  #verify(
    found: SectionBuilder,
    raw: Buffer,
    message: AuthenticateMessage,
    response: ClientResponse,
    flags: number,
  ): void {
    const { password } = this.#options;
    if (password === undefined) return;
    const { section, verified } = verifyLogin({
      password,
      negotiate: this.#negotiate,
      challenge: this.#challenge,
      rawAuthenticate: raw,
      message,
      response,
      agreedFlags: flags,
      searches: this.#searches,
    });
    this.verified = verified && {
      sessionKey: verified.sessionKey,
      mistakenKeys: mistakenNtlmKeys(verified.sessionKey, verified.keyExchangeKey),
    };
    found.add(section);
  }
}

const asTheyAre = (bytes: Buffer): Buffer => bytes;
const lengthOnly = (bytes: Buffer): string =>
  `${bytes.length} bytes${bytes.length > 0 && bytes.every((byte) => byte === 0) ? ', zero' : ''}`;

function describeMessage(
  found: SectionBuilder,
  message: AuthenticateMessage,
  show: (bytes: Buffer) => string | Buffer,
): void {
  found
    .field('UserName', message.userName)
    .field('DomainName', message.domainName)
    .field('Workstation', message.workstation)
    .field('NegotiateFlags', ntlmFlagNames(message.negotiateFlags))
    .field('EncryptedRandomSessionKey', `${message.encryptedRandomSessionKey.length} bytes`)
    .field('Version', message.version)
    .field('MIC', message.mic && show(message.mic));
  if (message.negotiateFlags !== 0) judgeFlags(found, message.negotiateFlags);
  const keyed = (message.negotiateFlags & NegotiateFlags.KEY_EXCH) !== 0;
  if (keyed && message.encryptedRandomSessionKey.length !== 16) {
    found.refused('KEY_EXCH without a 16-byte EncryptedRandomSessionKey', '[MS-NLMP] 3.2.5.1.2');
  }
}

const kinds = {
  anonymous: 'none: anonymous',
  none: 'none: nothing proves the name',
  lm: 'LM or LMv2',
  ntlmv1: 'NTLMv1',
  'ntlmv1-ess': 'NTLMv1 with extended session security',
  ntlmv2: 'NTLMv2',
} as const;

function describeResponse(
  found: SectionBuilder,
  message: AuthenticateMessage,
  response: ClientResponse,
  challenge: ChallengeMessage | undefined,
): void {
  found.field('Response', kinds[response.kind]);
  const section = '[MS-NLMP] 3.2.5.1.2';
  if (response.kind !== 'ntlmv2') {
    found.refused(`${kinds[response.kind]} is refused by default`, section);
    return;
  }
  const { timeStamp, avPairs, challengeFromClient } = response.clientChallenge;
  found
    .field('TimeStamp', fileTimeText(timeStamp))
    .field('ChallengeFromClient', challengeFromClient)
    .add(describeAvPairs('AvPairs', avPairs));
  const announced = (avFlagsOf(avPairs) & AvFlags.MIC_PRESENT) !== 0;
  if (announced && message.mic === undefined)
    found.refused('MsvAvFlags announces a MIC and there is none', section);
  if (!announced) found.weak('no MIC: the messages can be altered on their way', section);
  if (findAvPair(avPairs, AvId.MsvAvTargetName) === undefined) {
    found.weak(
      'no MsvAvTargetName: a relayed login cannot be told from one that is meant for this server',
      section,
    );
  }
  for (const { id, value } of challenge?.targetInfo ?? []) {
    const echoed = findAvPair(avPairs, id);
    if (echoed?.equals(value) === true) continue;
    const what = echoed === undefined ? 'not repeated' : 'changed';
    found.refused(`${avName(id)} of the CHALLENGE is ${what}`, '[MS-NLMP] 3.1.5.1.2');
  }
}

function judgeFlags(found: SectionBuilder, flags: number): void {
  const section = '[MS-NLMP] 2.2.2.5';
  if (isWeak(flags)) found.refused('signing or sealing without 128-bit keys', section);
  if (flags & NegotiateFlags.DATAGRAM) found.refused('connectionless NTLM', section);
  if ((flags & NegotiateFlags.EXTENDED_SESSIONSECURITY) === 0) {
    found.weak('no extended session security', section);
  }
  if ((flags & NegotiateFlags.UNICODE) === 0)
    found.weak('no Unicode: names are in an OEM character set', section);
}
