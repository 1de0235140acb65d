import assert from 'node:assert/strict';
import { decodePdu, FaultStatus, PfcFlags } from '../../src/rpc/pdu/index.js';
import { createRpcPipe, createSrvsvc } from '../../src/rpc/index.js';
import { NDR64, type SyntaxId } from '../../src/rpc/syntax.js';
import { SRVSVC } from '../../src/rpc/srvsvc/srvsvc.js';
import { checkVerificationTrailer, type RequestFacts } from '../../src/rpc/verification-trailer.js';
import { logins } from './support/recorded.js';
import { expectBody, expectFault, RpcClient } from './support/rpc-client.js';
import { anonymous, recordedServer } from './support/server-info.js';

const facts: RequestFacts = {
  callId: 3,
  contextId: 0,
  opnum: 21,
  abstractSyntax: SRVSVC,
  headerSignOffered: true,
  bigEndian: false,
};

/** The trailer that Samba's client appended to a request that it signed: a bitmask and the syntaxes. */
const signedRequest = decodePdu(logins[0]!.pdus[3]!);
const recorded = expectBody(signedRequest, 'request').stub;

const stub = Buffer.from('0011223344556677', 'hex');
const trailerOf = (commands: string) =>
  Buffer.concat([stub, Buffer.from(`8ae3137102f43671${commands.replaceAll(' ', '')}`, 'hex')]);
const accepted = (commands: string, changed: Partial<RequestFacts> = {}) => {
  const rest = checkVerificationTrailer(trailerOf(commands), { ...facts, ...changed });
  if (rest) assert.deepEqual(rest, stub);
  return rest !== undefined;
};
const header2 = '0340 1000 00 00 0000 10000000 03000000 0000 1500';

describe('rpc: [MS-RPCE] 2.2.2.13 verification trailer', () => {
  it('recorded is found, checked and taken off', () => {
    const rest = checkVerificationTrailer(recorded, facts);
    // The rest ends with the level.
    assert.equal(rest?.readUInt32LE(rest.length - 4), 100);
  });

  it('recorded is refused in a request that is not the one it was made for', () => {
    assert.equal(checkVerificationTrailer(recorded, { ...facts, headerSignOffered: false }), undefined);
    const other: SyntaxId = { ...SRVSVC, major: 4 };
    assert.equal(checkVerificationTrailer(recorded, { ...facts, abstractSyntax: other }), undefined);
  });

  it('need not be there', () => {
    assert.equal(checkVerificationTrailer(stub, facts), stub);
  });

  it('2.2.2.13.3 repeats the header', () => {
    assert.ok(accepted(header2));
    assert.ok(!accepted(header2, { callId: 4 }));
    assert.ok(!accepted(header2, { contextId: 1 }));
    assert.ok(!accepted(header2, { opnum: 15 }));
    assert.ok(!accepted(header2.replace('1000 00 00', '1000 02 00')));
    assert.ok(!accepted(header2.replace('10000000', '00000000')));
  });

  it('2.2.2.13.4 repeats the transfer syntax', () => {
    const wrong = Buffer.from(recorded);
    const transfer = wrong.length - 20;
    wrong.write(NDR64.uuid.slice(0, 8), transfer, 'hex');
    assert.equal(checkVerificationTrailer(wrong, facts), undefined);
  });

  it('may hold commands that are not understood, unless they must be processed', () => {
    assert.ok(accepted('7f00 0400 00000000 0140 0400 00000000'));
    assert.ok(accepted('7f40 0000'));
    assert.ok(!accepted('7fc0 0000'));
    assert.ok(!accepted('7f80 0000 0140 0400 00000000'));
  });

  it('is refused without an end or cut short', () => {
    assert.ok(!accepted('0100 0400 00000000'));
    for (let length = 0; length < header2.replaceAll(' ', '').length; length += 2) {
      assert.ok(!accepted(header2.replaceAll(' ', '').slice(0, length)));
    }
    assert.ok(!accepted('0240 0400 00000000'));
  });

  it('that does not hold ends the association', async () => {
    const pipe = createRpcPipe({ name: 'srvsvc', services: [createSrvsvc(recordedServer)] });
    for (const flags of [PfcFlags.SUPPORT_HEADER_SIGN, 0]) {
      const client = new RpcClient(pipe, anonymous);
      await client.bind(SRVSVC, { flags });
      const [answer] = await client.request(21, recorded);
      if (flags !== 0) expectBody(answer, 'response');
      else {
        expectFault(answer, FaultStatus.ACCESS_DENIED);
        assert.deepEqual(await client.request(21, recorded), []);
      }
    }
  });
});
