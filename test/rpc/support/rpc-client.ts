import assert from 'node:assert/strict';
import type { Identity, MessageSecurity } from '../../../src/auth/mechanism.js';
import type { HeldBytes } from '../../../src/runtime/held-bytes.js';
import type { RpcPipe, RpcPipeInstance, SyntaxId } from '../../../src/rpc/index.js';
import {
  AuthLevel,
  decodeHeader,
  decodePdu,
  encodePdu,
  layoutOf,
  PfcFlags,
  TRAILER_LENGTH,
  type Pdu,
  type PduBody,
  type ReceivedPdu,
  type SecurityTrailer,
} from '../../../src/rpc/pdu/index.js';
import { NDR } from '../../../src/rpc/syntax.js';
import { anonymous } from './server-info.js';

const WHOLE = PfcFlags.FIRST_FRAG | PfcFlags.LAST_FRAG;

/** The security context that protects the client's requests, once it is logged in. */
export interface ClientLogin {
  readonly terms: Omit<SecurityTrailer, 'token'>;
  readonly messages: MessageSecurity;
  readonly signsHeaders: boolean;
}

type BodyOf<Kind extends PduBody['kind']> = PduBody & { readonly kind: Kind };

/** An RPC client to script: PDUs in, PDUs out, over one open of a pipe. */
export class RpcClient {
  readonly instance: RpcPipeInstance;
  login: ClientLogin | undefined;
  callId = 0;

  constructor(pipe: RpcPipe, identity: Identity = anonymous, held?: HeldBytes) {
    this.instance = pipe.open({ identity, held });
  }

  /** Writes bytes and reads every PDU that waits. */
  async exchange(bytes: Buffer): Promise<ReceivedPdu[]> {
    await this.instance.write(bytes);
    return this.readAll();
  }

  readAll(): ReceivedPdu[] {
    const pdus: ReceivedPdu[] = [];
    for (let read = this.instance.read(65536); read; read = this.instance.read(65536)) {
      assert.equal(read.more, false);
      pdus.push(decodePdu(read.data));
    }
    return pdus;
  }

  /** Sends one PDU and expects one. */
  async send(
    body: PduBody,
    extra: { flags?: number; security?: SecurityTrailer } = {},
  ): Promise<ReceivedPdu> {
    const answers = await this.exchange(this.encode(body, extra));
    assert.equal(answers.length, 1);
    return answers[0]!;
  }

  encode(
    body: PduBody,
    { flags = 0, security }: { flags?: number; security?: SecurityTrailer } = {},
  ): Buffer {
    const pdu: Pdu = { flags: WHOLE | flags, callId: ++this.callId, body };
    return encodePdu(security ? { ...pdu, security } : pdu);
  }

  bind(syntax: SyntaxId, extra: { flags?: number; security?: SecurityTrailer } = {}): Promise<ReceivedPdu> {
    return this.send(bindOf(syntax), extra);
  }

  /** Makes a call and returns the stub of its reply, verified and in clear. */
  async call(opnum: number, stub: Buffer, fragmentSize = 4096): Promise<Buffer> {
    const answers = await this.request(opnum, stub, fragmentSize);
    const stubs = answers.map((pdu) => {
      expectBody(pdu, 'response');
      return this.unprotect(pdu);
    });
    return Buffer.concat(stubs);
  }

  /** Makes a call and returns the PDUs that answer it. */
  request(opnum: number, stub: Buffer, fragmentSize = 4096): Promise<ReceivedPdu[]> {
    return this.exchange(Buffer.concat(this.fragments(opnum, stub, fragmentSize)));
  }

  /** A request in fragments of so many bytes of stub. */
  fragments(opnum: number, stub: Buffer, size: number, contextId = 0): Buffer[] {
    const callId = ++this.callId;
    const pdus: Buffer[] = [];
    for (let start = 0; start === 0 || start < stub.length; start += size) {
      const flags =
        (start === 0 ? PfcFlags.FIRST_FRAG : 0) | (start + size >= stub.length ? PfcFlags.LAST_FRAG : 0);
      const allocHint = stub.length - start;
      const part = stub.subarray(start, start + size);
      const body = { kind: 'request', allocHint, contextId, opnum, stub: part } as const;
      pdus.push(this.protect({ flags, callId, body }));
    }
    return pdus;
  }

  protect(pdu: Pdu): Buffer {
    const { login } = this;
    if (!login || login.terms.level === AuthLevel.CONNECT) return encodePdu(pdu);
    const { messages } = login;
    const seals = login.terms.level === AuthLevel.PKT_PRIVACY;
    const token = Buffer.alloc(seals ? messages.wrapSignatureLength : messages.micLength);
    const raw = encodePdu({ ...pdu, security: { ...login.terms, token } });
    const { body, around, signature } = partsOf(raw, login);
    if (!seals) {
      signature.set(messages.getMic(body, around));
      return raw;
    }
    const wrapped = messages.wrap(body, around);
    body.set(wrapped.sealed);
    signature.set(wrapped.signature);
    return raw;
  }

  unprotect(pdu: ReceivedPdu): Buffer {
    const { login } = this;
    const { stub } = expectBody(pdu, 'response');
    if (!login || login.terms.level === AuthLevel.CONNECT) {
      assert.equal(pdu.security, undefined);
      return stub;
    }
    assert.ok(pdu.security);
    const { body, around, signature } = partsOf(pdu.raw, login);
    if (login.terms.level !== AuthLevel.PKT_PRIVACY) {
      assert.ok(login.messages.verifyMic(body, signature, around));
      return stub;
    }
    const plain = login.messages.unwrap(body, signature, around);
    assert.ok(plain);
    return plain.subarray(0, plain.length - pdu.layout.padLength);
  }
}

/** Asserts what a PDU is. */
export function expectBody<Kind extends PduBody['kind']>(
  pdu: ReceivedPdu | undefined,
  kind: Kind,
): BodyOf<Kind> {
  assert.equal(pdu?.body.kind, kind);
  return pdu.body as BodyOf<Kind>;
}

export function expectFault(pdu: ReceivedPdu | undefined, status: number): void {
  const fault = expectBody(pdu, 'fault');
  assert.equal(fault.status.toString(16), status.toString(16));
}

export function bindOf(
  abstractSyntax: SyntaxId,
  transferSyntax: SyntaxId = NDR,
  contextId = 0,
): BodyOf<'bind' | 'alter-context'> {
  return {
    kind: 'bind',
    maxXmitFrag: 4280,
    maxRecvFrag: 4280,
    assocGroupId: 0,
    contexts: [{ contextId, abstractSyntax, transferSyntaxes: [transferSyntax] }],
  };
}

function partsOf(raw: Buffer, login: ClientLogin) {
  const { bodyStart, trailerStart } = layoutOf(raw, decodeHeader(raw));
  const tokenStart = trailerStart + TRAILER_LENGTH;
  return {
    body: raw.subarray(bodyStart, trailerStart),
    signature: raw.subarray(tokenStart),
    around: {
      before: raw.subarray(0, bodyStart),
      after: raw.subarray(trailerStart, tokenStart),
      sign: login.signsHeaders,
    },
  };
}
