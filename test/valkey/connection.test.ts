import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemRuntime } from '../../src/runtime/runtime.js';
import { makeCertificate, type PemPair } from '../../src/server/tls/make-certificate.js';
import { StoreError, wordsOfError } from '../../src/valkey/connection.js';
import { freePort } from '../support/free-port.js';
import { requireStore, StoreServer } from '../support/store-server.js';
import { countsOf, sideOf } from '../support/store-side.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

describe('a store behind TLS', () => {
  const folder = useTemporaryFolder();
  const port = freePort();
  let pair: PemPair;
  let store: StoreServer;
  before(async function () {
    requireStore(this);
    pair = await makeCertificate({ kind: 'ecdsa', hosts: ['127.0.0.1', 'localhost'] }, systemRuntime);
    const [certificate, key] = [join(folder(), 'store.pem'), join(folder(), 'store.key')];
    writeFileSync(certificate, pair.certificate);
    writeFileSync(key, pair.key);
    const files = ['--tls-cert-file', certificate, '--tls-key-file', key, '--tls-ca-cert-file', certificate];
    store = await StoreServer.start('--tls-port', String(await port), '--tls-auth-clients', 'no', ...files);
  });
  after(async () => store?.[Symbol.asyncDispose]());

  it('is asked when its authority is trusted, by address and by name', async () => {
    for (const host of ['127.0.0.1', 'localhost']) {
      await using side = await sideOf(`valkeys://${host}:${await port}`, { ca: pair.certificate });
      assert.equal(await countsOf(side).accounts.isLocked('alice'), false);
      assert.deepEqual(side.told, []);
    }
  });

  it('is away when its authority is not trusted, or the certificate is for another name', async () => {
    await using untrusted = await sideOf(`rediss://127.0.0.1:${await port}`);
    assert.match(untrusted.told[0] ?? '', / is away: it cannot be reached \(DEPTH_ZERO_SELF_SIGNED_CERT\)\./);
    const other = await makeCertificate({ kind: 'ecdsa', hosts: ['store.example.com'] }, systemRuntime);
    await using impostor = await sideOf(`rediss://127.0.0.1:${await port}`, { ca: other.certificate });
    assert.match(impostor.told[0] ?? '', / is away: it cannot be reached \([A-Z_]+\)\./);
  });

  it('a port that speaks no TLS is away, and so is one that speaks it to whoever does not', async () => {
    await using plain = await sideOf(`valkeys://127.0.0.1:${store.port}`, { timeoutMilliseconds: 300 });
    assert.match(plain.told[0] ?? '', / is away: it /);
    await using encrypted = await sideOf(`valkey://127.0.0.1:${await port}`, { timeoutMilliseconds: 300 });
    assert.match(encrypted.told[0] ?? '', / is away: it /);
  });
});

describe('errors of a store', () => {
  it('are told by their code alone, whatever follows it', () => {
    const words = (text: string): string => wordsOfError(new StoreError(text));
    assert.equal(words('OOM command not allowed'), 'is full (OOM)');
    assert.equal(
      words("ERR unknown command 'AUTH', with args beginning with: 's3cret'"),
      'answered with an error',
    );
    assert.equal(words('s3cret'), 'answered with an error');
    assert.equal(words('SECRET'), 'answered with an error');
    assert.equal(words('constructor'), 'answered with an error');
    assert.equal(words('S3CRET'), 'answered with an error');
    assert.equal(words(''), 'answered with an error');
  });
});
