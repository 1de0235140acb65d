import assert from 'node:assert/strict';
import type { Identity } from '../../src/auth/identity.js';
import { keysFromPassword } from '../../src/auth/kerberos/password-keys.js';
import { encodeNegTokenInit } from '../../src/auth/spnego/index.js';
import { ntStatusName } from '../../src/constants/nt-status.js';
import { ContextFlags } from '../../src/krb5/gss/authenticator-checksum.js';
import { encodePac, logonInfoOfAccount } from '../../src/krb5/pac/index.js';
import { createServer } from '../../src/server/create-server.js';
import type { ServerOptions } from '../../src/server/options.js';
import { startServer } from '../../src/testing/start-server.js';
import { diskShare } from '../session/support.js';
import { ifRelevant, keyOf, KRB5, KerberosForge } from '../support/kerberos-client.js';
import { FakeController, fakeMachine } from '../support/netlogon-controller/index.js';
import { SmbClient } from '../support/smb-client.js';
import { ClientLogin, login, negotiate, tryLogin } from '../support/smb-client-login.js';

const ofDomain = { user: 'Alice', password: 'Pa55w0rd!', domain: 'ADLAB' };
const ofServer = { user: 'alice', password: 'Local-pw-1!', domain: 'FILES' };
const ticketKey = keyOf(18, 0x77);
const resourceGroup = 'S-1-5-21-9-9-9-1300';
const alice = {
  name: 'alice',
  password: ofDomain.password,
  rid: 1103,
  groups: [513, 1200],
  extraSids: [resourceGroup],
};

describe('a server in a domain', () => {
  const domainOf = ({ mapperPort }: FakeController) => ({
    name: 'ADLAB',
    dnsName: 'ad.lab.test',
    machineAccount: 'FILES$',
    machinePassword: fakeMachine.password,
    controllers: [`127.0.0.1:${mapperPort}`],
  });

  /** A server whose share says who came. */
  async function serving(dc: FakeController, options: Partial<ServerOptions> = {}) {
    const identities: Identity[] = [];
    const accessOf = (identity: Identity) => {
      identities.push(identity);
      return 'read' as const;
    };
    const server = createServer({
      accounts: [{ name: 'alice', password: ofServer.password }],
      shares: [diskShare({ accessOf })],
      domain: domainOf(dc),
      ...options,
    });
    const { port } = await server.listen();
    const connect = async (): Promise<SmbClient> => {
      const client = await SmbClient.connect(port);
      await negotiate(client);
      return client;
    };
    return { server, identities, connect, [Symbol.asyncDispose]: () => server.close() };
  }

  it('asks nobody before it listens, is told of the channel, and leaves no connection', async () => {
    await using dc = await FakeController.start();
    const server = createServer({ accounts: [], domain: domainOf(dc) });
    assert.equal(dc.connectionsMade, 0);
    const told = server.next('domain');
    await server.listen();
    const { state, controller } = await told;
    assert.deepEqual([state, controller], ['open', `127.0.0.1:${dc.mapperPort}`]);
    await server.close();
    assert.equal(dc.logons.length, 0);
  });

  it('the same user by NTLM and by ticket is the same identity', async () => {
    await using dc = await FakeController.start({ users: [alice] });
    await using fixture = await serving(dc);
    const { identities, connect } = fixture;

    const byNtlm = await connect();
    await byNtlm.treeConnect('disk', { session: await login(byNtlm, ofDomain) });
    byNtlm.close();

    const byTicket = await connect();
    const exchange = new ClientLogin(byTicket);
    exchange.sendToken(encodeNegTokenInit({ mechTypes: [KRB5], mechToken: ticketOf(dc) }));
    exchange.ntlm.sessionKey = Buffer.from(ticketKey.keyvalue.subarray(0, 16));
    const session = exchange.complete(await byTicket.receive());
    await byTicket.treeConnect('disk', { session });
    byTicket.close();

    const [ntlm, kerberos] = identities.map(comparable);
    assert.deepEqual(kerberos, ntlm);
    assert.equal(identities[0]?.sid, `${dc.domain.sid}-1103`);
    assert.equal(identities[1]?.principal, 'alice@AD.LAB.TEST');
  });

  it('the account of its own name is another user, and asked of nobody', async () => {
    await using dc = await FakeController.start({ users: [alice] });
    await using fixture = await serving(dc);
    const client = await fixture.connect();
    await client.treeConnect('disk', { session: await login(client, ofServer) });
    client.close();
    const [own] = fixture.identities;
    assert.deepEqual(
      [own?.domain, own?.authority, own?.sid.startsWith(dc.domain.sid)],
      ['FILES', undefined, false],
    );
    assert.equal(dc.logons.length, 0);
    for (const wrong of [
      { ...ofServer, domain: 'ADLAB' },
      { ...ofDomain, domain: 'FILES' },
    ]) {
      const other = await fixture.connect();
      const { status } = await tryLogin(other, wrong);
      assert.equal(ntStatusName(status), 'STATUS_LOGON_FAILURE');
      other.close();
    }
  });

  it('a test server has one as well', async () => {
    await using dc = await FakeController.start({ users: [alice] });
    await using server = await startServer({ users: { bob: 'Local-pw-2!' }, domain: domainOf(dc) });
    const client = await SmbClient.connect(server.port);
    await negotiate(client);
    await login(client, ofDomain);
    client.close();
    const { identity } = await server.expectAccepted('alice');
    assert.equal(identity?.domain, 'ADLAB');
  });
});

/** The parts of an identity that are the same by every way; UserFlags say the way. */
function comparable({
  principal: _principal,
  context: _context,
  userFlags: _flags,
  ...rest
}: Identity): object {
  return { ...rest, groupSids: rest.groupSids.toSorted() };
}

/** A ticket as the controller would make it for the same user. */
function ticketOf({ domain }: FakeController): Buffer {
  const principal = 'FILES$@AD.LAB.TEST';
  const [key] = keysFromPassword({ principal, password: fakeMachine.password }).current();
  assert.ok(key);
  const forge = new KerberosForge();
  forge.runtime.wallClock = Date.now();
  const authTime = Math.floor(forge.runtime.now() / 1000) * 1000 - 60_000;
  const logonInfo = logonInfoOfAccount({
    account: 'alice',
    domain: domain.name,
    domainSid: domain.sid,
    userId: alice.rid,
    primaryGroupId: 513,
    groupIds: alice.groups,
    // As Samba and Windows have it in tickets.
    extraSids: [...alice.extraSids, 'S-1-18-1'],
    logonServer: 'DC1',
    logonTime: authTime,
  });
  const signer = { etype: key.etype, key: key.key };
  const clientInfo = { authTime, name: 'alice' };
  const pac = encodePac({ logonInfo, clientInfo }, { server: signer, kdc: signer });
  const ticket = {
    key,
    client: 'alice@AD.LAB.TEST',
    service: 'cifs/files.ad.lab.test@AD.LAB.TEST',
    sessionKey: ticketKey,
    part: { authorizationData: ifRelevant({ adType: 128, adData: pac }) },
  };
  // Without mutual authentication the key of the ticket is that of the session.
  return forge.token(ticket, { flags: ContextFlags.INTEG });
}
