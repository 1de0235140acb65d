import assert from 'node:assert/strict';
import { NtStatus } from '../../../src/constants/nt-status.js';
import { Command, encodeLogoffRequest } from '../../../src/smb2-codec/index.js';
import type { Reply, SmbClient } from '../../support/smb-client.js';
import { ClientLogin, login, tryLogin, type LoginOptions } from '../../support/smb-client-login.js';
import { until } from '../../support/until.js';
import { asBob, expectServing, expectStatus, type Fixture, LateAccounts, serve } from '../support.js';

/** A server whose accounts answer when the test lets them. */
async function serveLate(): Promise<{ fixture: Fixture; accounts: LateAccounts } & AsyncDisposable> {
  const accounts = new LateAccounts();
  const fixture = await serve({ accounts });
  return { fixture, accounts, [Symbol.asyncDispose]: () => fixture[Symbol.asyncDispose]() };
}

/** A login whose second leg waits for the account store. */
async function waitingLogin(
  client: SmbClient,
  accounts: LateAccounts,
  options: LoginOptions = {},
): Promise<ClientLogin> {
  const exchange = new ClientLogin(client, options);
  expectStatus(await exchange.first(), 'STATUS_MORE_PROCESSING_REQUIRED');
  accounts.hold();
  exchange.sendSecond();
  await accounts.asked();
  return exchange;
}

function byCommand(replies: readonly Reply[], command: number): Reply {
  return replies.find(({ header }) => header.command === command) ?? assert.fail('no such response');
}

/** Every promise that waits only for other promises has been settled. */
async function settled(): Promise<void> {
  for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
}

describe('races of a login with an account store that answers late', () => {
  it('nothing is served while the verdict is awaited', async () => {
    await using server = await serveLate();
    const { fixture, accounts } = server;
    const client = await fixture.negotiated();
    const exchange = await waitingLogin(client, accounts);
    const header = { sessionId: exchange.sessionId };
    expectStatus(await client.treeConnect('disk', { header }), 'SEC_E_UNSUPPORTED_FUNCTION');
    accounts.release();
    exchange.complete(await client.receive());
  });

  it('other sessions of the connection are served meanwhile', async () => {
    await using server = await serveLate();
    const { fixture, accounts } = server;
    const client = await fixture.negotiated();
    const session = await login(client);
    const exchange = await waitingLogin(client, accounts);
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
    accounts.release();
    exchange.complete(await client.receive());
  });

  it('a further leg while one is worked on: STATUS_REQUEST_NOT_ACCEPTED, and no harm', async () => {
    await using server = await serveLate();
    const { fixture, accounts } = server;
    const client = await fixture.negotiated();
    const exchange = await waitingLogin(client, accounts);
    const intruder = new ClientLogin(client);
    intruder.sendFirst({ header: { sessionId: exchange.sessionId } });
    expectStatus(await client.receive(), 'STATUS_REQUEST_NOT_ACCEPTED');
    accounts.release();
    const session = exchange.complete(await client.receive());
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
  });

  it('LOGOFF of a session that is being set up: the verdict comes too late', async () => {
    await using server = await serveLate();
    const { fixture, accounts } = server;
    const client = await fixture.negotiated();
    await login(client);
    const exchange = await waitingLogin(client, accounts);
    const header = { sessionId: exchange.sessionId };
    expectStatus(await client.logoff({ header }), 'STATUS_SUCCESS');
    accounts.release();
    expectStatus(await client.receive(), 'STATUS_USER_SESSION_DELETED');
    expectStatus(await client.treeConnect('disk', { header }), 'STATUS_USER_SESSION_DELETED');
  });

  it('LOGOFF during a re-authentication: the session stays gone', async () => {
    await using server = await serveLate();
    const { fixture, accounts } = server;
    const client = await fixture.negotiated();
    const session = await login(client);
    await waitingLogin(client, accounts, { reauthenticate: session });
    expectStatus(await client.logoff({ session }), 'STATUS_SUCCESS');
    accounts.release();
    expectStatus(await client.receive(), 'STATUS_USER_SESSION_DELETED');
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_USER_SESSION_DELETED');
  });

  it('LOGOFF of the session while another connection binds to it', async () => {
    await using server = await serveLate();
    const { fixture, accounts } = server;
    const first = await fixture.negotiated();
    const session = await login(first);
    const second = await fixture.negotiated();
    const exchange = await waitingLogin(second, accounts, { bind: session });
    expectStatus(await first.logoff({ session }), 'STATUS_SUCCESS');
    accounts.release();
    expectStatus(await second.receive(), 'STATUS_USER_SESSION_DELETED');
    const header = { sessionId: exchange.sessionId };
    expectStatus(await second.treeConnect('disk', { header }), 'STATUS_USER_SESSION_DELETED');
  });

  it('the first connection is lost while another binds: there is nothing left to join', async () => {
    await using server = await serveLate();
    const { fixture, accounts } = server;
    const first = await fixture.negotiated();
    const session = await login(first);
    const second = await fixture.negotiated();
    const third = await fixture.negotiated();
    await waitingLogin(second, accounts, { bind: session });
    first.close();
    await first.closed;
    // Another connection's request is answered after the server noticed.
    const other = new ClientLogin(third, { bind: session });
    await until('the server noticed that the first connection is lost', async () => {
      other.sessionId = session.id;
      return (await other.first()).status === NtStatus.STATUS_USER_SESSION_DELETED;
    });
    accounts.release();
    expectStatus(await second.receive(), 'STATUS_USER_SESSION_DELETED');
  });

  it('the session expires while another connection binds to it', async () => {
    const accounts = new LateAccounts();
    await using fixture = await serve({ accounts, policy: { sessionLifetimeSeconds: 30 } });
    const first = await fixture.negotiated();
    const session = await login(first);
    const second = await fixture.negotiated();
    await waitingLogin(second, accounts, { bind: session });
    fixture.runtime.advance(30_000);
    expectStatus(await first.echo({ session }), 'STATUS_NETWORK_SESSION_EXPIRED');
    accounts.release();
    expectStatus(await second.receive(), 'STATUS_REQUEST_NOT_ACCEPTED');
    expectStatus(await second.echo({ session }), 'STATUS_USER_SESSION_DELETED');
    await login(first, { reauthenticate: session });
    expectStatus(await first.treeConnect('disk', { session }), 'STATUS_SUCCESS');
  });

  it('the session becomes that of another user while a connection binds as the first one', async () => {
    await using server = await serveLate();
    const { fixture, accounts } = server;
    const first = await fixture.negotiated();
    const session = await login(first);
    const second = await fixture.negotiated();
    const changing = new ClientLogin(first, { ...asBob, reauthenticate: session });
    await changing.first();
    // The store answers in the order in which it was asked: bob first.
    accounts.hold();
    changing.sendSecond();
    await accounts.asked();
    const binding = new ClientLogin(second, { bind: session });
    expectStatus(await binding.first(), 'STATUS_MORE_PROCESSING_REQUIRED');
    binding.sendSecond();
    await accounts.asked(2);
    accounts.release();
    changing.complete(await first.receive());
    expectStatus(await second.receive(), 'STATUS_NOT_SUPPORTED');
    expectStatus(await first.treeConnect('disk', { session }), 'STATUS_SUCCESS');
  });

  it('a failed re-authentication while another connection binds', async () => {
    await using server = await serveLate();
    const { fixture, accounts } = server;
    const first = await fixture.negotiated();
    const session = await login(first);
    const second = await fixture.negotiated();
    await waitingLogin(second, accounts, { bind: session });
    new ClientLogin(first, { reauthenticate: session }).sendToken(Buffer.from('ff', 'hex'));
    expectStatus(await first.receive(), 'STATUS_INVALID_PARAMETER');
    accounts.release();
    expectStatus(await second.receive(), 'STATUS_USER_SESSION_DELETED');
  });

  it('PreviousSessionId takes a session away that is being re-authenticated', async () => {
    await using server = await serveLate();
    const { fixture, accounts } = server;
    const old = await fixture.negotiated();
    const left = await login(old);
    const client = await fixture.negotiated();
    const taking = new ClientLogin(client, { previousSessionId: left.id });
    await taking.first();
    await waitingLogin(old, accounts, { reauthenticate: left });
    taking.sendSecond();
    accounts.release();
    // Both logins go on at once, in the order in which they were asked.
    const again = await old.receive();
    const session = taking.complete(await client.receive());
    assert.ok(
      again.status === NtStatus.STATUS_SUCCESS || again.status === NtStatus.STATUS_USER_SESSION_DELETED,
    );
    expectStatus(await old.treeConnect('disk', { session: left }), 'STATUS_USER_SESSION_DELETED');
    expectStatus(await client.treeConnect('disk', { session }), 'STATUS_SUCCESS');
  });

  it('PreviousSessionId of a session that is still being set up ends nothing', async () => {
    await using server = await serveLate();
    const { fixture, accounts } = server;
    const old = await fixture.negotiated();
    const client = await fixture.negotiated();
    const exchange = await waitingLogin(old, accounts);
    const taking = new ClientLogin(client, { previousSessionId: exchange.sessionId });
    await taking.first();
    taking.sendSecond();
    accounts.release();
    const session = exchange.complete(await old.receive());
    taking.complete(await client.receive());
    const { status } = await old.treeConnect('disk', { session });
    // Whichever was first: the older login is over before the newer one, and so is replaced, or is not there yet.
    assert.ok(status === NtStatus.STATUS_SUCCESS || status === NtStatus.STATUS_USER_SESSION_DELETED);
  });

  it('a client that leaves during any leg leaves nothing', async () => {
    await using server = await serveLate();
    const { fixture, accounts } = server;
    for (const leave of [
      async (client: SmbClient) => new ClientLogin(client).sendFirst(),
      async (client: SmbClient) => void (await new ClientLogin(client).first()),
      async (client: SmbClient) => void (await waitingLogin(client, accounts)),
      async (client: SmbClient) => {
        const session = await login(client);
        await waitingLogin(client, accounts, { reauthenticate: session });
      },
    ]) {
      const client = await fixture.negotiated();
      await leave(client);
      client.close();
      await client.closed;
      accounts.release();
      await settled();
      await expectServing(fixture);
    }
  });

  it('the server closes during a leg', async () => {
    await using server = await serveLate();
    const { fixture, accounts } = server;
    const client = await fixture.negotiated();
    await waitingLogin(client, accounts);
    await fixture.close();
    await client.expectDisconnect();
    accounts.release();
    await settled();
    assert.deepEqual(fixture.internalErrors, []);
  });

  it('LOGOFF sent before the answer to the second leg', async () => {
    await using server = await serveLate();
    const { fixture, accounts } = server;
    const client = await fixture.negotiated();
    await login(client);
    const exchange = await waitingLogin(client, accounts);
    client.send(Command.LOGOFF, encodeLogoffRequest, { header: { sessionId: exchange.sessionId } });
    accounts.release();
    const replies = [await client.receive(), await client.receive()];
    const logoff = byCommand(replies, Command.LOGOFF).status;
    const setup = byCommand(replies, Command.SESSION_SETUP).status;
    // Both orders are honest; never a session that lives on after its LOGOFF succeeded.
    assert.equal(logoff, NtStatus.STATUS_SUCCESS);
    assert.ok(setup === NtStatus.STATUS_SUCCESS || setup === NtStatus.STATUS_USER_SESSION_DELETED);
    const header = { sessionId: exchange.sessionId };
    expectStatus(await client.treeConnect('disk', { header }), 'STATUS_USER_SESSION_DELETED');
  });

  it('many logins of one connection wait together, and each gets its own verdict', async () => {
    await using server = await serveLate();
    const { fixture, accounts } = server;
    const client = await fixture.negotiated();
    const exchanges = [];
    for (let i = 0; i < 8; i++) {
      const options = i % 2 === 0 ? {} : { password: 'wrong' };
      const exchange = new ClientLogin(client, { ...options, clientChallenge: Buffer.alloc(8, i + 1) });
      await exchange.first();
      exchanges.push(exchange);
    }
    accounts.hold();
    for (const exchange of exchanges) exchange.sendSecond();
    await accounts.asked();
    accounts.release();
    const verdicts = new Map<bigint, number>();
    for (let i = 0; i < 8; i++) {
      const { header, status } = await client.receive();
      verdicts.set(header.sessionId, status);
    }
    for (const [i, { sessionId }] of exchanges.entries()) {
      const expected = i % 2 === 0 ? NtStatus.STATUS_SUCCESS : NtStatus.STATUS_LOGON_FAILURE;
      assert.equal(verdicts.get(sessionId), expected);
    }
  });

  it('a store that fails is never an accepted login', async () => {
    const accounts = { find: () => Promise.reject(new Error('the directory is down')) };
    const fixture = await serve({ accounts });
    const client = await fixture.negotiated();
    expectStatus(await tryLogin(client), 'STATUS_INTERNAL_ERROR');
    await fixture.close();
  });

  it('a store that throws at once, or never answers, harms its own login only', async () => {
    const accounts = {
      find: (name: string) => {
        if (name === 'alice') throw new Error('a bug of the embedder');
        return new Promise<undefined>(() => {});
      },
    };
    const fixture = await serve({ accounts });
    const client = await fixture.negotiated();
    const exchange = new ClientLogin(client, { user: 'carol' });
    await exchange.first();
    exchange.sendSecond();
    expectStatus(await tryLogin(await fixture.negotiated()), 'STATUS_INTERNAL_ERROR');
    await fixture.close();
    await client.closed;
  });
});
