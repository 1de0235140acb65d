import assert from 'node:assert/strict';
import { freePort } from '../support/free-port.js';
import { adAddress, adPassword } from '../support/ad-dc.js';
import { connectionsToController, Member, useController, withDomain } from '../support/lab-domain.js';
import { loginRecords, recordOf } from '../support/login-records.js';
import { FakeController } from '../support/netlogon-controller/index.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

const noServers = 'session setup failed: NT_STATUS_NO_LOGON_SERVERS';
/** Patience for a login after a controller has come back. */
const COMES_BACK_WITHIN = 60_000;

describe('A domain controller that is away, through the command line', function () {
  this.timeout(180_000);
  if (!withDomain) {
    it('runs with npm run interop:domain');
    return;
  }
  const folder = useTemporaryFolder();
  const dc = useController();
  // A test that fails leaves it as the next one needs it.
  afterEach(() => dc().thaw());
  const start = (options?: Parameters<typeof Member.start>[1]): Promise<Member> =>
    Member.start(folder(), options);

  /** The time of a login that is refused because no controller answers, in milliseconds. */
  async function refusedLogin(member: Member): Promise<number> {
    let said = '';
    const begun = performance.now();
    const record = await recordOf(member.cli, async () => ({ said } = await member.smbclient('alice')));
    assert.equal(said, noServers);
    assert.equal(record.diagnosis.reason, 'no-logon-server');
    assert.match(record.diagnosis.authority?.cause ?? '', new RegExp(adAddress.replaceAll('.', '\\.')));
    return performance.now() - begun;
  }

  const comesBack = (member: Member): Promise<void> =>
    until(
      'a login is accepted',
      async () => (await member.smbclient('alice')).said === '',
      COMES_BACK_WITHIN,
    );

  it('killed at rest: each login says so, and is accepted when it is back', async () => {
    await using member = await start();
    await comesBack(member);
    await dc().kill();
    await refusedLogin(member);
    await refusedLogin(member);
    await dc().restart();
    await comesBack(member);
  });

  it('stopped at rest: a login ends within its time limit, and one after is accepted', async () => {
    await using member = await start({ domain: { timeoutSeconds: 2 } });
    await comesBack(member);
    dc().freeze();
    const took = await refusedLogin(member);
    assert.ok(took < 8_000, `${took} ms`);
    dc().thaw();
    await comesBack(member);
  });

  it('stopped in mid-login: the answer comes when it goes on', async () => {
    await using member = await start({ domain: { timeoutSeconds: 30 } });
    await comesBack(member);
    dc().freeze();
    const login = member.smbclient('alice');
    await until('the question is there', () => connectionsToController().some(({ unread }) => unread > 0));
    dc().thaw();
    assert.equal((await login).said, '');
  });

  it('killed in mid-login: the login ends within its time limit, and one after is accepted', async () => {
    await using member = await start({ domain: { timeoutSeconds: 12 } });
    await comesBack(member);
    dc().freeze();
    const login = refusedLogin(member);
    await until('the question is there', () => connectionsToController().some(({ unread }) => unread > 0));
    await dc().kill();
    const took = await login;
    assert.ok(took < 14_000, `${took} ms`);
    await dc().restart();
    await comesBack(member);
  });

  it('away when the server starts: it says so, and logins are accepted when it is there', async () => {
    await dc().kill();
    await using member = await start();
    await member.cli.logged(/ECONNREFUSED/);
    await refusedLogin(member);
    await dc().restart();
    await comesBack(member);
  });

  it('one of two is dead: the other decides', async () => {
    const dead = `127.0.0.1:${await freePort()}`;
    await using member = await start({ domain: { controllers: [dead, adAddress] } });
    const record = await recordOf(member.cli, async () =>
      assert.equal((await member.smbclient('alice')).said, ''),
    );
    assert.equal(record.diagnosis.authority?.controller, adAddress);
  });

  it('one of two takes connections and says nothing: the other decides within the time limit', async () => {
    await using silent = await FakeController.start({ users: [{ name: 'alice', password: adPassword }] });
    silent.freeze();
    const controllers = [`127.0.0.1:${silent.mapperPort}`, adAddress];
    await using member = await start({ domain: { controllers, timeoutSeconds: 8 } });
    assert.equal((await member.smbclient('alice')).said, '');
    assert.equal(loginRecords(member.cli)[0]?.diagnosis.authority?.controller, adAddress);
  });

  it('a name that does not resolve is said at the start and with each login', async () => {
    await using member = await start({ domain: { controllers: ['no-such-host.invalid'] } });
    await member.cli.logged(/no-such-host\.invalid/);
    const record = await recordOf(member.cli, () => member.smbclient('alice'));
    assert.equal(record.diagnosis.reason, 'no-logon-server');
    assert.match(record.diagnosis.authority?.cause ?? '', /no-such-host\.invalid/);
  });
});
