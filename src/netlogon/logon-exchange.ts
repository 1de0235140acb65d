import { NtStatus } from '../constants/nt-status.js';
import { FaultStatus } from '../rpc/pdu/index.js';
import type { ChannelFailure, LogonAnswer, LogonQuestion } from './channel-action.js';
import { Opnum, type Answer, type Parties } from './channel-calls.js';
import type { Call } from './conversation.js';
import type { Agreement } from './establish.js';
import { decodeLogon, encodeLogon, LogonLevel, type LogonReply, type ValidationLevel } from './logon-call.js';
import { NegotiateFlags } from './negotiate-flags.js';
import { validationOf } from './validation-info.js';

/** The meaning of an answer to a logon call. */
export type Judgement =
  | { readonly kind: 'answered'; readonly answer: LogonAnswer }
  /** The same question is asked anew, otherwise. */
  | { readonly kind: 'again' }
  | { readonly kind: 'failed'; readonly failure: ChannelFailure };

/**
 * Statuses that are not about the account: upon STATUS_ACCESS_DENIED the client establishes the channel anew ([MS-NRPC]
 * 3.4.5.3.2); STATUS_INVALID_COMPUTER_NAME says that LogonServer is not the controller's name (3.5.4.5.1).
 */
const OF_CHANNEL: readonly number[] = [NtStatus.STATUS_ACCESS_DENIED, 0xc0000122];

/**
 * Faults of a controller that cannot read a call, such as one with a validation level of later (C706 appendix E;
 * [MS-RPCE] 3.1.1.5.5).
 */
const UNKNOWN_LEVEL: readonly number[] = [FaultStatus.BAD_STUB_DATA, 0x1c000006, 0x000006c5, 0x000006f5];

/** An open channel, and the surroundings of its calls. */
export interface OpenChannel extends Agreement {
  readonly parties: Parties;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Asks a controller about logons, and understands its answers ([MS-NRPC] 3.4.5.3.2, 3.4.5.3.3). */
export class LogonExchange {
  readonly #channel: OpenChannel;
  readonly #logonLevel: LogonLevel;
  readonly #highestLevel: ValidationLevel;
  #validationLevel: ValidationLevel;
  #withFlags = false;

  constructor(channel: OpenChannel) {
    this.#channel = channel;
    const has = (option: number): boolean => (channel.flags & option) !== 0;
    // [MS-NRPC] 3.4.5.3.2: with transitive trusts the level is the transitive one.
    this.#logonLevel = has(NegotiateFlags.TRANSITIVE_TRUSTS)
      ? LogonLevel.NETWORK_TRANSITIVE
      : LogonLevel.NETWORK;
    // [MS-APDS] 3.1.5.2: level 6 needs the flags T and Y; without Y there is no channel.
    this.#highestLevel = has(NegotiateFlags.FOREST_TRUSTS) ? 6 : 3;
    this.#validationLevel = this.#highestLevel;
  }

  /** The call for a question. */
  ask(question: LogonQuestion): Call {
    const { parties, chain, now } = this.#channel;
    const levels = { logon: this.#logonLevel, validation: this.#validationLevel };
    const authenticator = this.#withFlags ? chain.next(now()) : undefined;
    const stub = encodeLogon(parties, question, levels, authenticator);
    return this.#withFlags
      ? { step: this.#step, opnum: Opnum.LOGON_SAM_LOGON_WITH_FLAGS, stub }
      : { step: this.#step, opnum: Opnum.LOGON_SAM_LOGON_EX, stub };
  }

  /** @throws CodecError for bytes that are no answer */
  judge(answer: Answer): Judgement {
    const reply = decodeLogon(answer, this.#validationLevel, this.#withFlags);
    const { status } = reply;
    if (OF_CHANNEL.includes(status)) return this.#refused(status);
    if (!this.#isConfirmed(reply)) {
      return { kind: 'failed', failure: { kind: 'impostor', detail: 'the return authenticator is wrong' } };
    }
    if (status === NtStatus.STATUS_INVALID_INFO_CLASS && this.#lowerLevel()) return { kind: 'again' };
    if (status !== 0) return { kind: 'answered', answer: { kind: 'refused', status } };
    // 3.4.5.3.2: an answer that is not authoritative is asked for elsewhere.
    if (!reply.authoritative || reply.info === undefined) {
      const detail = `a success of ${this.#step} that is not authoritative, or names no account`;
      return { kind: 'failed', failure: { kind: 'malformed', detail } };
    }
    const validation = validationOf(reply.info, this.#channel.sessionKey);
    return { kind: 'answered', answer: { kind: 'validated', validation } };
  }

  /**
   * A fault is no answer about the account: the question is asked in an older form. One that no form of it can be read
   * in is refused by itself: a client may send a name that is no UTF-16, and would end the channel of all others.
   */
  judgeFault(status: number): Judgement {
    if (UNKNOWN_LEVEL.includes(status)) {
      if (this.#lowerLevel()) return { kind: 'again' };
      this.#validationLevel = this.#highestLevel;
      return { kind: 'answered', answer: { kind: 'refused', status } };
    }
    if (status === FaultStatus.OPNUM_OUT_OF_RANGE && !this.#withFlags) {
      this.#withFlags = true;
      return { kind: 'again' };
    }
    return this.#refused(status);
  }

  get #step(): string {
    return this.#withFlags ? 'NetrLogonSamLogonWithFlags' : 'NetrLogonSamLogonEx';
  }

  #refused(status: number): Judgement {
    return { kind: 'failed', failure: { kind: 'refused', step: this.#step, status } };
  }

  #isConfirmed({ returned }: LogonReply): boolean {
    if (!this.#withFlags) return true;
    return returned !== undefined && this.#channel.chain.confirms(returned);
  }

  #lowerLevel(): boolean {
    const isLower = this.#validationLevel === 6;
    this.#validationLevel = 3;
    return isLower;
  }
}
