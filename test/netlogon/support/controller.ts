import assert from 'node:assert/strict';
import { ntHashOfPassword } from '../../../src/auth/nt-hash.js';
import { NdrReader, octetString, unicodeString } from '../../../src/ndr/index.js';
import { decodePdu, type CallRequest, type ReceivedPdu } from '../../../src/rpc/pdu/index.js';
import { frame, PDU } from './frame.js';
import { SealedConnection } from './sealed-connection.js';
import { credentialOf, sessionKeyOf } from './sealing.js';
import { Stub } from './stub.js';
import { logonAnswer, type Judged } from './validation-stub.js';

/** The answers of a controller in order, so that a test changes one of them. */
export type Step =
  'bind' | 'ept_map' | 'challenge' | 'authenticate' | 'sealed-bind' | 'capabilities' | 'site' | 'logon';

/** Deviations of a controller; without any it is faultless. */
export interface Deviations {
  readonly password?: string;
  readonly bigEndian?: boolean;
  /** Stub bytes of a fragment of a sealed answer, a multiple of 16. */
  readonly fragment?: number;
  readonly signsHeaders?: boolean;
  readonly granted?: number;
  readonly capabilities?: number;
  readonly serverChallenge?: (clientChallenge: Buffer) => Buffer;
  readonly serverCredential?: (right: Buffer, clientCredential: Buffer) => Buffer;
  readonly returned?: (right: Buffer) => Buffer;
  readonly status?: Partial<Record<Step, number>>;
  /** Replaces the answer to a step by a fault in clear. */
  readonly fault?: Partial<Record<Step, number>>;
  readonly judge?: (user: string, level: number) => Judged;
  /** Changes the stub of an answer before it is sealed. */
  readonly stub?: (step: Step, stub: Buffer) => Buffer;
  /** Changes the PDUs of an answer, the n-th of its step. */
  readonly alter?: (step: Step, pdus: Buffer[], n: number) => Buffer[];
}

const none: Buffer = Buffer.alloc(0);
const NDR = Buffer.from('045d888aeb1cc9119fe808002b10486002000000', 'hex');
const NETLOGON_PORT = 49_152;
/** The flags that the controller knows. */
export const KNOWN = 0x612f_ffff;

/** A controller in memory: it answers PDUs, with the arithmetic of Node.js alone. */
export class Controller {
  readonly #deviations: Deviations;
  readonly #ntHash: Buffer;
  readonly #sealing: SealedConnection;
  readonly #counts = new Map<Step, number>();
  readonly logons: { user: string; level: number; logonLevel: number; opnum: number }[] = [];
  readonly steps: Step[] = [];
  clientChallenge: Buffer = none;
  key: Buffer = none;
  #stored: Buffer = none;
  #serverChallenge: Buffer = none;

  constructor(deviations: Deviations = {}) {
    this.#deviations = deviations;
    this.#sealing = new SealedConnection(deviations.signsHeaders ?? true);
    this.#ntHash = ntHashOfPassword(deviations.password ?? 'M4chine-pw!');
  }

  /** Answers one PDU of a connection. */
  answer(connection: string, bytes: Buffer): Buffer[] {
    const pdu = decodePdu(bytes);
    if (pdu.body.kind === 'bind') return this.#bind(connection, pdu);
    assert.ok(pdu.body.kind === 'request');
    const stub = connection === 'sealed' ? this.#sealing.open(this.key, pdu) : pdu.body.stub;
    return this.#call(connection, pdu, pdu.body, stub);
  }

  #bind(connection: string, pdu: ReceivedPdu): Buffer[] {
    const { bigEndian = false, signsHeaders = true } = this.#deviations;
    const isSealed = connection === 'sealed';
    const uuid = bigEndian ? swappedSyntax() : NDR;
    const body = new Stub(bigEndian).u16(5840).u16(5840).u32(7).u16(4).bytes(Buffer.from('135\0')).align(4);
    body.u8(1).bytes(Buffer.alloc(3)).u16(0).u16(0).bytes(uuid);
    const token = new Stub().u32(1).u32(0).u32(0).finish();
    const bindAck = frame({
      type: PDU.bindAck,
      flags: isSealed && signsHeaders ? 7 : 3,
      callId: pdu.callId,
      body: body.finish(),
      bigEndian,
      ...(isSealed && { security: { token, pad: 0 } }),
    });
    return this.#altered(isSealed ? 'sealed-bind' : 'bind', [bindAck]);
  }

  #call(connection: string, pdu: ReceivedPdu, { opnum }: CallRequest, stub: Buffer): Buffer[] {
    const step = stepOf(connection, opnum);
    const fault = this.#deviations.fault?.[step];
    if (fault !== undefined) return this.#altered(step, [faultOf(pdu.callId, fault)]);
    const whole = this.#answerOf(step, opnum, stub);
    const answer = this.#deviations.stub?.(step, whole) ?? whole;
    const { bigEndian = false } = this.#deviations;
    const isSealed = connection === 'sealed';
    const size = this.#deviations.fragment ?? 4096;
    const pdus: Buffer[] = [];
    for (let start = 0; start === 0 || start < answer.length; start += size) {
      const part = answer.subarray(start, start + size);
      const flags = (start === 0 ? 1 : 0) | (start + size >= answer.length ? 2 : 0);
      const head = new Stub(bigEndian)
        .u32(answer.length - start)
        .u16(0)
        .u16(0)
        .finish();
      const plain = { type: PDU.response, flags, callId: pdu.callId, bigEndian };
      pdus.push(
        isSealed
          ? this.#sealing.seal(this.key, plain, head, part)
          : frame({ ...plain, body: Buffer.concat([head, part]) }),
      );
    }
    return this.#altered(step, pdus);
  }

  #answerOf(step: Step, opnum: number, stub: Buffer): Buffer {
    const { bigEndian = false, status = {} } = this.#deviations;
    const w = new Stub(bigEndian);
    switch (step) {
      case 'ept_map':
        return w
          .bytes(Buffer.alloc(20))
          .u32(1)
          .u32(4)
          .u32(0)
          .u32(1)
          .pointer(() => {
            // The tower that was asked for, with the port.
            const tower = Buffer.from(stub.subarray(32, 107));
            tower.writeUInt16BE(NETLOGON_PORT, 64);
            w.u32(tower.length).u32(tower.length).bytes(tower);
          })
          .pointees()
          .u32(status.ept_map ?? 0)
          .finish();
      case 'challenge':
        this.clientChallenge = Buffer.from(stub.subarray(-8));
        this.#serverChallenge =
          this.#deviations.serverChallenge?.(this.clientChallenge) ?? Buffer.from('0123456789abcdef', 'hex');
        return w
          .bytes(this.#serverChallenge)
          .u32(status.challenge ?? 0)
          .finish();
      case 'authenticate':
        return this.#authenticate(w, stub);
      case 'capabilities': {
        const r = new NdrReader(stub, 'request');
        r.text('ServerName');
        r.optionalText('ComputerName');
        this.#writeReturned(w, r);
        const flags = this.#deviations.capabilities ?? this.#deviations.granted ?? KNOWN;
        return w
          .u32(1)
          .u32(flags)
          .u32(status.capabilities ?? 0)
          .finish();
      }
      case 'site':
        return w.pointer().u32(0x77f).finish();
      default:
        return this.#logon(w, opnum, stub);
    }
  }

  #authenticate(w: Stub, stub: Buffer): Buffer {
    const { granted = KNOWN, serverCredential = (right: Buffer) => right, status = {} } = this.#deviations;
    const clientCredential = Buffer.from(stub.subarray(-12, -4));
    this.key = sessionKeyOf(this.#ntHash, this.clientChallenge, this.#serverChallenge);
    const isRight = clientCredential.equals(credentialOf(this.key, this.clientChallenge));
    this.#stored = clientCredential;
    const credential = serverCredential(credentialOf(this.key, this.#serverChallenge), clientCredential);
    const verdict = status.authenticate ?? (isRight ? 0 : 0xc0000022);
    return w
      .bytes(isRight || status.authenticate === 0 ? credential : Buffer.alloc(8))
      .u32(granted)
      .u32(1106)
      .u32(verdict)
      .finish();
  }

  #logon(w: Stub, opnum: number, stub: Buffer): Buffer {
    const r = new NdrReader(stub, 'request');
    r.optionalText('LogonServer');
    r.optionalText('ComputerName');
    if (opnum === 45) {
      r.pointer('Authenticator', () => this.#writeReturned(w.u32(0x20000), r));
      r.pointer('ReturnAuthenticator', () => void r.bytes(12, 'ReturnAuthenticator'));
    }
    const logonLevel = r.u16('LogonLevel');
    assert.equal(r.u16('LogonLevel'), logonLevel);
    let user = '';
    r.pointer('LogonInformation', () => {
      unicodeString.read(r, 'LogonDomainName', () => {});
      for (let i = 0; i < 3; i++) r.u32('ParameterControl');
      unicodeString.read(r, 'UserName', (read) => (user = read));
      unicodeString.read(r, 'Workstation', () => {});
      r.bytes(8, 'LmChallenge');
      octetString.read(r, 'NtChallengeResponse', () => {});
      octetString.read(r, 'LmChallengeResponse', () => {});
    });
    const level = r.u16('ValidationLevel');
    this.logons.push({ user, level, logonLevel, opnum });
    return logonAnswer(w, level, user, this.#deviations.judge?.(user, level) ?? {}, this.key);
  }

  #writeReturned(w: Stub, r: NdrReader): void {
    r.align(4, 'Authenticator');
    const credential = r.bytes(8, 'Credential');
    this.#add(r.u32('Timestamp'));
    assert.deepEqual(credential, credentialOf(this.key, this.#stored), 'the client authenticator');
    this.#add(1);
    const right = credentialOf(this.key, this.#stored);
    w.align(4)
      .bytes(this.#deviations.returned?.(right) ?? right)
      .u32(0);
  }

  #add(value: number): void {
    this.#stored.writeUInt32LE((this.#stored.readUInt32LE() + value) >>> 0);
  }

  #altered(step: Step, pdus: Buffer[]): Buffer[] {
    const n = this.#counts.get(step) ?? 0;
    this.#counts.set(step, n + 1);
    this.steps.push(step);
    return this.#deviations.alter?.(step, pdus, n) ?? pdus;
  }
}

/** A fault in clear. */
export function faultOf(callId: number, status: number): Buffer {
  const body = new Stub().u32(32).u16(0).u16(0).u32(status).u32(0).finish();
  return frame({ type: PDU.fault, flags: 3, callId, body, bigEndian: false });
}

function stepOf(connection: string, opnum: number): Step {
  if (connection === 'mapper') return 'ept_map';
  const steps: Readonly<Record<number, Step>> = {
    4: 'challenge',
    26: 'authenticate',
    21: 'capabilities',
    28: 'site',
  };
  return steps[opnum] ?? 'logon';
}

/** NDR's identifier, whose numbers are big-endian. */
function swappedSyntax(): Buffer {
  return Buffer.from('8a885d041ceb11c99fe808002b10486000000002', 'hex');
}
