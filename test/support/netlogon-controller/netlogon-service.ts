import { NdrWriter } from '../../../src/ndr/index.js';
import type { ReceivedPdu } from '../../../src/rpc/pdu/index.js';
import { bindAck, bindNak, namesIn } from './bind-ack.js';
import { Sealing } from './channel-crypto.js';
import type { Conversation } from './conversation.js';
import { type FakeDomain, judge } from './directory.js';
import { faultPdu, sendPlain } from './faulty-answer.js';
import * as stubs from './netlogon-stubs.js';
import { type Fault, type Script, type Step } from './script.js';
import { type FakeMachine, nextCredential, SecureChannels } from './secure-channels.js';
import { sendAnswer } from './send-answer.js';
import { writeValidation } from './validation-stub.js';

/** A logon that a member asked about, with the answer. */
export interface SeenLogon {
  readonly user: string;
  readonly domain: string;
  readonly workstation: string;
  readonly parameterControl: number;
  readonly challenge: Buffer;
  readonly ntResponse: Buffer;
  readonly lmResponse: Buffer;
  readonly logonServer: string;
  readonly computer: string;
  readonly validationLevel: number;
  /** NTSTATUS of the answer. */
  readonly status: number;
}

export interface ServiceOptions {
  readonly domain: FakeDomain;
  readonly name: string;
  readonly machine: FakeMachine;
  readonly levels: readonly number[];
  readonly unknownLevel: { readonly status: number } | { readonly fault: number };
  readonly script: Script;
}

/** A result: the stub of the answer, or the status of a fault. */
type Result = Buffer | { readonly fault: number };

/** RPC_S_SEC_PKG_ERROR, Samba's fault for a signature that is wrong. */
const SEC_PKG_ERROR = 0x721;
const ACCESS_DENIED_FAULT = 5;
const OPNUM_OUT_OF_RANGE = 0x1c010002;
const ACCESS_DENIED = 0xc0000022;
/** ERROR_NO_SITENAME of DsrGetSiteName ([MS-NRPC] 3.5.4.3.6). */
const NO_SITE_NAME = 1919;
const INVALID_INFO_CLASS = 0xc0000003;

const steps: Readonly<Record<number, Step>> = {
  [stubs.Opnum.CHALLENGE]: 'challenge',
  [stubs.Opnum.AUTHENTICATE]: 'authenticate',
  [stubs.Opnum.AUTHENTICATE2]: 'authenticate',
  [stubs.Opnum.CAPABILITIES]: 'capabilities',
  [stubs.Opnum.SITE]: 'site',
  [stubs.Opnum.LOGON]: 'logon',
  [stubs.Opnum.LOGON_WITH_FLAGS]: 'logon',
};

/** Netlogon, as a member uses it for logons ([MS-NRPC] 3.5). */
export class NetlogonService {
  readonly calls: Step[] = [];
  readonly logons: SeenLogon[] = [];
  readonly clientChallenges: Buffer[] = [];
  readonly sessionKeys: Buffer[] = [];
  readonly userKeys: Buffer[] = [];
  readonly #options: ServiceOptions;
  readonly #channels: SecureChannels;

  constructor(options: ServiceOptions) {
    this.#options = options;
    this.#channels = new SecureChannels(options.machine);
  }

  replaceCredential(): void {
    this.#channels.replace();
  }

  async answer(pdu: ReceivedPdu, conversation: Conversation): Promise<void> {
    const { body, callId } = pdu;
    if (body.kind === 'bind' || body.kind === 'alter-context') return this.#bind(pdu, conversation);
    if (body.kind !== 'request') return conversation.destroy();
    const stub = whole(pdu, conversation);
    if (stub === 'more') return undefined;
    const step = steps[body.opnum];
    if (step === undefined) return conversation.send([faultPdu(callId, OPNUM_OUT_OF_RANGE)]);
    this.calls.push(step);
    const fault = this.#options.script.take(step);
    if (stub === undefined) return sendAnswer(pdu, conversation, resultWithoutKey(fault), fault);
    const result = this.#perform(body.opnum, stub, conversation, fault);
    return sendAnswer(pdu, conversation, result, fault);
  }

  async #bind(pdu: ReceivedPdu, conversation: Conversation): Promise<void> {
    const { security, callId } = pdu;
    const step = security === undefined ? 'bind' : 'sealed-bind';
    this.calls.push(step);
    const fault = this.#options.script.take(step);
    if (security !== undefined) {
      const { domain, computer } = namesIn(security.token);
      if (domain !== this.#options.domain.name) return conversation.send([bindNak(pdu)]);
      conversation.member = computer;
      conversation.securityContext = security.contextId;
      const key = this.#channels.of(conversation.member)?.key;
      if (key !== undefined) conversation.sealing = new Sealing(key);
    }
    return sendPlain(conversation, [bindAck(pdu, conversation)], callId, fault);
  }

  #perform(opnum: number, stub: Buffer, conversation: Conversation, fault?: Fault): Result {
    switch (opnum) {
      case stubs.Opnum.CHALLENGE:
        return this.#challenge(stub, fault);
      case stubs.Opnum.AUTHENTICATE:
        return this.#authenticate(stub, 1104, fault);
      case stubs.Opnum.AUTHENTICATE2:
        return this.#authenticate(stub, undefined, fault);
      case stubs.Opnum.CAPABILITIES:
        return this.#capabilities(stub, fault);
      case stubs.Opnum.SITE:
        return new NdrWriter().u32(0).u32(NO_SITE_NAME).finish();
      default:
        // Secure RPC only, and sealed ([MS-NRPC] 3.5.4.5.1, 3.1.4.6).
        if (conversation.sealing === undefined) return { fault: ACCESS_DENIED_FAULT };
        return this.#logon(stub, opnum === stubs.Opnum.LOGON_WITH_FLAGS, conversation.member, fault);
    }
  }

  #challenge(stub: Buffer, fault?: Fault): Buffer {
    const { computer, challenge } = stubs.readChallenge(stub);
    this.clientChallenges.push(Buffer.from(challenge));
    const server = this.#channels.challenge(computer, Buffer.from(challenge), fault);
    return new NdrWriter().bytes(server).u32(statusOf(fault)).finish();
  }

  #authenticate(stub: Buffer, rid: number | undefined, fault?: Fault): Buffer {
    const call = stubs.readAuthenticate(stub);
    const done = this.#channels.authenticate(call, fault);
    const channel = this.#channels.of(call.computer);
    if (done.status === 0 && channel !== undefined) this.sessionKeys.push(channel.key);
    return stubs.writeAuthenticated({ ...done, status: statusOf(fault) || done.status }, rid);
  }

  #capabilities(stub: Buffer, fault?: Fault): Buffer {
    const { computer, authenticator, level } = stubs.readCapabilities(stub);
    const channel = this.#channels.of(computer);
    const next = channel && nextCredential(channel, authenticator);
    if (next === undefined) return stubs.writeCapabilities(Buffer.alloc(8), level, 0, ACCESS_DENIED);
    const held = level === 2 ? channel?.requested : channel?.granted;
    const told = typeof fault === 'object' && 'capabilities' in fault ? fault.capabilities : held;
    if (fault === 'wrong-authenticator') next.writeUInt8(next.readUInt8(0) ^ 1, 0);
    return stubs.writeCapabilities(next, level, told ?? 0, statusOf(fault));
  }

  #logon(stub: Buffer, withFlags: boolean, member: string, fault?: Fault): Result {
    const { domain, levels, unknownLevel, name } = this.#options;
    const call = stubs.readLogon(stub, withFlags);
    const channel = this.#channels.of(member);
    const level = call.validationLevel;
    const isKnown = levels.includes(level);
    if (!isKnown && 'fault' in unknownLevel) return unknownLevel;
    const judgement = isKnown ? judge(domain, { ...call, member }) : unknownLevel;
    const refusal = 'status' in judgement ? judgement.status : 0;
    const status =
      statusOf(fault) || (call.logonLevel === 2 || call.logonLevel === 6 ? refusal : INVALID_INFO_CLASS);
    this.logons.push({ ...call, status });
    const w = new NdrWriter();
    if (withFlags) {
      const next = call.authenticator && channel && nextCredential(channel, call.authenticator);
      w.pointer(() => w.bytes(next ?? Buffer.alloc(8)).u32(0));
    }
    const proved = status === 0 && 'user' in judgement ? judgement : undefined;
    if (proved !== undefined) this.userKeys.push(proved.proof.sessionBaseKey);
    const key = channel?.key ?? Buffer.alloc(16);
    writeValidation(
      w,
      level,
      proved && { level: level === 6 ? 6 : 3, domain, server: name, judgement: proved, channelKey: key },
    );
    return w.u8(1).u32(call.extraFlags).u32(status).finish();
  }
}

/** An impostor can only make up an answer: a success of zeros, and no seal. */
function resultWithoutKey(fault: Fault | undefined): Result {
  return fault === 'unsealed' || fault === 'reflect' ? Buffer.alloc(24) : { fault: SEC_PKG_ERROR };
}

function statusOf(fault: Fault | undefined): number {
  return typeof fault === 'object' && 'status' in fault ? fault.status : 0;
}

/** The stub of a request in clear; `more` until its last fragment, undefined where a signature is wrong. */
function whole(pdu: ReceivedPdu, conversation: Conversation): Buffer | 'more' | undefined {
  const { raw, layout, flags, security } = pdu;
  const { sealing } = conversation;
  const stub = raw.subarray(layout.bodyStart, layout.trailerStart);
  const isBound = conversation.member !== '';
  if (isBound && (sealing === undefined || security === undefined)) return undefined;
  const clear = isBound ? sealing?.open({ stub, signature: security?.token ?? Buffer.alloc(0) }) : stub;
  if (clear === undefined) return undefined;
  conversation.parts.push(clear.subarray(0, clear.length - layout.padLength));
  if ((flags & 2) === 0) return 'more';
  const parts = conversation.parts;
  conversation.parts = [];
  return Buffer.concat(parts);
}
