import assert from 'node:assert/strict';
import { Command, decodeTreeConnectResponse, frame, ShareType } from '../../../src/smb2-codec/index.js';
import type { AccessLevel } from '../../../src/shares/access-level.js';
import { login } from '../../support/smb-client-login.js';
import { asBob, diskShare, expectServing, expectStatus, serve } from '../support.js';

describe('[MS-SMB2] 3.3.5.7 Receiving an SMB2 TREE_CONNECT Request', () => {
  it('the response names type, access and a TreeId that is neither 0 nor -1', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const session = await login(client);
    const disk = await client.treeConnect('disk', { session });
    const ipc = await client.treeConnect('IPC$', { session });
    assert.equal(decodeTreeConnectResponse(disk.message).shareType, ShareType.SMB2_SHARE_TYPE_DISK);
    assert.equal(decodeTreeConnectResponse(ipc.message).shareType, ShareType.SMB2_SHARE_TYPE_PIPE);
    assert.equal(decodeTreeConnectResponse(disk.message).maximalAccess, 0x001f01ff);
    const ids = [disk.header.treeId, ipc.header.treeId];
    assert.equal(new Set([...ids, 0, 0xffffffff]).size, 4);
  });

  it('names ignore case, and any host is ours', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const session = await login(client);
    for (const path of ['\\\\server\\DISK', '\\\\192.0.2.1\\Disk', '\\\\[::1]\\disk', '\\\\*\\ipc$']) {
      expectStatus(await client.treeConnect(path, { session }), 'STATUS_SUCCESS');
    }
  });

  for (const path of ['disk', '\\disk', '\\\\server', '\\\\server\\', '\\\\\\disk', '']) {
    it(`a path that is no \\\\host\\share ('${path}'): STATUS_INVALID_PARAMETER`, async () => {
      await using fixture = await serve();
      const client = await fixture.negotiated();
      const session = await login(client);
      const reply = await client.request(
        Command.TREE_CONNECT,
        (w) =>
          w
            .u16(9)
            .u16(0)
            .u16(72)
            .u16(path.length * 2)
            .utf16(path)
            .zero(path === '' ? 1 : 0),
        { session },
      );
      expectStatus(reply, 'STATUS_INVALID_PARAMETER');
    });
  }

  for (const path of [
    '\\\\server\\disk\\',
    '\\\\server\\disk\\sub',
    '\\\\server\\disk/',
    '\\\\server\\disk/sub',
  ]) {
    it(`a share with more behind it ('${path}'): STATUS_BAD_NETWORK_NAME, as on Windows and smbd`, async () => {
      await using fixture = await serve();
      const client = await fixture.negotiated();
      const session = await login(client);
      expectStatus(await client.treeConnect(path, { session }), 'STATUS_BAD_NETWORK_NAME');
    });
  }

  it('255 characters are a host, 256 are none', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const session = await login(client);
    const connect = (length: number) => client.treeConnect(`\\\\${'h'.repeat(length)}\\disk`, { session });
    expectStatus(await connect(255), 'STATUS_SUCCESS');
    expectStatus(await connect(256), 'STATUS_INVALID_PARAMETER');
  });

  it('80 characters are a share name, 81 are none', async () => {
    await using fixture = await serve({ shares: [diskShare({ name: 'x'.repeat(80) })] });
    const client = await fixture.negotiated();
    const session = await login(client);
    expectStatus(await client.treeConnect('x'.repeat(80), { session }), 'STATUS_SUCCESS');
    expectStatus(await client.treeConnect('x'.repeat(81), { session }), 'STATUS_INVALID_PARAMETER');
  });

  it('names ignore case one letter at a time, as on Windows: ß has no upper case, and SS is another name', async () => {
    await using fixture = await serve({ shares: [diskShare({ name: 'straße' })] });
    const client = await fixture.negotiated();
    const session = await login(client);
    expectStatus(await client.treeConnect('STRAßE', { session }), 'STATUS_SUCCESS');
    for (const name of ['STRASSE', 'STRAẞE']) {
      expectStatus(await client.treeConnect(name, { session }), 'STATUS_BAD_NETWORK_NAME');
    }
  });

  it('no such share: STATUS_BAD_NETWORK_NAME', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const session = await login(client);
    for (const name of ['nowhere', 'disk ', 'disk\0', 'DISK2', '..', 'toString', '__proto__']) {
      expectStatus(await client.treeConnect(name, { session }), 'STATUS_BAD_NETWORK_NAME');
    }
  });

  it('a share the user may not use: STATUS_ACCESS_DENIED', async () => {
    const accessOf = ({ account }: { account: string }): AccessLevel =>
      account === 'alice' ? 'read' : 'none';
    await using fixture = await serve({ shares: [diskShare({ accessOf })] });
    const client = await fixture.negotiated();
    const session = await login(client);
    const bobs = await login(client, asBob);
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
    expectStatus(await client.treeConnect('disk', { session: bobs }), 'STATUS_ACCESS_DENIED');
  });

  const noLevels: readonly (readonly [string, () => unknown])[] = [
    ['undefined, from a forgotten return', () => undefined],
    ['false', () => false],
    ['true', () => true],
    ['a word of its own', () => 'readwrite'],
    ['a word of every object', () => 'toString'],
    ['a mask', () => 0x1f01ff],
    ['a promise', () => Promise.resolve('write')],
    ['a promise that fails', () => Promise.reject(new Error('database'))],
  ];
  for (const [what, accessOf] of noLevels) {
    it(`a share that gives ${what} for a level: STATUS_ACCESS_DENIED, and the log says so`, async () => {
      const errors: string[] = [];
      await using fixture = await serve({
        shares: [diskShare(), { ...diskShare({ name: 'own' }), accessOf: accessOf as () => AccessLevel }],
        logger: {
          error: (message, { error }) => errors.push(`${message}: ${String(error)}`),
          warn: () => {},
        },
      });
      const client = await fixture.negotiated();
      const session = await login(client);
      expectStatus(await client.treeConnect('own', { session }), 'STATUS_ACCESS_DENIED');
      assert.equal(errors.length, 1);
      assert.match(errors[0] ?? '', /what a user may do: TypeError: accessOf of share "own" gave /);
      expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
    });
  }

  it('anonymous users get to IPC$ alone where the policy says so', async () => {
    const accessOf = ({ kind }: { kind: string }): AccessLevel => (kind === 'user' ? 'write' : 'none');
    await using fixture = await serve({
      authPolicy: { anonymous: 'ipc' },
      shares: [diskShare({ accessOf })],
    });
    const client = await fixture.negotiated();
    const session = await login(client, { response: 'anonymous' });
    expectStatus(await client.treeConnect('IPC$', { session }), 'STATUS_SUCCESS');
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_ACCESS_DENIED');
  });

  it('policy anonymous: ipc holds for a share that would let everybody in', async () => {
    await using fixture = await serve({ authPolicy: { anonymous: 'ipc' } });
    const client = await fixture.negotiated();
    const session = await login(client, { response: 'anonymous' });
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_ACCESS_DENIED');
  });

  it('3.1.1, neither signed nor encrypted: disconnect', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const session = await login(client);
    await assert.rejects(client.treeConnect('disk', { session, sign: false }), { name: 'ConnectionClosed' });
    await expectServing(fixture);
  });

  for (const dialect of [0x0202, 0x0210, 0x0300, 0x0302]) {
    it(`0x${dialect.toString(16)}, neither signed nor encrypted: served`, async () => {
      await using fixture = await serve();
      const client = await fixture.negotiated({ dialects: [dialect] });
      const session = await login(client);
      expectStatus(await client.treeConnect('disk', { session, sign: false }), 'STATUS_SUCCESS');
    });
  }

  it('a path that leaves the message, or has an odd length: STATUS_INVALID_PARAMETER', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated({ dialects: [0x0210] });
    const session = await login(client);
    for (const [offset, length] of [
      [72, 0xfffe],
      [0xffff, 2],
      [60, 20],
      [72, 27],
    ] as const) {
      const message = client.message(
        Command.TREE_CONNECT,
        (w) => w.u16(9).u16(0).u16(offset).u16(length).utf16('\\\\server\\disk'),
        { session, sign: false },
      );
      client.sendRaw(frame(message));
      expectStatus(await client.receive(), 'STATUS_INVALID_PARAMETER');
    }
  });
});

describe('[MS-SMB2] 3.3.5.8, 3.3.5.2.11 trees', () => {
  it('a TreeId nobody has, 0 and -1: STATUS_NETWORK_NAME_DELETED', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const session = await login(client);
    for (const treeId of [0, 1, 0xffffffff]) {
      expectStatus(await client.treeDisconnect({ session, treeId }), 'STATUS_NETWORK_NAME_DELETED');
    }
  });

  it('a tree is gone once it is disconnected', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const session = await login(client);
    const { treeId } = (await client.treeConnect('disk', { session })).header;
    expectStatus(await client.treeDisconnect({ session, treeId }), 'STATUS_SUCCESS');
    expectStatus(await client.treeDisconnect({ session, treeId }), 'STATUS_NETWORK_NAME_DELETED');
  });

  it('a tree of one session is none of another, though on the same connection', async () => {
    await using fixture = await serve();
    const client = await fixture.negotiated();
    const session = await login(client);
    const other = await login(client, asBob);
    const { treeId } = (await client.treeConnect('disk', { session })).header;
    expectStatus(await client.treeDisconnect({ session: other, treeId }), 'STATUS_NETWORK_NAME_DELETED');
    expectStatus(await client.treeDisconnect({ session, treeId }), 'STATUS_SUCCESS');
  });
});
