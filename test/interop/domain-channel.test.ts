import assert from 'node:assert/strict';
import { join } from 'node:path';
import { adAddress, adDomain, adPassword, machine } from '../support/ad-dc.js';
import { Capture } from '../support/capture.js';
import { connectionsToController, crowd, Member, useController, withDomain } from '../support/lab-domain.js';
import { loginRecords, recordOf } from '../support/login-records.js';
import { FakeController, type Fault, type Step } from '../support/netlogon-controller/index.js';
import { encodingsOf } from '../support/secrets-of-run.js';
import { SmbClient } from '../support/smb-client.js';
import { login, negotiate } from '../support/smb-client-login.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { until } from '../support/until.js';

describe('The secure channel to a domain controller, through the command line', function () {
  this.timeout(120_000);
  if (!withDomain) {
    it('runs with npm run interop:domain');
    return;
  }
  const folder = useTemporaryFolder();
  const dc = useController();
  const start = (options?: Parameters<typeof Member.start>[1]): Promise<Member> =>
    Member.start(folder(), options);

  it('two hundred logins at once go over one channel, and each has its own user', async () => {
    const limits = { unauthenticatedConnectionsPerAddress: 500, connectionsPerAddress: 500 };
    await using member = await start({ domain: { timeoutSeconds: 60 }, configuration: { limits } });
    const users = Array.from({ length: 4 }, () => crowd).flat();
    const logins = await Promise.all(
      users.map(async (user) => {
        const client = await SmbClient.connect(member.port);
        await negotiate(client);
        // The answer is signed with the key that the controller has told.
        const session = await login(client, { user, password: adPassword, domain: adDomain });
        await client.treeConnect('files', { session });
        client.close();
        return session.id;
      }),
    );
    assert.equal(new Set(logins).size, users.length);
    await until('every record', () => loginRecords(member.cli).length === users.length);
    for (const { becameAccount, becameSid, diagnosis } of loginRecords(member.cli)) {
      assert.equal(diagnosis.reason, 'accepted');
      assert.equal(becameSid, dc().sidOf(becameAccount ?? ''));
    }
    const became = loginRecords(member.cli).map(({ becameAccount }) => becameAccount ?? '');
    assert.deepEqual(became.toSorted(), users.toSorted());
    assert.equal(connectionsToController().length, 1);
  });

  it('a wrong password of the machine is said at the start and with each login', async () => {
    await using member = await start({ password: 'not-the-password' });
    await member.cli.logged(/machine account/);
    let said = '';
    const record = await recordOf(member.cli, async () => ({ said } = await member.smbclient('alice')));
    assert.equal(said, 'session setup failed: NT_STATUS_TRUSTED_RELATIONSHIP_FAILURE');
    assert.equal(record.diagnosis.reason, 'machine-account-refused');
    assert.match(record.diagnosis.authority?.cause ?? '', /password/);
  });

  for (const [title, faults] of [
    ['that believes every client', [['authenticate', { credential: 'random' }]]],
    [
      'that sends everything back',
      [
        ['challenge', { challenge: 'echo' }],
        ['authenticate', { credential: 'echo' }],
        ['capabilities', 'reflect'],
        ['logon', 'reflect'],
      ],
    ],
    ['that grants no AES', [['authenticate', { flags: 0x612fffff & ~0x01000000 }]]],
    ['whose capabilities are others', [['capabilities', { capabilities: 0x400fffff }]]],
    ['whose answers are not signed with the key', [['logon', 'wrong-signature']]],
    ['that gives an old answer again', [['logon', 'replay']]],
  ] satisfies [string, [Step, Fault][]][])
    it(`nobody logs in by a controller ${title}`, async () => {
      await using impostor = await FakeController.start({ users: [{ name: 'alice', password: adPassword }] });
      for (const [step, fault] of faults) impostor.script(step, fault);
      await using member = await start({ domain: { controllers: [`127.0.0.1:${impostor.mapperPort}`] } });
      let said = '';
      const record = await recordOf(member.cli, async () => ({ said } = await member.smbclient('alice')));
      assert.equal(said, 'session setup failed: NT_STATUS_NO_LOGON_SERVERS');
      assert.equal(record.diagnosis.reason, 'controller-not-trusted');
    });

  for (const [title, user, said, reason] of [
    ['blocks NTLM', { status: 0xc0000418 }, 'NOT_SUPPORTED', 'ntlm-blocked'],
    ['says what nobody knows', { status: 0xc0001234 }, 'LOGON_FAILURE', 'controller-refused'],
    ['lets in as a guest', { userFlags: 1 }, 'LOGON_FAILURE', 'controller-refused'],
  ] as const)
    it(`a controller that ${title}: ${said}`, async () => {
      const users = [{ name: 'alice', password: adPassword, ...user }];
      await using fake = await FakeController.start({ users });
      await using member = await start({ domain: { controllers: [`127.0.0.1:${fake.mapperPort}`] } });
      let heard = '';
      const record = await recordOf(
        member.cli,
        async () => ({ said: heard } = await member.smbclient('alice')),
      );
      assert.equal(heard, `session setup failed: NT_STATUS_${said}`);
      assert.equal(record.diagnosis.reason, reason);
    });

  it('an old controller knows validation level 3 only, whose keys are encrypted', async () => {
    await using fake = await FakeController.start({
      users: [{ name: 'alice', password: adPassword }],
      levels: [3],
    });
    await using member = await start({ domain: { controllers: [`127.0.0.1:${fake.mapperPort}`] } });
    assert.equal((await member.smbclient('alice', { commands: 'mkdir d; rmdir d' })).said, '');
    assert.deepEqual(
      fake.logons.map(({ validationLevel }) => validationLevel),
      [6, 3],
    );
  });

  it('tshark reads the channel with the password of the machine, and nothing without it', async function () {
    const capture = new Capture(135, join(folder(), 'channel.pcap'), adAddress);
    try {
      if (!(await capture.sees())) this.skip();
      await using member = await start();
      assert.equal((await member.smbclient('alice')).said, '');
      // Everything before is in the capture, then.
      assert.ok(await capture.sees());
    } finally {
      await capture[Symbol.asyncDispose]();
    }
    const read = capture.reader(['-o', `ntlmssp.nt_password:${machine.password}`]);
    const question = 'netlogon.opnum == 39 && netlogon.acct_name && dcerpc.pkt_type == 0';
    assert.deepEqual(await read(question, 'netlogon.acct_name', 'netlogon.level16'), ['alice\t6,6']);
    const answer = 'netlogon.opnum == 39 && dcerpc.pkt_type == 2';
    const rid = dc().sidOf('alice').split('-').at(-1) ?? '';
    const [answered = ''] = await read(answer, 'netlogon.validation_level', 'netlogon.rid');
    assert.match(answered, new RegExp(`^6\t${rid}\\b`));
    assert.deepEqual(await capture.reader()('netlogon.acct_name == "alice"', 'frame.number'), []);
  });

  it('no key of the channel or of a user is in any output, at the most talkative', async () => {
    await using fake = await FakeController.start({ users: [{ name: 'alice', password: adPassword }] });
    await using member = await start({
      domain: { controllers: [`127.0.0.1:${fake.mapperPort}`] },
      args: ['--log-level', 'debug'],
    });
    assert.equal((await member.smbclient('alice')).said, '');
    assert.match((await member.smbclient('alice', { password: 'wrong' })).said, /LOGON_FAILURE/);
    fake.script('logon', 'wrong-signature');
    assert.match((await member.smbclient('alice')).said, /NO_LOGON_SERVERS/);
    const keys = [...fake.sessionKeys, ...fake.userKeys];
    assert.ok(keys.length >= 3, String(keys.length));
    member.cli.mustHide(...keys.flatMap(encodingsOf));
  });
});
