import assert from 'node:assert/strict';
import { createServer as createTcpServer } from 'node:net';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ntlmOid } from '../../src/auth/ntlm-token.js';
import type { MechanismName } from '../../src/auth/policy.js';
import { decodeNegTokenInit } from '../../src/auth/spnego/index.js';
import { decodeKeytab, encodeKeytab } from '../../src/krb5/keytab.js';
import { NameType } from '../../src/krb5/messages/principal.js';
import type { KerberosOptions } from '../../src/server/kerberos-options.js';
import { createServer, type Server } from '../../src/server/create-server.js';
import type { ServerOptions } from '../../src/server/options.js';
import { alice, serve } from '../session/support.js';
import { tryNegotiate } from '../support/smb-client-login.js';
import { decodeNegotiateResponse } from '../../src/smb2-codec/index.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { verifyingStore } from '../support/verifying-store.js';

const MS_KERBEROS = '1.2.840.48018.1.2.2';
const KERBEROS = '1.2.840.113554.1.2.2';

const testRealm = { realm: 'EXAMPLE.TEST' } as const;
const password = { principal: 'cifs/files.example.test@EXAMPLE.TEST', password: 'secret' } as const;

describe('the option kerberos', () => {
  const folder = useTemporaryFolder();

  function writeKeytab(name: string, etypes: readonly number[]): string {
    const path = join(folder(), name);
    const principal = {
      realm: 'EXAMPLE.TEST',
      name: { nameType: NameType.SRV_INST, nameString: ['cifs', 'files.example.test'] },
    };
    const keys = etypes.map((etype) => {
      const length = [17, 19, 23].includes(etype) ? 16 : 32;
      return { principal, writtenAt: 0, kvno: 1, etype, key: Buffer.alloc(length, etype) };
    });
    writeFileSync(path, encodeKeytab(keys));
    return path;
  }

  const create = (kerberos: KerberosOptions, options: Partial<ServerOptions> = {}): Server =>
    createServer({ accounts: [alice], kerberos, ...options });

  /** The object identifiers that a server offers, in order. */
  async function offered(options: Partial<ServerOptions>): Promise<string[]> {
    await using server = await serve(options);
    const client = await server.connect();
    const { securityBuffer } = decodeNegotiateResponse((await tryNegotiate(client)).message);
    client.close();
    return decodeNegTokenInit(securityBuffer).mechTypes.map(({ oid }) => oid);
  }

  const refused: readonly (readonly [what: string, kerberos: () => KerberosOptions, message: RegExp])[] = [
    [
      'an unknown key',
      () => ({ keytap: 'a' }) as never,
      /^kerberos\.keytap: unknown key; there is 'keytab'$/,
    ],
    [
      'a password without its principal',
      () => ({ password: { password: 'secret' } }) as never,
      /^kerberos\.password\.principal: expected a text$/,
    ],
    [
      'a realm without a name',
      () => ({ testRealm: {} }) as never,
      /^kerberos\.testRealm\.realm: expected a text$/,
    ],
    [
      'a file of a password, which belongs into a configuration file',
      () => ({ password: { ...password, passwordFile: 'a' } }) as never,
      /^kerberos\.password\.passwordFile: unknown key$/,
    ],
    [
      'a keytab that is not there',
      () => ({ keytab: join(folder(), 'absent') }),
      /^kerberos\.keytab: \S+absent: cannot be read \(ENOENT: no such file or directory\); expected a keytab$/,
    ],
    [
      'a keytab that is none',
      () => {
        writeFileSync(join(folder(), 'none.keytab'), 'not a keytab');
        return { keytab: join(folder(), 'none.keytab') };
      },
      /^kerberos\.keytab: \S+none\.keytab: is no keytab that can be read .*; expected MIT’s format/,
    ],
    [
      'a keytab without keys that policy allows',
      () => ({ keytab: writeKeytab('rc4.keytab', [23]) }),
      /^kerberos\.keytab: keytab \S+rc4\.keytab: has keys of rc4-hmac only; expected one of aes256-cts-hmac-sha1-96, .*, or another list in kerberos\.enctypes$/,
    ],
    [
      'a password whose keys policy does not allow',
      () => ({ password: { ...password, enctypes: ['rc4-hmac'] } }),
      /^kerberos\.password: the password of cifs\/\S+: has keys of rc4-hmac only/,
    ],
    [
      'a folder that cannot be made',
      () => {
        writeFileSync(join(folder(), 'file'), '');
        return { password, stateFolder: join(folder(), 'file') };
      },
      /^kerberos\.stateFolder: expected a folder that can be written \(EEXIST: file already exists\)$/,
    ],
    [
      'a KDC for everybody',
      () => ({ testRealm: { ...testRealm, host: '0.0.0.0' } }),
      /^kerberos\.testRealm\.host: expected an address of the loopback interface/,
    ],
    [
      'a state of a service that there is not',
      () => ({ testRealm: { ...testRealm, states: { 'cifs/nowhere': { kvno: 7 } } } }),
      /expected an account, or one of the services krbtgt\/EXAMPLE\.TEST, cifs\//,
    ],
  ];
  for (const [what, kerberos, message] of refused) {
    it(`refuses ${what}`, () => {
      assert.throws(
        () => create(kerberos()),
        (error: Error) => {
          assert.equal(error.name, 'ConfigurationError');
          assert.match(error.message, message);
          assert.ok(!error.message.includes('secret'));
          return true;
        },
      );
    });
  }

  it('demands what the getters of a class give', () => {
    class Rules {
      get password() {
        return password;
      }
      get enctypes() {
        return ['rc4-hmac'] as const;
      }
    }
    assert.throws(() => create(new Rules()), /has keys of aes256-.* only; expected one of rc4-hmac,/);
  });

  it('refuses a realm for a store that gives out no keys', () => {
    assert.throws(
      () => create({ testRealm }, { accounts: verifyingStore(Date.now) }),
      /^ConfigurationError: kerberos\.testRealm: expected accounts that are a list, or a store that finds/,
    );
  });

  it('refuses a realm without accounts: nobody could get a ticket', () => {
    const message = /^kerberos\.testRealm: expected at least one account: nobody could get a ticket$/;
    assert.throws(() => create({ testRealm }, { accounts: [] }), { name: 'ConfigurationError', message });
    const store = { find: () => Promise.resolve(undefined) };
    assert.throws(() => create({ testRealm }, { accounts: { ...store, known: () => [] } }), { message });
    assert.doesNotThrow(() => create({ testRealm }, { accounts: store }), 'it cannot list its accounts');
  });

  it('keys let Kerberos be offered: as Windows names it, as everybody does, and NTLM behind', async () => {
    for (const kerberos of [{ password }, { keytab: writeKeytab('a.keytab', [18]) }, { testRealm }]) {
      assert.deepEqual(await offered({ kerberos }), [MS_KERBEROS, KERBEROS, ntlmOid]);
    }
    assert.deepEqual(await offered({ kerberos: { services: 'own' } }), [ntlmOid]);
  });

  it('policy orders and restricts it', async () => {
    const kerberos = { password };
    const withPolicy = (...mechanisms: MechanismName[]) => offered({ kerberos, authPolicy: { mechanisms } });
    assert.deepEqual(await withPolicy('ntlm', 'kerberos'), [ntlmOid, MS_KERBEROS, KERBEROS]);
    assert.deepEqual(await withPolicy('ntlm'), [ntlmOid]);
    assert.deepEqual(await withPolicy('kerberos'), [MS_KERBEROS, KERBEROS]);
  });

  it('keys of several sources stand together', () => {
    const keytab = writeKeytab('joined.keytab', [18, 23]);
    assert.doesNotThrow(() => create({ keytab, password, testRealm }));
  });

  it('a function of mechanisms gets Kerberos, or undefined where there is no key', () => {
    const seen: (string | undefined)[] = [];
    const mechanisms: ServerOptions['mechanisms'] = ({ kerberos, ntlm }) => {
      seen.push(kerberos?.name);
      return kerberos === undefined ? [ntlm] : [ntlm, kerberos];
    };
    create({ password }, { mechanisms });
    create({}, { mechanisms });
    createServer({ accounts: [alice], mechanisms });
    assert.deepEqual(seen, ['Kerberos', undefined, undefined]);
  });

  describe('with a test realm', () => {
    it('the KDC listens and ends with the server, and a temporary folder is removed', async () => {
      const server = create({ testRealm });
      assert.equal(server.realm?.address, undefined);
      await server.listen();
      const { realm } = server;
      assert.equal(realm?.address?.host, '127.0.0.1');
      const directory = realm?.directory ?? '';
      assert.match(readFileSync(join(directory, 'krb5.conf'), 'utf8'), /default_realm = EXAMPLE\.TEST/);
      assert.ok(decodeKeytab(readFileSync(join(directory, 'server.keytab'))).length > 0);
      await server.close();
      assert.equal(realm?.address, undefined);
      assert.equal(existsSync(directory), false);
    });

    it('there is none unless it is asked for', () => {
      assert.equal(create({ password }).realm, undefined);
      assert.equal(createServer({ accounts: [alice] }).realm, undefined);
    });

    it('a port that is taken is an error, and the server can listen later', async () => {
      const holder = createTcpServer().listen(0, '127.0.0.1');
      await once(holder, 'listening');
      const { port } = holder.address() as AddressInfo;
      await using server = create({ testRealm: { ...testRealm, port } });
      await assert.rejects(server.listen(), { code: 'EADDRINUSE', port });
      holder.close();
      await once(holder, 'close');
      await server.listen();
      assert.equal(server.realm?.address?.port, port);
    });

    it('an SMB port that is taken ends the KDC, and the server can listen later', async () => {
      const holder = createTcpServer().listen(0, '127.0.0.1');
      await once(holder, 'listening');
      const { port } = holder.address() as AddressInfo;
      await using server = create({ testRealm }, { port });
      await assert.rejects(server.listen(), { code: 'EADDRINUSE' });
      assert.equal(server.realm?.address, undefined);
      holder.close();
      await once(holder, 'close');
      await server.listen();
      assert.notEqual(server.realm?.address, undefined);
    });

    it('a cache for nobody is an error of the configuration', async () => {
      await using server = create({ testRealm: { ...testRealm, ccaches: ['mallory'] } });
      await assert.rejects(server.listen(), {
        name: 'ConfigurationError',
        message: /^kerberos\.testRealm\.ccaches\[0\]: no account mallory/,
      });
    });
  });
});
