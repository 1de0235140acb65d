import assert from 'node:assert/strict';
import {
  Capabilities,
  CtlCode,
  decodeIoctlResponse,
  decodeNetworkInterfaceInfo,
  decodeValidateNegotiateInfoResponse,
  encodeValidateNegotiateInfoRequest,
  NO_FILE_ID,
  type ValidateNegotiateInfoRequest,
} from '../../../src/smb2-codec/index.js';
import type { ServerOptions } from '../../../src/server/options.js';
import type { SmbClient } from '../../support/smb-client.js';
import { login, negotiate, type NegotiateOptions } from '../../support/smb-client-login.js';
import { expectServing, expectStatus, type Fixture, serve } from '../support.js';

/** A connection with a tree, on which the codes of the connection are sent. */
async function onTree(fixture: Fixture, options: NegotiateOptions = {}, share = 'IPC$') {
  const client = await fixture.connect();
  const negotiated = await negotiate(client, options);
  const session = await login(client);
  const { treeId } = (await client.treeConnect(share, { session })).header;
  return { client, negotiated, request: { session, treeId } };
}

function validation(client: SmbClient, change: Partial<ValidateNegotiateInfoRequest> = {}): Buffer {
  const { capabilities, clientGuid: guid, securityMode, dialects } = client.settled;
  return encodeValidateNegotiateInfoRequest({ capabilities, guid, securityMode, dialects, ...change });
}

const ctlCode = CtlCode.VALIDATE_NEGOTIATE_INFO;
const older = [0x0202, 0x0210, 0x0300, 0x0302];
const upTo302: Partial<ServerOptions> = { policy: { dialects: ['2.0.2', '2.1', '3.0', '3.0.2'] } };

describe('[MS-SMB2] 3.3.5.15.12 Handling a Validate Negotiate Info Request', () => {
  for (const dialect of older) {
    it(`0x${dialect.toString(16)}: repeats what the NEGOTIATE response said, signed`, async () => {
      await using fixture = await serve();
      const { client, negotiated, request } = await onTree(fixture, { dialects: [dialect] });
      const reply = await client.ioctl(
        { ctlCode, input: validation(client), maxOutputResponse: 24 },
        request,
      );
      expectStatus(reply, 'STATUS_SUCCESS');
      assert.equal(reply.signature, 'valid');
      const { output, fileId } = decodeIoctlResponse(reply.message);
      assert.deepEqual(fileId, NO_FILE_ID);
      assert.deepEqual(decodeValidateNegotiateInfoResponse(output), {
        capabilities: negotiated.capabilities,
        guid: negotiated.serverGuid,
        securityMode: negotiated.securityMode,
        dialect,
      });
    });
  }

  const different: Record<string, Partial<ValidateNegotiateInfoRequest>> = {
    'another ClientGuid': { guid: Buffer.alloc(16, 1) },
    'another SecurityMode': { securityMode: 3 },
    'other Capabilities': { capabilities: Capabilities.LARGE_MTU },
    'a dialect more: somebody took 3.1.1 away': { dialects: [...older, 0x0311] },
    'a dialect less': { dialects: [0x0300, 0x0302] },
    'another order': { dialects: [...older].reverse() },
    'no dialects': { dialects: [] },
  };
  for (const [name, change] of Object.entries(different)) {
    it(`${name}: disconnect without an answer`, async () => {
      await using fixture = await serve(upTo302);
      const { client, request } = await onTree(fixture, { dialects: older });
      await assert.rejects(client.ioctl({ ctlCode, input: validation(client, change) }, request), {
        name: 'ConnectionClosed',
      });
      await expectServing(fixture);
    });
  }

  it('3.1.1, and too little room for the answer: disconnect', async () => {
    await using fixture = await serve();
    const current = await onTree(fixture);
    const input = validation(current.client);
    await assert.rejects(current.client.ioctl({ ctlCode, input }, current.request), {
      name: 'ConnectionClosed',
    });
    const { client, request } = await onTree(fixture, { dialects: older });
    await assert.rejects(
      client.ioctl({ ctlCode, input: validation(client), maxOutputResponse: 23 }, request),
      {
        name: 'ConnectionClosed',
      },
    );
  });

  it('an input cut short: STATUS_INVALID_PARAMETER', async () => {
    await using fixture = await serve();
    const { client, request } = await onTree(fixture, { dialects: older });
    const input = validation(client);
    for (let length = 0; length < input.length; length += 5) {
      const reply = await client.ioctl({ ctlCode, input: input.subarray(0, length) }, request);
      expectStatus(reply, 'STATUS_INVALID_PARAMETER');
    }
  });

  it('a server without 3.x: an error, but a signed one', async () => {
    await using fixture = await serve({ policy: { dialects: ['2.0.2', '2.1'] } });
    const { client, request } = await onTree(fixture, { dialects: older });
    const reply = await client.ioctl({ ctlCode, input: validation(client) }, request);
    expectStatus(reply, 'STATUS_NOT_SUPPORTED');
    assert.equal(reply.signature, 'valid');
  });
});

describe('[MS-SMB2] 3.3.5.15.11 Handling a Query Network Interface Request', () => {
  const query = { ctlCode: CtlCode.QUERY_NETWORK_INTERFACE_INFO };

  it('3.x: the address we listen on', async () => {
    await using fixture = await serve();
    for (const dialect of [0x0300, 0x0302, 0x0311]) {
      const { client, request } = await onTree(fixture, { dialects: [dialect] });
      const reply = await client.ioctl(query, request);
      expectStatus(reply, 'STATUS_SUCCESS');
      const [info, ...others] = decodeNetworkInterfaceInfo(decodeIoctlResponse(reply.message).output);
      assert.deepEqual(info?.address, Buffer.from([127, 0, 0, 1]));
      assert.notEqual(info.ifIndex, 0);
      assert.ok(info.linkSpeed > 0n);
      assert.deepEqual(others, []);
    }
  });

  it('2.x: STATUS_NOT_SUPPORTED', async () => {
    await using fixture = await serve();
    const { client, request } = await onTree(fixture, { dialects: [0x0210] });
    expectStatus(await client.ioctl(query, request), 'STATUS_NOT_SUPPORTED');
  });

  for (const [dialect, body] of [
    [0x0302, '090000000400000098000000'],
    [0x0311, '090001000c000000040000000000000098000000'],
  ] as const) {
    it(`0x${dialect.toString(16)}, too little room: STATUS_BUFFER_TOO_SMALL with what is needed (2.2.2.2)`, async () => {
      await using fixture = await serve();
      const { client, request } = await onTree(fixture, { dialects: [dialect] });
      const reply = await client.ioctl({ ...query, maxOutputResponse: 151 }, request);
      expectStatus(reply, 'STATUS_BUFFER_TOO_SMALL');
      assert.equal(reply.message.toString('hex', 64), body);
    });
  }
});

describe('[MS-SMB2] 3.3.5.15 IOCTL', () => {
  it('DFS referrals, as a server without DFS answers: STATUS_FS_DRIVER_REQUIRED (3.3.5.15.2)', async () => {
    await using fixture = await serve();
    const { client, request } = await onTree(fixture);
    for (const code of [CtlCode.DFS_GET_REFERRALS, CtlCode.DFS_GET_REFERRALS_EX]) {
      const reply = await client.ioctl({ ctlCode: code, input: Buffer.alloc(20) }, request);
      expectStatus(reply, 'STATUS_FS_DRIVER_REQUIRED');
    }
  });

  it('Flags that do not say FSCTL: STATUS_NOT_SUPPORTED', async () => {
    await using fixture = await serve();
    const { client, request } = await onTree(fixture);
    for (const flags of [0, 3]) {
      const reply = await client.ioctl({ ctlCode: CtlCode.DFS_GET_REFERRALS, flags }, request);
      expectStatus(reply, 'STATUS_NOT_SUPPORTED');
    }
  });

  it('a FileId where there is none: STATUS_INVALID_PARAMETER', async () => {
    await using fixture = await serve();
    const { client, request } = await onTree(fixture, { dialects: older });
    const fileId = { persistent: 1n, volatile: 1n };
    for (const code of [
      CtlCode.DFS_GET_REFERRALS,
      CtlCode.QUERY_NETWORK_INTERFACE_INFO,
      CtlCode.VALIDATE_NEGOTIATE_INFO,
      CtlCode.PIPE_WAIT,
    ]) {
      expectStatus(await client.ioctl({ ctlCode: code, fileId }, request), 'STATUS_INVALID_PARAMETER');
    }
  });

  it('any other code needs an open file: STATUS_FILE_CLOSED', async () => {
    await using fixture = await serve();
    const { client, request } = await onTree(fixture, {}, 'disk');
    for (const code of [CtlCode.PIPE_TRANSCEIVE, CtlCode.SET_SPARSE, 0x00090000, 0xffffffff]) {
      expectStatus(await client.ioctl({ ctlCode: code }, request), 'STATUS_FILE_CLOSED');
    }
  });

  it('more than MaxTransactSize, and more than the CreditCharge pays for: STATUS_INVALID_PARAMETER', async () => {
    await using fixture = await serve();
    const { client, negotiated, request } = await onTree(fixture);
    const query = { ctlCode: CtlCode.QUERY_NETWORK_INTERFACE_INFO };
    const tooMuch = negotiated.maxTransactSize + 1;
    expectStatus(
      await client.ioctl(
        { ...query, maxOutputResponse: tooMuch },
        { ...request, header: { creditCharge: 20 } },
      ),
      'STATUS_INVALID_PARAMETER',
    );
    for (const [maxOutputResponse, creditCharge, status] of [
      [65536, 0, 'STATUS_SUCCESS'],
      [65537, 0, 'STATUS_INVALID_PARAMETER'],
      [65537, 1, 'STATUS_INVALID_PARAMETER'],
      [65537, 2, 'STATUS_SUCCESS'],
      [131073, 2, 'STATUS_INVALID_PARAMETER'],
    ] as const) {
      const header = { creditCharge };
      expectStatus(await client.ioctl({ ...query, maxOutputResponse }, { ...request, header }), status);
    }
  });
});
