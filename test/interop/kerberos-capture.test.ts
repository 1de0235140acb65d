import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { kerberosSmbclient } from '../support/kerberos-smbclient.js';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';
import { runCli, startCli } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

interface Section {
  readonly title: string;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  readonly problems: readonly unknown[];
  readonly sections: readonly Section[];
}

describe('a capture of ours of a login with Kerberos', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();
  const file = (protection: string, name: string): string => join(folder(), protection, name);
  const capture = (protection: string): string => file(protection, 'login.pcapng');

  before(async function () {
    requireProgram(this, 'smbclient');
    for (const protection of ['sign', 'encrypt']) await record(protection);
  });

  /** One login of smbclient with a ticket of the test realm. */
  async function record(protection: string): Promise<void> {
    mkdirSync(join(folder(), protection));
    const realm = [
      '--test-realm',
      'EXAMPLE.TEST',
      '--realm-dir',
      join(folder(), protection),
      '--ccache',
      'alice',
    ];
    const account = ['--user', 'alice:secret', '--share', 'files'];
    await using server = await startCli([...account, ...realm, '--capture', capture(protection)]);
    await server.record(({ type, carrier }) => type === 'listening' && carrier === 'kdc');
    const { code, stdout } = await kerberosSmbclient({
      port: server.port,
      host: 'smb2auth',
      env: {
        ...process.env,
        KRB5_CONFIG: file(protection, 'krb5.conf'),
        KRB5CCNAME: `FILE:${file(protection, 'alice.ccache')}`,
      },
      args: [`--client-protection=${protection}`],
      commands: 'ls',
    });
    assert.equal(code, 0, stdout);
  }

  async function inspect(protection: string, keytab: readonly string[]): Promise<Section[]> {
    const { stdout } = await runCli(['inspect', '--json', ...keytab, capture(protection)]);
    return (JSON.parse(stdout) as { sections: Section[] }).sections;
  }

  for (const protection of ['sign', 'encrypt'])
    it(`inspect verifies all of it with the server’s keytab: ${protection}`, async () => {
      const sections = (await inspect(protection, ['--keytab', file(protection, 'server.keytab')])).flatMap(
        withInner,
      );
      assert.deepEqual(
        sections.flatMap(({ problems }) => problems),
        [],
      );
      const values = (name: string): string[] =>
        sections.flatMap(({ fields }) =>
          fields.filter((field) => field.name === name).map(({ value }) => value),
        );
      assert.deepEqual(values('User'), ['SMB2AUTH\\alice']);
      assert.match(values('ServerSignature').join(), /: right$/);
      assert.deepEqual(new Set(values('Verification')), new Set(['the signature is right']));
      assert.equal(values('Verification').length, values('Signature').length);
      assert.deepEqual(values('Contents'), []);
      assert.ok(sections.some(({ title }) => title === 'SMB2 QUERY_DIRECTORY request'));
    });

  it('inspect shows what is in clear without it', async () => {
    const shown = JSON.stringify(await inspect('encrypt', []));
    assert.match(shown, /cifs\/smb2auth@EXAMPLE\.TEST/);
    assert.match(shown, /encrypted; --keytab/);
    assert.ok(!shown.includes('alice'));
  });

  for (const protection of ['sign', 'encrypt'])
    it(`tshark decrypts it with the server’s keytab and finds nothing malformed: ${protection}`, async function () {
      requireProgram(this, 'tshark', false);
      const keytab = file(protection, 'server.keytab');
      const options = ['-o', 'kerberos.decrypt:TRUE', '-o', `kerberos.file:${keytab}`];
      const { code, stdout, stderr } = await run('tshark', ['-r', capture(protection), ...options, '-V'], {
        timeout: 60_000,
      });
      assert.equal(code, 0, stderr);
      assert.deepEqual(stdout.match(/.*(malformed|BER Error|Dissector bug).*/gi), null);
      for (const part of [
        'Decrypted keytype 18 usage 2 using keytab principal cifs/smb2auth',
        'encTicketPart',
        'authenticator',
        'encAPRepPart',
        'Acct Name: alice',
      ])
        assert.ok(stdout.includes(part), part);
    });
});

function withInner(section: Section): Section[] {
  return [section, ...section.sections.flatMap(withInner)];
}
