import assert from 'node:assert/strict';
import { once } from 'node:events';
import { NdrReader, NdrWriter } from '../../../src/ndr/index.js';
import { NULL_CONTEXT_HANDLE } from '../../../src/rpc/context-handles.js';
import { EPM } from '../../../src/rpc/epm/epm.js';
import { encodeTower } from '../../../src/rpc/epm/tower.js';
import { MGMT } from '../../../src/rpc/mgmt/mgmt.js';
import { AuthLevel, FaultStatus, PfcFlags, RejectReason } from '../../../src/rpc/pdu/index.js';
import { SRVSVC } from '../../../src/rpc/srvsvc/srvsvc.js';
import { NDR } from '../../../src/rpc/syntax.js';
import { WKSSVC } from '../../../src/rpc/wkssvc/wkssvc.js';
import { loginWithNtlm, loginWithSpnego } from '../../rpc/support/bind-logins.js';
import { bindOf, expectBody, expectFault } from '../../rpc/support/rpc-client.js';
import { rpcOverTcp, type TcpRpc } from '../../rpc/support/rpc-over-tcp.js';
import { alice, serve, type Fixture } from '../../session/support.js';
import type { ServerOptions } from '../../../src/server/options.js';

const credentials = { user: alice.name, password: alice.password };

/** A server with RPC over TCP besides SMB, and its port for it. */
async function serveRpc(
  options: Partial<ServerOptions> = {},
): Promise<Fixture & { readonly rpcPort: number }> {
  const fixture = await serve({ rpc: {}, ...options });
  const rpcPort = fixture.server.addresses.rpc?.port ?? assert.fail('RPC is served');
  return { ...fixture, rpcPort };
}

/** NetrServerGetInfo of level 101. */
const getInfo = new NdrWriter().textPointer(undefined).u32(101).finish();
const GET_INFO = 21;

/** NetrShareEnum of level 502, which is for accounts only. */
function shareEnum(): Buffer {
  const w = new NdrWriter().textPointer(undefined);
  w.construct(() =>
    w
      .u32(502)
      .u32(502)
      .pointer(() => w.u32(0).pointer()),
  );
  return w.u32(0xffff_ffff).pointer().finish();
}

/** ept_lookup of one more element. */
const lookUp = (handle: Buffer): Buffer =>
  new NdrWriter().u32(0).pointer().pointer().u32(1).bytes(handle).u32(1).finish();

const statusOf = (reply: Buffer): number => reply.readUInt32LE(reply.length - 4);

/** ept_map of an interface over TCP: the tower, or undefined with the status. */
async function mapEndpoint({ rpc }: TcpRpc, syntax = SRVSVC): Promise<Buffer | undefined> {
  const binding = { protocol: 'ncacn_ip_tcp', port: 0, address: Buffer.alloc(4) } as const;
  const tower = encodeTower(syntax, NDR, binding);
  const w = new NdrWriter().pointer();
  w.pointer(() => w.u32(tower.length).u32(tower.length).bytes(tower));
  const r = new NdrReader(
    await rpc.call(3, w.align(4).bytes(NULL_CONTEXT_HANDLE).u32(4).finish()),
    'ept_map',
  );
  r.bytes(20, 'entry_handle');
  if (r.u32('num_towers') === 0) return undefined;
  let found: Buffer | undefined;
  r.construct(() => {
    r.bytes(12, 'counts');
    r.pointer('tower', () => {
      r.u32('size');
      found = r.bytes(r.u32('tower_length'), 'tower_octet_string');
    });
  });
  return found;
}

describe('server/carriers: RPC over TCP', () => {
  it('logs in at every level, and is recorded with its carrier', async () => {
    for (const level of Object.values(AuthLevel)) {
      for (const logIn of [loginWithNtlm, loginWithSpnego]) {
        await using server = await serveRpc();
        await using client = await rpcOverTcp(server.rpcPort);
        await logIn(client.rpc, level, credentials);
        assert.equal(statusOf(await client.rpc.call(15, shareEnum())), 0);
        assert.equal(statusOf(await client.rpc.call(15, shareEnum(), 16)), 0);
        const [record] = await server.records(1);
        assert.equal(record?.connection.carrier, 'rpc');
        assert.equal(record.reason, 'accepted');
        assert.equal(record.identity?.account, 'alice');
        assert.deepEqual(
          [record.login?.carrier, record.login && 'interface' in record.login && record.login.interface],
          ['rpc', 'srvsvc'],
        );
        const used =
          level === AuthLevel.CONNECT ? 'none' : level === AuthLevel.PKT_PRIVACY ? 'encrypted' : 'signed';
        assert.equal(record.protection?.used, used);
      }
    }
  });

  it('a wrong password is refused and recorded', async () => {
    await using server = await serveRpc();
    await using client = await rpcOverTcp(server.rpcPort);
    await loginWithNtlm(client.rpc, AuthLevel.PKT_INTEGRITY, { ...credentials, password: 'wrong' });
    client.rpc.login = undefined;
    expectFault((await client.rpc.request(GET_INFO, getInfo))[0], FaultStatus.ACCESS_DENIED);
    await client.ended;
    const [record] = await server.records(1);
    assert.equal(record?.reason, 'wrong-password');
  });

  it('answers the services of the pipes, without SMB as well', async () => {
    await using server = await serveRpc({ listen: null, shares: [] });
    assert.deepEqual(Object.keys(server.server.addresses), ['rpc']);
    await using client = await rpcOverTcp(server.rpcPort);
    await loginWithNtlm(client.rpc, AuthLevel.PKT_INTEGRITY, credentials);
    assert.equal(statusOf(await client.rpc.call(GET_INFO, getInfo)), 0);
  });

  describe('without a login', () => {
    it('the endpoint mapper names the port and the address that the client came to', async () => {
      await using server = await serveRpc();
      await using client = await rpcOverTcp(server.rpcPort);
      const ack = expectBody(await client.rpc.bind(EPM), 'bind-ack');
      assert.equal(ack.secondaryAddress, String(server.rpcPort));
      const address = Buffer.of(127, 0, 0, 1);
      const expected = encodeTower(SRVSVC, NDR, { protocol: 'ncacn_ip_tcp', port: server.rpcPort, address });
      assert.deepEqual(await mapEndpoint(client), expected);
      assert.equal(await mapEndpoint(client, EPM), undefined);
    });

    it('the management interface says what is served', async () => {
      await using server = await serveRpc();
      await using client = await rpcOverTcp(server.rpcPort);
      await client.rpc.bind(MGMT);
      const reply = await client.rpc.call(0, Buffer.alloc(0));
      assert.equal(reply.readUInt32LE(4), 4);
      assert.equal(statusOf(reply), 0);
    });

    it('a call of any other service is refused, and recorded once', async () => {
      await using server = await serveRpc();
      await using client = await rpcOverTcp(server.rpcPort);
      expectBody(await client.rpc.bind(SRVSVC), 'bind-ack');
      for (let round = 0; round < 3; round++) {
        const [fault] = await client.rpc.request(GET_INFO, getInfo);
        expectFault(fault, FaultStatus.ACCESS_DENIED);
        assert.equal((fault?.flags ?? 0) & PfcFlags.DID_NOT_EXECUTE, PfcFlags.DID_NOT_EXECUTE);
      }
      client.socket.end();
      const [record] = await server.records(1);
      assert.equal(record?.reason, 'rpc-unauthenticated');
    });

    it('is answered where the options accept it', async () => {
      await using server = await serveRpc({ rpc: { anonymous: 'accept' } });
      await using client = await rpcOverTcp(server.rpcPort);
      await client.rpc.bind(SRVSVC);
      assert.equal(statusOf(await client.rpc.call(GET_INFO, getInfo)), 0);
      // An operation for accounts is still for accounts.
      assert.equal(statusOf(await client.rpc.call(15, shareEnum())), 5);
    });

    it('an anonymous login is refused like none', async () => {
      await using server = await serveRpc({ authPolicy: { anonymous: 'ipc' } });
      await using client = await rpcOverTcp(server.rpcPort);
      await loginWithNtlm(client.rpc, AuthLevel.CONNECT, { response: 'anonymous' });
      client.rpc.login = undefined;
      expectFault((await client.rpc.request(GET_INFO, getInfo))[0], FaultStatus.ACCESS_DENIED);
      const [record] = server.attempts;
      assert.equal(record?.reason, 'anonymous');
    });
  });

  it('[MS-RPCE] 3.3.1.5.7 a group is joined from its own address only', async () => {
    await using server = await serveRpc();
    await using first = await rpcOverTcp(server.rpcPort);
    const { assocGroupId } = expectBody(await first.rpc.bind(WKSSVC), 'bind-ack');
    await using second = await rpcOverTcp(server.rpcPort);
    const joined = await second.rpc.send({ ...bindOf(SRVSVC), assocGroupId });
    assert.equal(expectBody(joined, 'bind-ack').assocGroupId, assocGroupId);
    // [MS-RPCE] 3.3.3.7.1: its context handles are for all of its connections.
    await using third = await rpcOverTcp(server.rpcPort);
    const { assocGroupId: other } = expectBody(await third.rpc.bind(EPM), 'bind-ack');
    await using fourth = await rpcOverTcp(server.rpcPort);
    await fourth.rpc.send({ ...bindOf(EPM), assocGroupId: other });
    const begun = await third.rpc.call(2, lookUp(NULL_CONTEXT_HANDLE));
    const rest = await fourth.rpc.call(2, lookUp(begun.subarray(0, 20)));
    assert.deepEqual([begun, rest].map(statusOf), [0, 0]);
    await second.rpc.send({ ...bindOf(EPM, NDR, 1), kind: 'alter-context' });
    const [foreign] = await second.rpc.exchange(
      Buffer.concat(second.rpc.fragments(2, lookUp(begun.subarray(0, 20)), 100, 1)),
    );
    expectFault(foreign, FaultStatus.CONTEXT_MISMATCH);

    for (const [from, group] of [
      ['127.0.0.2', assocGroupId],
      ['127.0.0.1', assocGroupId + 1000],
    ] as const) {
      await using stranger = await rpcOverTcp(server.rpcPort, from);
      const nak = await stranger.rpc.send({ ...bindOf(SRVSVC), assocGroupId: group });
      assert.equal(expectBody(nak, 'bind-nak').reason, RejectReason.NOT_SPECIFIED);
      await stranger.ended;
    }
  });

  it('takes PDUs in pieces, and several in one', async () => {
    await using server = await serveRpc();
    await using client = await rpcOverTcp(server.rpcPort);
    await loginWithNtlm(client.rpc, AuthLevel.PKT_INTEGRITY, credentials);
    const [call = assert.fail()] = client.rpc.fragments(GET_INFO, getInfo, 100);
    const answered = once(client.socket, 'data');
    for (let at = 0; at < call.length; at++) {
      client.socket.write(call.subarray(at, at + 1));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await answered;
    const [answer = assert.fail()] = client.rpc.readAll();
    assert.equal(statusOf(client.rpc.unprotect(answer)), 0);

    const calls = Array.from({ length: 50 }, () => client.rpc.fragments(GET_INFO, getInfo, 100)).flat();
    const answers = await client.rpc.exchange(Buffer.concat(calls));
    for (const pdu of answers) assert.equal(statusOf(client.rpc.unprotect(pdu)), 0);
    assert.equal(answers.length, 50);
  });

  it('a client that reads nothing is not answered without end', async () => {
    await using server = await serveRpc({ rpc: { anonymous: 'accept' }, limits: { queuedBytes: 64 * 1024 } });
    await using client = await rpcOverTcp(server.rpcPort);
    await client.rpc.bind(SRVSVC);
    client.socket.pause();
    const call = Buffer.concat(client.rpc.fragments(GET_INFO, getInfo, 100));
    const flood = Buffer.concat(Array.from({ length: 200_000 }, () => call));
    const allSent = new Promise((resolve) => client.socket.write(flood, resolve));
    // The flood does not go out: the server has stopped to read it.
    const outcome = await Promise.race([
      allSent.then(() => 'sent'),
      untilStill(() => client.socket.bytesWritten - client.socket.writableLength).then(() => 'stopped'),
    ]);
    assert.equal(outcome, 'stopped');
    client.socket.destroy();
    await client.ended;
  });

  it('other protocols are named, and dropped', async () => {
    for (const first of ['GET / HTTP/1.1\r\n\r\n', '\x05\x01\x00', 'x']) {
      await using server = await serveRpc();
      await using client = await rpcOverTcp(server.rpcPort);
      client.socket.write(Buffer.from(first, 'latin1'));
      await client.ended;
      const [record] = await server.records(1);
      assert.equal(record?.reason, 'not-rpc', first);
    }
  });

  it('a PDU that makes no sense ends the connection with a fault, and is recorded', async () => {
    await using server = await serveRpc();
    await using client = await rpcOverTcp(server.rpcPort);
    await client.rpc.bind(EPM);
    const broken = client.rpc.encode({
      kind: 'request',
      allocHint: 0,
      contextId: 0,
      opnum: 2,
      stub: Buffer.alloc(8),
    });
    // A token that is longer than the PDU.
    broken.writeUInt16LE(500, 10);
    client.socket.write(broken);
    await client.ended;
    expectFault(client.rpc.readAll()[0], FaultStatus.PROTOCOL_ERROR);
    const [record] = await server.records(1);
    assert.equal(record?.connection.carrier, 'rpc');
  });

  it('a connection without a login ends when its time is over', async () => {
    await using server = await serveRpc();
    await using client = await rpcOverTcp(server.rpcPort);
    await client.rpc.bind(EPM);
    server.runtime.advance(46_000);
    await client.ended;
    assert.equal(server.limitHits.get('authenticationSeconds'), 1);
  });
});

/** Fulfilled once a number has stayed the same for many turns of the event loop. */
async function untilStill(read: () => number): Promise<void> {
  let last = read();
  for (let still = 0; still < 2000; still++) {
    await new Promise((resolve) => setImmediate(resolve));
    if (read() !== last) still = 0;
    last = read();
  }
}
