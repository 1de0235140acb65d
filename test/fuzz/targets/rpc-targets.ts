import { BigEndianReader, Reader } from '../../../src/bytes/index.js';
import { createRpcPipe, createSrvsvc } from '../../../src/rpc/index.js';
import { decodeEptMap } from '../../../src/rpc/client/ept-map.js';
import { decodeTower } from '../../../src/rpc/epm/tower.js';
import { NETLOGON } from '../../../src/netlogon/channel-calls.js';
import * as calls from '../../../src/netlogon/channel-calls.js';
import { isAuthResponse } from '../../../src/netlogon/auth-message.js';
import { decodeLogon } from '../../../src/netlogon/logon-call.js';
import { decodePdu, PduStream } from '../../../src/rpc/pdu/index.js';
import { decodeHeader } from '../../../src/rpc/pdu/header.js';
import { decodeSecurityTrailer, layoutOf } from '../../../src/rpc/pdu/security-trailer.js';
import { checkVerificationTrailer } from '../../../src/rpc/verification-trailer.js';
import type { FuzzTarget } from '../engine/fuzz-target.js';
import { exchanges, logins } from '../../rpc/support/recorded.js';
import { alice, recordedServer } from '../../rpc/support/server-info.js';
import { target } from './login-targets.js';

/** PDUs and stubs, the association of a pipe, and the answers of a domain controller. */
export function rpcTargets(): FuzzTarget[] {
  const requests = exchanges.map(({ request }) => request);
  const [bind = Buffer.alloc(0)] = requests;
  const whole = requests.slice(1).map((request) => Buffer.concat([bind, request]));
  const lines = logins.map(({ pdus }) => Buffer.concat(pdus));
  const answer = (stub: Buffer): { stub: Buffer; bigEndian: boolean } => ({
    stub: stub.subarray(1),
    bigEndian: ((stub[0] ?? 0) & 1) === 1,
  });
  return [
    target('rpc: decodePdu', 'bytes', decodePdu),
    target('rpc: decodeHeader', 'bytes', decodeHeader),
    target('rpc: decodeSecurityTrailer', 'bytes', readTrailer),
    target('rpc: PduStream', 'bytes', streamOfPdus, whole),
    target('rpc: decodeTower', 'bytes', decodeTower),
    target('rpc: checkVerificationTrailer', 'bytes', (stub) => checkVerificationTrailer(stub, trailerFacts)),
    target('rpc: the association of srvsvc', 'bytes', associate, [...whole, ...lines]),
    target('rpc: decodeEptMap', 'bytes', (stub) =>
      decodeEptMap(stub.subarray(1), (stub[0] ?? 0) === 1, NETLOGON),
    ),
    target('netlogon: decodeReqChallenge', 'bytes', (stub) => calls.decodeReqChallenge(answer(stub))),
    target('netlogon: decodeAuthenticate3', 'bytes', (stub) => calls.decodeAuthenticate3(answer(stub))),
    target('netlogon: decodeGetCapabilities', 'bytes', (stub) => calls.decodeGetCapabilities(answer(stub))),
    target('netlogon: decodeLogon', 'bytes', (stub) => decodeLogon(answer(stub), 6, false)),
    target('netlogon: decodeLogon of level 3', 'bytes', (stub) => decodeLogon(answer(stub), 3, true)),
    target('netlogon: isAuthResponse', 'bytes', isAuthResponse),
    target('bytes: readers', 'bytes', (bytes) => [
      new Reader(bytes, 'x').u16('x'),
      new BigEndianReader(bytes, 'x').u32('x'),
    ]),
  ];
}

const trailerFacts = {
  callId: 1,
  contextId: 0,
  opnum: 15,
  abstractSyntax: NETLOGON,
  headerSignOffered: true,
  bigEndian: false,
};

function readTrailer(raw: Buffer): unknown {
  const header = decodeHeader(raw);
  const layout = layoutOf(raw, header);
  return decodeSecurityTrailer(raw, layout, header);
}

function streamOfPdus(bytes: Buffer): unknown {
  const stream = new PduStream(5840);
  const size = 1 + (bytes.length % 37);
  const lengths: number[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    stream.push(Buffer.from(bytes.subarray(at, at + size)));
    for (let pdu = stream.next(); pdu; pdu = stream.next()) lengths.push(pdu.length);
  }
  return lengths;
}

/** Writes all bytes to an open pipe and reads its answers, which must be PDUs. */
async function associate(bytes: Buffer): Promise<unknown> {
  const pipe = createRpcPipe({ name: 'srvsvc', services: [createSrvsvc(recordedServer)] });
  const instance = pipe.open({ identity: alice });
  await instance.write(Buffer.from(bytes));
  const kinds: string[] = [];
  for (let read = instance.read(65_536); read; read = instance.read(65_536))
    kinds.push(decodePdu(read.data).body.kind);
  instance.close();
  return kinds;
}
