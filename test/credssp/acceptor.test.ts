import assert from 'node:assert/strict';
import { NtStatus } from '../../src/constants/nt-status.js';
import { type CredSspOptions, createCredSspAcceptor } from '../../src/credssp/index.js';
import { encryptionTypes } from '../../src/krb5/encryption/index.js';
import { ConfigurationError } from '../../src/values/configuration-error.js';
import { CredSspClient, passwordCredentials } from '../support/credssp-client.js';
import { type GssClient, kerberosTokens, ntlmTokens, spnegoTokens } from '../support/gss-clients.js';
import { KerberosServer, keyOf } from '../support/kerberos-client.js';
import { NtlmClient } from '../support/ntlm-client.js';
import { clientOf, CredSspServer, ntlm, ntlmMechanism, serverKey } from './support.js';

const kerberos = new KerberosServer();

const mechanisms: Record<string, () => GssClient> = {
  'bare NTLM': () => ntlmTokens(new NtlmClient()),
  'NTLM in SPNEGO': () => spnegoTokens(ntlmTokens(new NtlmClient())),
  'NTLM in SPNEGO, not the first choice': () => spnegoTokens(ntlmTokens(new NtlmClient()), ['1.2.3']),
  'bare Kerberos': () => kerberosTokens(kerberos.forge),
  'Kerberos in SPNEGO': () => spnegoTokens(kerberosTokens(kerberos.forge)),
  'Kerberos in SPNEGO, not the first choice': () => spnegoTokens(kerberosTokens(kerberos.forge), ['1.2.3']),
};

describe('credssp/acceptor: [MS-CSSP] 3.1.5', () => {
  for (const [name, create] of Object.entries(mechanisms))
    for (const version of [2, 3, 4, 5, 6, 96])
      for (const together of [true, false])
        it(`${name}, version ${version}, pubKeyAuth ${together ? 'with the last token' : 'alone'}`, async () => {
          const server = new CredSspServer({
            mechanisms: [ntlmMechanism(), kerberos.mechanism],
            policy: { minVersion: 2 },
          });
          const client = new CredSspClient(create(), {
            version,
            together,
            subjectPublicKey: serverKey,
            nonce: version < 5 ? null : Buffer.alloc(32, version),
          });
          assert.equal(await client.bind(server.exchange), undefined);
          const step = server.last;
          assert.ok(step?.kind === 'accepted', step?.kind);
          const isNtlm = name.includes('NTLM');
          assert.equal(step.context.identity.account, isNtlm ? 'User' : 'alice');
          const [user, domain] = isNtlm ? ['User', 'Domain'] : ['alice', 'EXAMPLE'];
          await server.exchange(client.credentials(passwordCredentials(user, 'Password', domain)));
          assert.deepEqual(server.last, {
            kind: 'complete',
            credentials: {
              kind: 'credssp-credentials',
              type: 'password',
              user,
              domain,
              matches: true,
              password: isNtlm ? 'right' : 'not-verified',
            },
          });
          assert.deepEqual(server.checks('failed'), []);
          // Nothing follows.
          await server.exchange(client.request({ negoTokens: Buffer.of(1) }));
          server.refused('credssp-out-of-phase');
        });

  it('RFC 4121, RFC 4757: the whole Wrap token of each encryption type', async () => {
    const enctypes = encryptionTypes.map(({ name }) => name);
    const { mechanism, forge } = new KerberosServer({ policy: { enctypes } });
    for (const { etype, name } of encryptionTypes) {
      const server = new CredSspServer({ mechanisms: [mechanism] });
      const client = new CredSspClient(kerberosTokens(forge, keyOf(etype, 0x70)), {
        subjectPublicKey: serverKey,
      });
      assert.equal(await client.bind(server.exchange), undefined, name);
      await server.exchange(client.credentials(passwordCredentials('alice@EXAMPLE.COM', 'x', '')));
      assert.equal(server.last?.kind, 'complete', name);
    }
  });

  it('RFC 4121 4.2.5: a Wrap token with any rotation', async () => {
    for (const rotation of [0, 1, 16, 28, 60, 500]) {
      const server = new CredSspServer({ mechanisms: [kerberos.mechanism] });
      const client = new CredSspClient(kerberosTokens(kerberos.forge), {
        subjectPublicKey: serverKey,
        edit: (request) =>
          request.pubKeyAuth ? { ...request, pubKeyAuth: rotated(request.pubKeyAuth, rotation) } : request,
      });
      assert.equal(await client.bind(server.exchange), undefined, String(rotation));
    }
  });

  it('tells its facts: each request with its fields, the checks, and the credentials without the password', async () => {
    const server = new CredSspServer();
    const client = new CredSspClient(ntlmTokens(new NtlmClient()), { subjectPublicKey: serverKey });
    await client.bind(server.exchange);
    await server.exchange(client.credentials(passwordCredentials()));
    const requests = server.facts.filter(({ kind }) => kind === 'credssp-request');
    assert.deepEqual(requests, [
      { kind: 'credssp-request', version: 6, fields: ['clientNonce', 'negoTokens'] },
      { kind: 'credssp-request', version: 6, fields: ['pubKeyAuth', 'clientNonce', 'negoTokens'] },
      { kind: 'credssp-request', version: 6, fields: ['authInfo', 'clientNonce'] },
    ]);
    assert.deepEqual(server.checks('passed'), [
      'credssp-version',
      'credssp-nonce',
      'credssp-key-binding',
      'credssp-credentials',
      'credssp-password',
    ]);
    assert.deepEqual(server.facts.at(-1), {
      kind: 'credssp-credentials',
      type: 'password',
      user: 'User',
      domain: 'Domain',
      matches: true,
      password: 'right',
    });
  });

  it('[MS-CSSP] 2.2.1: tells a failure by errorCode in versions 3, 4 and 6, and else by the last token', async () => {
    for (const version of [2, 3, 4, 5, 6, 7]) {
      const server = new CredSspServer({ policy: { minVersion: 2 } });
      const wrong = () => ntlmTokens(new NtlmClient({ password: 'wrong' }));
      const client = new CredSspClient(wrong(), { version, subjectPublicKey: serverKey });
      const told = [3, 4, 6, 7].includes(version);
      if (told) assert.equal(await client.bind(server.exchange), NtStatus.STATUS_LOGON_FAILURE);
      else await assert.rejects(client.bind(server.exchange), /the server proves its key/);
      const { last } = server;
      assert.ok(last?.kind === 'rejected');
      assert.equal(last.reason, 'wrong-password');
      assert.equal(last.status, told ? NtStatus.STATUS_LOGON_FAILURE : undefined);
      assert.equal(last.answer !== undefined, told);
    }
    const server = new CredSspServer({ policy: { minVersion: 2 } });
    const refused = spnegoTokens(ntlmTokens(new NtlmClient({ password: 'wrong' })));
    const client = new CredSspClient(refused, { version: 2, subjectPublicKey: serverKey });
    await assert.rejects(client.bind(server.exchange));
    assert.ok(client.answers.at(-1)?.negoTokens, 'the NegTokenResp that rejects');
  });

  it('takes neither a guest nor an anonymous client, which have no key', async () => {
    const guest = new CredSspServer({ mechanisms: [ntlmMechanism({ guest: 'unknown-users' })] });
    await clientOf(ntlm({ user: 'Stranger' })).bind(guest.exchange);
    guest.refused('unknown-account');
    const anonymous = new CredSspServer({ mechanisms: [ntlmMechanism({ anonymous: 'accept' })] });
    await clientOf(ntlm({ response: 'anonymous' })).bind(anonymous.exchange);
    anonymous.refused('anonymous-refused');
    assert.deepEqual(anonymous.checks('failed'), ['credssp-identity']);
  });

  it('a second request before the first is answered is refused', async () => {
    const { acceptor } = new CredSspServer();
    const request = clientOf().request({ negoTokens: new NtlmClient().negotiateMessage });
    const [first, second] = await Promise.all([acceptor.step(request), acceptor.step(request)]);
    assert.equal(first.kind, 'continue');
    assert.equal(second.kind === 'rejected' && second.reason, 'credssp-out-of-phase');
  });

  it('takes each option as it was checked, also one that changes', () => {
    const changing = <T>(first: T, then: T): (() => T) => {
      let asked = 0;
      return () => (asked++ === 0 ? first : then);
    };
    const key = changing(serverKey, Buffer.alloc(0));
    const least = changing(5, 1);
    const options = [
      {
        mechanisms: [ntlmMechanism()],
        get subjectPublicKey() {
          return key();
        },
      },
      {
        mechanisms: [ntlmMechanism()],
        subjectPublicKey: serverKey,
        policy: {
          get minVersion() {
            return least();
          },
        },
      },
    ];
    for (const one of options) assert.throws(() => createCredSspAcceptor(one), ConfigurationError);
  });

  it('refuses options that it cannot use, each with a line', () => {
    const wrong: unknown = {
      mechanisms: [],
      subjectPublicKey: Buffer.alloc(0),
      policy: { minVersion: 1, least: 2 },
      verifyPassword: true,
      carier: 'credssp',
    };
    assert.throws(
      () => createCredSspAcceptor(wrong as CredSspOptions),
      (error: unknown) => {
        assert.ok(error instanceof ConfigurationError);
        assert.deepEqual(
          error.problems.map(({ path }) => path),
          ['mechanisms', 'subjectPublicKey', 'policy.minVersion', 'policy.least', 'verifyPassword', 'carier'],
        );
        return true;
      },
    );
  });
});

/** The same Wrap token with its encrypted part turned to the right. */
function rotated(token: Buffer, count: number): Buffer {
  const header = Buffer.from(token.subarray(0, 16));
  const body = token.subarray(16);
  const back = header.readUInt16BE(6) % body.length;
  const straight = Buffer.concat([body.subarray(back), body.subarray(0, back)]);
  const right = count % body.length;
  header.writeUInt16BE(count, 6);
  return Buffer.concat([
    header,
    straight.subarray(body.length - right),
    straight.subarray(0, body.length - right),
  ]);
}
