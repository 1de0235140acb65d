import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { NtStatus } from '../../src/constants/nt-status.js';
import { decodeTsRequest, encodeTsRequest } from '../../src/credssp/ts-request.js';
import { passwordCredentials } from '../support/credssp-client.js';
import { ntlmTokens, spnegoTokens } from '../support/gss-clients.js';
import { NtlmClient } from '../support/ntlm-client.js';
import { clientOf, CredSspServer, ntlm, serverKey } from './support.js';

const otherKey = Buffer.from(serverKey).fill(0x4c, 20);

describe('credssp: [MS-CSSP] 3.1.5, the binding', () => {
  for (const version of [2, 3, 4, 5, 6]) {
    const minVersion = 2;

    it(`version ${version}: a client that saw another key is refused, and is told which where that can be known`, async () => {
      const server = new CredSspServer({ policy: { minVersion } });
      const victim = clientOf(ntlm(), { version, subjectPublicKey: otherKey });
      await victim.bind(server.exchange).catch(() => {});
      const detail = server.refused('credssp-binding-wrong');
      assert.match(
        detail,
        version < 5 ? /the client saw the key with .* fingerprint/ : /not made of our key/,
      );
      assert.ok(server.last?.kind === 'rejected');
      const told = version === 3 || version === 4 || version === 6;
      assert.equal(server.last.status, told ? NtStatus.STATUS_ACCESS_DENIED : undefined);
    });

    it(`version ${version}: each bit of the proof counts`, async () => {
      for (const bit of [0, 7, 64, 200]) {
        const server = new CredSspServer({ policy: { minVersion } });
        const peer = clientOf(ntlm(), { version });
        const flipped = clientOf(ntlm(), {
          version,
          edit: (request) => {
            if (!request.pubKeyAuth) return request;
            const pubKeyAuth = Buffer.from(request.pubKeyAuth);
            const at = 16 + (bit >> 3);
            pubKeyAuth[at] = (pubKeyAuth[at] ?? 0) ^ (1 << (bit & 7));
            return { ...request, pubKeyAuth };
          },
        });
        await flipped.bind(server.exchange).catch(() => {});
        server.refused('credssp-binding-unreadable');
        assert.ok(peer);
      }
    });

    it(`version ${version}: our own answer, sent back, is no proof`, async () => {
      const server = new CredSspServer({ policy: { minVersion } });
      const reflecting = clientOf(ntlm(), {
        version,
        proof: ({ subjectPublicKey, nonce = Buffer.alloc(0) }) =>
          version < 5
            ? Buffer.concat([Buffer.of((subjectPublicKey[0] ?? 0) + 1), subjectPublicKey.subarray(1)])
            : sha256(Buffer.from('CredSSP Server-To-Client Binding Hash\0'), nonce, subjectPublicKey),
      });
      await reflecting.bind(server.exchange).catch(() => {});
      assert.match(server.refused('credssp-binding-wrong'), /the answer that the server gives/);
    });
  }

  it('known mistakes are told from another key', async () => {
    const magic = Buffer.from('CredSSP Client-To-Server Binding Hash', 'latin1');
    const mistakes: [number, RegExp, (key: Buffer, nonce: Buffer) => Buffer][] = [
      [6, /lacks its NUL/, (key, nonce) => sha256(magic, nonce, key)],
      [6, /without the nonce/, (key) => sha256(magic, Buffer.of(0), key)],
      [6, /it is the key itself/, (key) => key],
      [
        6,
        /unused bits before it in the hash/,
        (key, nonce) => sha256(magic, Buffer.of(0), nonce, Buffer.of(0), key),
      ],
      [
        2,
        /it is the hash that versions 5 and 6 have/,
        (key, nonce) => sha256(magic, Buffer.of(0), nonce, key),
      ],
      [2, /unused bits before it/, (key) => Buffer.concat([Buffer.of(0), key])],
    ];
    for (const [version, expected, proof] of mistakes) {
      const server = new CredSspServer({ policy: { minVersion: 2 } });
      const peer = clientOf(ntlm(), {
        version,
        proof: ({ subjectPublicKey, nonce = Buffer.alloc(0) }) => proof(subjectPublicKey, nonce),
      });
      await peer.bind(server.exchange).catch(() => {});
      assert.match(server.refused('credssp-binding-wrong'), expected);
    }
  });

  it('a proof that was recorded in another handshake proves nothing in this one', async () => {
    const recorded: Buffer[] = [];
    const first = new CredSspServer();
    await clientOf(ntlm(), {
      edit: (request) => {
        if (request.pubKeyAuth) recorded.push(request.pubKeyAuth);
        return request;
      },
    }).bind(first.exchange);
    const [pubKeyAuth] = recorded;
    assert.ok(pubKeyAuth);
    const second = new CredSspServer();
    const replaying = clientOf(ntlm({ randomSessionKey: Buffer.alloc(16, 0x66) }), {
      edit: (request) => (request.pubKeyAuth ? { ...request, pubKeyAuth } : request),
    });
    await replaying.bind(second.exchange).catch(() => {});
    second.refused('credssp-binding-unreadable');
  });

  it('a nonce that changes, and one that is missing', async () => {
    const changed = new CredSspServer();
    await clientOf(ntlm(), {
      edit: (request, number) => (number === 0 ? { ...request, clientNonce: Buffer.alloc(32, 1) } : request),
    }).bind(changed.exchange);
    changed.refused('credssp-nonce-changed');
    for (const version of [5, 6]) {
      const missing = new CredSspServer();
      await clientOf(ntlm(), { version, nonce: null })
        .bind(missing.exchange)
        .catch(() => {});
      missing.refused('credssp-nonce-missing');
    }
    // IronRDP sends it with pubKeyAuth alone.
    const late = new CredSspServer();
    assert.equal(await clientOf(ntlm(), { nonceAlways: false }).bind(late.exchange), undefined);
  });

  it('a version below the policy, and one that changes', async () => {
    for (const [version, minVersion] of [
      [4, 5],
      [2, 5],
      [5, 6],
      [1, 2],
      [0, 2],
    ] as const) {
      const server = new CredSspServer({ policy: { minVersion } });
      await clientOf(ntlm(), { version })
        .bind(server.exchange)
        .catch(() => {});
      assert.equal(
        server.refused('credssp-version-too-low'),
        `version ${version}, and at least ${minVersion} is accepted`,
      );
      assert.ok(server.last?.kind === 'rejected');
      assert.equal(server.last.status, version === 4 ? NtStatus.STATUS_NOT_SUPPORTED : undefined);
    }
    assert.equal(
      await clientOf(ntlm(), { version: 4 }).bind(new CredSspServer().exchange),
      NtStatus.STATUS_NOT_SUPPORTED,
    );
    for (const later of [5, 7, 2]) {
      const server = new CredSspServer();
      await clientOf(ntlm(), {
        edit: (request, number) => (number === 0 ? request : { ...request, version: later }),
      })
        .bind(server.exchange)
        .catch(() => {});
      server.refused('credssp-version-changed');
    }
  });
});

describe('credssp: [MS-CSSP] 3.1.5, the phases', () => {
  const negotiate = new NtlmClient().negotiateMessage;

  it('each field in its phase alone', async () => {
    const cases = [
      [{ authInfo: Buffer.of(1) }, /before the key is bound/],
      [{ negoTokens: negotiate, authInfo: Buffer.of(1) }, /before the key is bound/],
      [{ pubKeyAuth: Buffer.of(1) }, /no negoTokens/],
      [{}, /no negoTokens/],
      [{ negoTokens: negotiate, pubKeyAuth: Buffer.of(1) }, /before the login is complete/],
      [{ negoTokens: negotiate, errorCode: 0xc000006d }, /errorCode/],
    ] as const;
    for (const [fields, expected] of cases) {
      const server = new CredSspServer();
      await server.exchange(clientOf().request(fields));
      assert.match(server.refused('credssp-out-of-phase'), expected);
    }
  });

  it('credentials between the last token and the proof', async () => {
    const server = new CredSspServer();
    const gss = ntlmTokens(new NtlmClient());
    const peer = clientOf(gss);
    await server.exchange(peer.request({ negoTokens: gss.first() }));
    const { last } = server;
    assert.ok(last?.kind === 'continue' && last.answer);
    const token = gss.next(decodeTsRequest(last.answer).negoTokens ?? Buffer.alloc(0));
    await server.exchange(peer.request({ ...(token && { negoTokens: token }) }));
    assert.deepEqual(server.last, { kind: 'continue' });
    await server.exchange(peer.credentials(passwordCredentials()));
    assert.match(server.refused('credssp-out-of-phase'), /before the key is bound/);
  });

  it('after the binding nothing but authInfo, and the fault is told after the verdict', async () => {
    for (const fields of [
      {},
      { negoTokens: negotiate },
      { pubKeyAuth: Buffer.of(1), authInfo: Buffer.of(1) },
    ]) {
      const server = new CredSspServer();
      const peer = clientOf();
      await peer.bind(server.exchange);
      await server.exchange(peer.request(fields));
      const detail = server.refused('credssp-out-of-phase');
      assert.deepEqual(server.last, { kind: 'rejected', reason: 'credssp-out-of-phase', detail });
      assert.deepEqual(server.facts.at(-1), {
        kind: 'credssp-fault',
        reason: 'credssp-out-of-phase',
        detail,
      });
    }
  });

  it('an empty negoToken beside the proof is none', async () => {
    const server = new CredSspServer();
    const peer = clientOf(spnegoTokens(ntlmTokens(new NtlmClient()), ['1.2.3']), {
      edit: (request) =>
        request.pubKeyAuth && !request.negoTokens ? { ...request, negoTokens: Buffer.alloc(0) } : request,
    });
    assert.equal(await peer.bind(server.exchange), undefined);
  });

  it('bytes that are no TSRequest, in every phase', async () => {
    const fresh = new CredSspServer();
    await fresh.exchange(Buffer.from('300ba003020106a1043002', 'hex'));
    fresh.refused('credssp-request-malformed');
    const bound = new CredSspServer();
    await clientOf().bind(bound.exchange);
    await bound.exchange(Buffer.from('3000', 'hex'));
    bound.refused('credssp-request-malformed');
    assert.equal(bound.facts.at(-1)?.kind, 'credssp-fault');
    await bound.exchange(encodeTsRequest({ version: 6 }));
    bound.refused('credssp-out-of-phase');
  });
});

function sha256(...parts: readonly Buffer[]): Buffer {
  return createHash('sha256').update(Buffer.concat(parts)).digest();
}
