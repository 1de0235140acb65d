import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import {
  accountsInMemory,
  createKerberosMechanism,
  createNtlmMechanism,
  defaultAuthPolicy,
  systemRuntime,
} from 'smb2-auth-server/auth';
import { createTestRealm } from 'smb2-auth-server/realm';
import { requireGssNtlm } from '../support/gss-initiator.js';
import { python } from '../support/impacket.js';
import { run } from '../support/run.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { createQuoteServer } from './stock-quotes.js';

describe('examples/stock-quotes', function () {
  this.timeout(30_000);
  const folder = useTemporaryFolder();
  const users = [{ name: 'alice', password: 'secret' }];
  const names = {
    netbiosName: 'FILES',
    dnsName: 'files.example.test',
    netbiosDomain: 'EXAMPLE',
    dnsDomain: 'example.test',
  };
  const realm = createTestRealm({
    realm: 'EXAMPLE.TEST',
    accounts: users,
    services: ['quotes/files.example.test'],
  });
  const accounts = accountsInMemory(users);
  const shared = { accounts, names, runtime: systemRuntime };
  const server = createQuoteServer(
    [
      createKerberosMechanism({ ...shared, keys: realm.keys }),
      createNtlmMechanism({ ...shared, policy: defaultAuthPolicy }),
    ],
    (line) => said.push(line),
  );
  let said: string[] = [];
  let port = 0;

  before(async () => {
    await realm.listen();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  });
  beforeEach(() => (said = []));
  after(async () => {
    server.close();
    await realm.close();
  });

  describe('a client of GSS-API', () => {
    before(async function () {
      await requireGssNtlm(this);
    });

    /** The client's output; it has tickets, or the password for NTLM. */
    async function ask(mechanism: string, has: 'tickets' | 'secret' | 'SECRET', ...requests: string[]) {
      const client = 'test/examples/stock-quotes-client.py';
      const userFile = join(folder(), 'users');
      const cache = join(folder(), has === 'tickets' ? 'cache' : 'no-cache');
      writeFileSync(userFile, `EXAMPLE:alice:${has}\n`);
      if (has === 'tickets') writeFileSync(cache, await realm.credentialCache('alice'), { mode: 0o600 });
      return run(python, [client, String(port), mechanism, ...requests], {
        env: {
          NTLM_USER_FILE: userFile,
          KRB5_CONFIG: join(realm.directory ?? '', 'krb5.conf'),
          KRB5CCNAME: `FILE:${cache}`,
        },
      });
    }

    for (const [mechanism, has, name] of [
      ['ntlm', 'secret', 'NTLM'],
      ['krb5', 'tickets', 'Kerberos'],
      ['spnego', 'tickets', 'Kerberos'],
      ['spnego', 'secret', 'NTLM'],
    ] as const) {
      it(`${mechanism} with ${has}: logs in, asks, updates and asks again`, async () => {
        const requests = ['1 MSFT 28.31', '0 MSFT', '1 MSFT 29.07', '0 MSFT', '0 NONE', '1 NONE 1.00'];
        const { stdout, stderr } = await ask(mechanism, has, ...requests);
        assert.equal(stderr, '');
        const answers = ['0 MSFT 28.31', '0 MSFT 28.31', '0 MSFT 29.07', '0 MSFT 29.07', '1 NONE', '1 NONE'];
        assert.deepEqual(stdout.trimEnd().split('\n'), answers);
        assert.deepEqual(said, [`alice has logged in by ${name}`]);
      });
    }

    it('the wrong password: the client gets the status, the server’s user the reason', async () => {
      const { code, stdout, stderr } = await ask('ntlm', 'SECRET', '0 MSFT');
      assert.deepEqual({ code, stdout, stderr }, { code: 1, stdout: '', stderr: 'error 0xc000006d\n' });
      assert.deepEqual(said, ['refused: wrong-password']);
    });

    it('a ticket under a key that the server has not', async () => {
      realm.script('quotes/files.example.test', { kvno: 9 });
      const { stderr } = await ask('krb5', 'tickets', '0 MSFT');
      realm.script('quotes/files.example.test', undefined);
      assert.match(stderr, /error 0xc0/);
      assert.deepEqual(said, ['refused: ticket-wrong-key']);
    });
  });

  for (const [title, bytes, reason] of [
    ['a request without a token', '00020000000630204d534654', ['refused: data of type 1 was due']],
    ['a token that is none', '0001000000026000', ['refused: spnego-malformed']],
    ['a message of 2 GB', '000180000000', []],
  ] as const) {
    it(`${title} gets no quote`, async () => {
      const socket = connect(port, '127.0.0.1').end(Buffer.from(bytes, 'hex'));
      const answer = Buffer.concat(await socket.toArray());
      assert.notEqual(answer[0], 1);
      assert.deepEqual(said, reason);
    });
  }
});
