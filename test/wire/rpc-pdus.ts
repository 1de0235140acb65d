import type { NtlmClient } from '../support/ntlm-client.js';
import { readVectors } from '../support/vectors.js';

/** PDUs of Samba's client as smbd was sent them. */
const { exchanges } = readVectors('rpc-samba-4.17.json') as {
  readonly exchanges: readonly { readonly name: string; readonly request: string }[];
};

/** The requests by name, the bind first. */
export const recordedRequests: readonly (readonly [string, Buffer])[] = exchanges.map(
  ({ name, request }) => [name, Buffer.from(request, 'hex')] as const,
);

export function recordedRequest(name: string): Buffer {
  const found = recordedRequests.find(([other]) => other === name);
  if (found === undefined) throw new Error(`no recording of ${name}`);
  return found[1];
}

const SRVSVC = 'c84f324b7016d30112785a47bf6ee18803000000';
const WKSSVC = '98d0ff6b12a11036983346c3f87e345a01000000';

/** The bind to srvsvc, for another interface: wkssvc, or one nobody has. */
export function bindTo(service: 'wkssvc' | 'nothing'): Buffer {
  const syntax = service === 'wkssvc' ? WKSSVC : '11'.repeat(20);
  return Buffer.from(recordedRequest('bind').toString('hex').replaceAll(SRVSVC, syntax), 'hex');
}

/** Authentication levels ([MS-RPCE] 2.2.1.1.8). */
export const AuthLevel = { CONNECT: 2, PKT: 4, INTEGRITY: 5, PRIVACY: 6 } as const;

const WHOLE = 3;
const HEADER_SIGNING = 4;
const HEADER_LENGTH = 16;
const REQUEST_HEADER_LENGTH = 24;
/** RPC_C_AUTHN_WINNT */
const NTLM = 10;

/** A bind that logs in with NTLM. */
export function bindWith(client: NtlmClient, level: number): Buffer {
  const body = recordedRequest('bind').subarray(HEADER_LENGTH);
  return secured(
    { type: 11, flags: WHOLE | HEADER_SIGNING, callId: 1, body },
    level,
    client.negotiateMessage,
  );
}

/** The AUTH3 that ends the login. */
export function auth3(client: NtlmClient, level: number, bindAck: Buffer): Buffer {
  const challenge = bindAck.subarray(bindAck.length - bindAck.readUInt16LE(10));
  const token = client.authenticate(challenge);
  return secured({ type: 16, flags: WHOLE, callId: 1, body: Buffer.alloc(4) }, level, token);
}

/** Protects a recorded request as a level asks for. */
export function protect(client: NtlmClient, level: number): (request: Buffer) => Buffer {
  const messages = client.messageSecurity();
  return (request) => {
    if (level === AuthLevel.CONNECT) return request;
    const stub = request.subarray(HEADER_LENGTH);
    const padding = (16 - ((stub.length - 8) % 16)) % 16;
    const body = Buffer.concat([stub, Buffer.alloc(padding)]);
    const callId = request.readUInt32LE(12);
    const pdu = secured({ type: 0, flags: WHOLE, callId, body }, level, Buffer.alloc(16), padding);
    const trailer = HEADER_LENGTH + body.length;
    const around = {
      before: pdu.subarray(0, REQUEST_HEADER_LENGTH),
      after: pdu.subarray(trailer, trailer + 8),
      sign: true,
    };
    const plain = pdu.subarray(REQUEST_HEADER_LENGTH, trailer);
    if (level !== AuthLevel.PRIVACY) {
      messages.getMic(plain, around).copy(pdu, trailer + 8);
      return pdu;
    }
    const { sealed, signature } = messages.wrap(plain, around);
    sealed.copy(pdu, REQUEST_HEADER_LENGTH);
    signature.copy(pdu, trailer + 8);
    return pdu;
  };
}

/** A PDU with a security trailer ([MS-RPCE] 2.2.2.11). */
function secured(
  pdu: { readonly type: number; readonly flags: number; readonly callId: number; readonly body: Buffer },
  level: number,
  token: Buffer,
  padding = 0,
): Buffer {
  const header = Buffer.from([5, 0, pdu.type, pdu.flags, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  header.writeUInt16LE(HEADER_LENGTH + pdu.body.length + 8 + token.length, 8);
  header.writeUInt16LE(token.length, 10);
  header.writeUInt32LE(pdu.callId, 12);
  return Buffer.concat([header, pdu.body, Buffer.from([NTLM, level, padding, 0, 1, 0, 0, 0]), token]);
}
