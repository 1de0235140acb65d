import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTestRealm, type ScriptedState, type TestRealm } from '../../src/realm/index.js';
import { requireProgram } from '../support/require-program.js';
import { type Finished, run } from '../support/run.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const CIFS = 'cifs/files.example.test';
const SKEWED = 3600;

/** The names that MIT's clients have for encryption types. */
const shown = {
  'aes256-cts-hmac-sha1-96': 'aes256-cts-hmac-sha1-96',
  'aes128-cts-hmac-sha1-96': 'aes128-cts-hmac-sha1-96',
  'aes256-cts-hmac-sha384-192': 'aes256-cts-hmac-sha384-192',
  'aes128-cts-hmac-sha256-128': 'aes128-cts-hmac-sha256-128',
  'rc4-hmac': 'DEPRECATED:arcfour-hmac',
} as const;

describe("realm: MIT's clients", function () {
  this.timeout(30_000);
  const folder = useTemporaryFolder();
  let realm: TestRealm;
  let caches = 0;

  before(async function () {
    for (const program of ['kinit', 'klist', 'kvno', 'kdestroy']) requireProgram(this, program);
    realm = createTestRealm({
      realm: 'EXAMPLE.TEST',
      directory: join(folder(), 'realm'),
      ccaches: ['alice'],
      accounts: [
        { name: 'alice', password: 'Pa55w0rd!', groups: ['staff'] },
        { name: 'hashed', ntHash: '8846f7eaee8fb117ad06bdd830b7586c' },
        { name: 'late', password: 'Pa55w0rd!' },
        ...(['disabled', 'locked', 'expired', 'password-expired', 'must-change-password'] as const).map(
          (status) => ({ name: status, password: 'Pa55w0rd!', status }),
        ),
      ],
    });
    await realm.listen();
  });
  after(() => realm?.close());

  /** A client with a credential cache of its own, by the realm's krb5.conf or a changed one. */
  function client(change: (krb5Conf: string) => string = (same) => same, cache?: string) {
    caches += 1;
    const config = join(folder(), `krb5-${caches}.conf`);
    writeFileSync(config, change(realm.krb5Conf ?? ''));
    const ccache = cache ?? join(folder(), `cc-${caches}`);
    const env = { PATH: process.env['PATH'], LC_ALL: 'C', KRB5_CONFIG: config, KRB5CCNAME: `FILE:${ccache}` };
    const call = (program: string, ...args: readonly string[]): Promise<Finished> =>
      run(program, args, { env });
    return {
      ccache,
      call,
      /** Runs kinit with a password on its input. */
      kinit: (password: string, ...args: readonly string[]): Promise<Finished> =>
        run('sh', ['-c', 'printf "%s\\n" "$PASSWORD" | kinit "$@"', 'kinit', ...args], {
          env: { ...env, PASSWORD: password },
        }),
    };
  }

  /** The output of a program that has to succeed. */
  async function succeed(finished: Promise<Finished>): Promise<string> {
    const { code, stdout, stderr } = await finished;
    assert.equal(code, 0, stdout + stderr);
    return stdout;
  }

  const overUdp = (krb5Conf: string): string =>
    krb5Conf.replace('udp_preference_limit = 1\n', 'udp_preference_limit = 32000\n');

  for (const [carrier, change] of [
    ['TCP', (same: string) => same],
    ['UDP', overUdp],
  ] as const) {
    it(`kinit, klist, kvno, kdestroy over ${carrier}`, async () => {
      const { kinit, call, ccache } = client(change);
      await succeed(kinit('Pa55w0rd!', 'alice'));
      assert.equal(await succeed(call('kvno', CIFS)), 'cifs/files.example.test@EXAMPLE.TEST: kvno = 1\n');
      const listed = await succeed(call('klist'));
      assert.match(listed, /Default principal: alice@EXAMPLE\.TEST/);
      assert.match(listed, /krbtgt\/EXAMPLE\.TEST@EXAMPLE\.TEST/);
      assert.match(listed, /cifs\/files\.example\.test@EXAMPLE\.TEST/);
      await succeed(call('kdestroy'));
      assert.equal(existsSync(ccache), false);
    });
  }

  it('the ticket decrypts with the keytab', async () => {
    const { kinit, call } = client();
    await succeed(kinit('Pa55w0rd!', 'alice'));
    const keytab = join(realm.directory ?? '', 'server.keytab');
    assert.match(await succeed(call('kvno', '-k', keytab, CIFS)), /kvno = 1, keytab entry valid/);
    const listed = await succeed(call('klist', '-ek', keytab));
    assert.match(listed, /1 cifs\/FILES@EXAMPLE\.TEST \(aes256-cts-hmac-sha384-192\)/);
  });

  it('renewable, forwardable and proxiable tickets; kinit -R', async () => {
    const { kinit, call } = client();
    await succeed(kinit('Pa55w0rd!', '-f', '-p', '-r', '1d', '-l', '1h', 'alice'));
    assert.match(await succeed(call('klist', '-f')), /renew until .*Flags: FPRIA/);
    await succeed(call('kinit', '-R'));
    assert.match(await succeed(call('klist', '-f')), /renew until .*Flags: FPRIA/);
    await succeed(call('kvno', CIFS));
    const plain = client();
    await succeed(plain.kinit('Pa55w0rd!', '-F', '-l', '1h', 'alice'));
    assert.match(await succeed(plain.call('klist', '-f')), /Flags: IA/);
    const { code, stderr } = await plain.call('kinit', '-R');
    assert.equal(code, 1);
    assert.match(stderr, /KDC can't fulfill requested option while renewing credentials/);
  });

  it('kinit -C and -E: the canonical name, and an enterprise name', async () => {
    const canonical = client();
    await succeed(canonical.kinit('Pa55w0rd!', '-C', 'ALICE'));
    assert.match(await succeed(canonical.call('klist')), /Default principal: alice@EXAMPLE\.TEST/);
    const enterprise = client();
    await succeed(enterprise.kinit('Pa55w0rd!', '-E', 'alice@example.test'));
    assert.match(await succeed(enterprise.call('klist')), /Default principal: alice@EXAMPLE\.TEST/);
    await succeed(enterprise.call('kvno', CIFS));
  });

  it('kinit -S, -a, -k: a service without a ticket-granting ticket, addresses, a keytab', async () => {
    const service = client();
    await succeed(service.kinit('Pa55w0rd!', '-S', CIFS, 'alice'));
    assert.match(await succeed(service.call('klist')), /cifs\/files\.example\.test/);
    const addresses = client();
    await succeed(addresses.kinit('Pa55w0rd!', '-a', 'alice'));
    await succeed(addresses.call('kvno', CIFS));
    const keytab = join(realm.directory ?? '', 'server.keytab');
    const own = client();
    await succeed(own.call('kinit', '-k', '-t', keytab, CIFS));
    assert.match(await succeed(own.call('klist')), /Default principal: cifs\/files\.example\.test/);
  });

  it('kinit --no-request-pac', async () => {
    const { kinit, call } = client();
    await succeed(kinit('Pa55w0rd!', '--no-request-pac', 'alice'));
    await succeed(call('kvno', CIFS));
  });

  for (const [enctype, word] of Object.entries(shown).slice(0, 4)) {
    it(`${enctype}: kinit that knows no other, and kvno -e`, async () => {
      const only = client((text) =>
        text.replace('[libdefaults]\n', `[libdefaults]\n  permitted_enctypes = ${enctype}\n`),
      );
      await succeed(only.kinit('Pa55w0rd!', 'alice'));
      await succeed(only.call('kvno', CIFS));
      const listed = await succeed(only.call('klist', '-e'));
      assert.equal(listed.split(`Etype (skey, tkt): ${word}, ${word}`).length, 3, listed);
      const any = client();
      await succeed(any.kinit('Pa55w0rd!', 'alice'));
      await succeed(any.call('kvno', '-e', enctype, CIFS));
      assert.match(
        await succeed(any.call('klist', '-e')),
        new RegExp(`cifs/.*\\n.*Etype \\(skey, tkt\\): ${word}, ${word}`),
      );
    });
  }

  it('rc4-hmac: an account with its NT hash alone, and a service by script', async () => {
    const { kinit, call } = client();
    await succeed(kinit('password', 'hashed'));
    realm.script(CIFS, { enctype: 'rc4-hmac' });
    await succeed(call('kvno', CIFS));
    realm.script(CIFS, undefined);
    const word = shown['rc4-hmac'];
    assert.match(await succeed(call('klist', '-e')), new RegExp(`cifs/.*\\n.*${word}, ${word}`));
  });

  it('the credential cache of the realm serves as it is', async () => {
    const { call } = client(undefined, join(realm.directory ?? '', 'alice.ccache'));
    assert.match(
      await succeed(call('klist', '-f')),
      /Default principal: alice@EXAMPLE\.TEST[\s\S]*Flags: FPRIA/,
    );
    await succeed(call('kvno', 'host/files.example.test'));
    await succeed(call('kvno', 'cifs/FILES'));
  });

  for (const [account, password, message] of [
    ['alice', 'wrong', /Password incorrect while getting initial credentials/],
    ['nobody', 'x', /'nobody@EXAMPLE\.TEST' not found in Kerberos database/],
    ['ALICE', 'Pa55w0rd!', /'ALICE@EXAMPLE\.TEST' not found in Kerberos database/],
    ['disabled', 'Pa55w0rd!', /Client's credentials have been revoked/],
    ['locked', 'Pa55w0rd!', /Client's credentials have been revoked/],
    ['expired', 'Pa55w0rd!', /Client's credentials have been revoked/],
    // MIT goes on to change the password by itself, and there is no kadmin/changepw.
    ['password-expired', 'Pa55w0rd!', /Server not found in Kerberos database/],
    ['must-change-password', 'Pa55w0rd!', /Server not found in Kerberos database/],
  ] as const) {
    it(`kinit ${account} with password ${password} says ${message.source}`, async () => {
      const { code, stderr, stdout } = await client().kinit(password, account);
      assert.equal(code, 1);
      assert.match(stdout + stderr, message);
    });
  }

  for (const [state, message] of [
    [{ error: 'KDC_ERR_POLICY' }, /KDC policy rejects request/],
    [{ error: 'KDC_ERR_ETYPE_NOSUPP' }, /KDC has no support for encryption type/],
    [{ error: 'KRB_AP_ERR_SKEW' }, /Clock skew too great/],
    [{ error: 'KDC_ERR_CLIENT_NOTYET' }, /Client not yet valid/],
    [{ error: 9 }, /[Nn]ull key/],
  ] as const satisfies readonly (readonly [ScriptedState, RegExp])[]) {
    it(`a script ${JSON.stringify(state)} of an account: kinit says ${message.source}`, async () => {
      realm.script('late', state);
      const { code, stderr, stdout } = await client().kinit('Pa55w0rd!', 'late');
      realm.script('late', undefined);
      assert.equal(code, 1);
      assert.match(stdout + stderr, message);
    });
  }

  it('a script of a service: kvno says it', async () => {
    const { kinit, call } = client();
    await succeed(kinit('Pa55w0rd!', 'alice'));
    realm.script(CIFS, { error: 'KDC_ERR_MUST_USE_USER2USER' });
    const refused = await call('kvno', CIFS);
    realm.script(CIFS, { kvno: 7 });
    const other = await call('kvno', CIFS);
    realm.script(CIFS, undefined);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /Server principal valid for user2user only/);
    assert.match(other.stdout, /kvno = 7/);
    const unknown = await call('kvno', 'cifs/elsewhere.example.test');
    assert.match(unknown.stderr, /Server cifs\/elsewhere\.example\.test@EXAMPLE\.TEST not found/);
  });

  it('scripted tickets look valid to their client', async () => {
    const { kinit, call } = client();
    await succeed(kinit('Pa55w0rd!', 'alice'));
    for (const [service, ticket] of [
      [CIFS, 'expired'],
      ['cifs/FILES', 'not-yet-valid'],
    ] as const) {
      realm.script(service, { ticket });
      await succeed(call('kvno', service));
      realm.script(service, undefined);
    }
    await succeed(call('klist', '-s'));
  });

  it('a client sets its clock by a KDC whose clock is wrong', async () => {
    realm.script('late', { clockSkewSeconds: SKEWED });
    const { kinit, call } = client();
    await succeed(kinit('Pa55w0rd!', 'late'));
    await succeed(call('kvno', CIFS));
    const strict = client((text) => text.replace('[libdefaults]\n', '[libdefaults]\n  kdc_timesync = 0\n'));
    const { code, stderr, stdout } = await strict.kinit('Pa55w0rd!', 'late');
    realm.script('late', undefined);
    assert.equal(code, 1);
    assert.match(stdout + stderr, /Clock skew too great/);
  });
});
