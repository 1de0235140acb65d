import assert from 'node:assert/strict';
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  X509Certificate,
} from 'node:crypto';
import { isError } from '../../../src/values/realm.js';
import { defaultNames } from '../../../src/schema/defaults.js';
import { systemRuntime } from '../../../src/runtime/runtime.js';
import { endPointOf } from '../../../src/server/tls/end-point.js';
import { makeCertificate, type PemPair } from '../../../src/server/tls/make-certificate.js';
import type { TlsOptions } from '../../../src/server/tls/options.js';
import { doubtsAbout, readCertificate } from '../../../src/server/tls/read-certificate.js';
import { openCertificate, subjectPublicKeyOf } from '../../../src/server/tls/server-certificate.js';
import { signatureHashOf } from '../../../src/server/tls/signature-hash.js';
import { problemsOfCertificate } from '../../../src/server/tls/check-certificate.js';
import { readVectors } from '../../support/vectors.js';

interface Vectors {
  readonly signatures: readonly {
    readonly signature: string;
    readonly certificate: string;
    readonly hash: string;
    readonly defined: boolean;
    /** Hash of the DER. */
    readonly digest: string;
  }[];
  readonly chain: { readonly leaf: string; readonly issuer: string; readonly root: string };
}

const { signatures, chain } = readVectors('certificates.json') as Vectors;
const places = { certificate: 'tls.certificate', key: 'tls.key' };
const prefix = Buffer.from('tls-server-end-point:');

/** Opens a certificate; the result has the warnings, too. */
async function open(options: TlsOptions, runtime = systemRuntime) {
  const warnings: string[] = [];
  const opened = await openCertificate(options, {
    names: { ...defaultNames, dnsName: 'files.example.com', netbiosName: 'FILES' },
    host: '192.0.2.7',
    runtime,
    logger: { error: () => {}, warn: (message) => warnings.push(message) },
    place: 'http.tls',
    usualKind: 'rsa',
  });
  return { ...opened, warnings };
}

describe('TLS: channel bindings tls-server-end-point (RFC 5929 4.1)', () => {
  for (const { signature, certificate, hash, defined, digest } of signatures)
    it(`${signature}: ${hash}${defined ? '' : ', which nothing defines'}`, () => {
      const leaf = new X509Certificate(certificate);
      assert.deepEqual(signatureHashOf(leaf.raw), { name: hash, defined });
      const { bindings, mistakes } = endPointOf(leaf, []);
      assert.deepEqual(bindings, Buffer.concat([prefix, Buffer.from(digest, 'hex')]));
      const all = [bindings, ...mistakes.map((mistake) => mistake.bindings)];
      assert.equal(new Set(all.map((bytes) => bytes.toString('hex'))).size, all.length);
    });

  it('an end of a certificate is no certificate, at any byte', () => {
    const { raw } = new X509Certificate(chain.leaf);
    for (let length = 0; length < raw.length; length++) {
      assert.throws(() => signatureHashOf(raw.subarray(0, length)), { name: 'CodecError' });
    }
  });

  it('knows the mistakes of clients', () => {
    const leaf = new X509Certificate(chain.leaf);
    const issuer = new X509Certificate(chain.issuer);
    const { bindings, hash, mistakes } = endPointOf(leaf, [issuer]);
    assert.equal(hash, 'SHA-256');
    const named = (name: RegExp) => mistakes.find((mistake) => name.test(mistake.name))?.bindings;
    const sha = (algorithm: string, bytes: Buffer) => createHash(algorithm).update(bytes).digest();
    assert.deepEqual(named(/SHA-384 hash/), Buffer.concat([prefix, sha('sha384', leaf.raw)]));
    assert.deepEqual(named(/without/), sha('sha256', leaf.raw));
    assert.deepEqual(named(/issuer/), Buffer.concat([prefix, sha('sha256', issuer.raw)]));
    assert.deepEqual(
      named(/hexadecimal/),
      Buffer.from(`tls-server-end-point:${sha('sha256', leaf.raw).toString('hex')}`),
    );
    assert.ok(mistakes.every((mistake) => !mistake.bindings.equals(bindings)));
  });
});

describe('TLS: a certificate that is made', () => {
  it('is RSA or ECDSA, for the names of the server, and signs itself', async () => {
    for (const [kind, type] of [
      ['rsa', 'rsa'],
      ['ecdsa', 'ec'],
    ] as const) {
      const { certificate, key, warnings } = await open({ generate: kind });
      const leaf = new X509Certificate(certificate);
      assert.equal(leaf.publicKey.asymmetricKeyType, type);
      assert.ok(leaf.verify(leaf.publicKey));
      assert.ok(leaf.checkPrivateKey(createPrivateKey(key)));
      assert.equal(leaf.ca, false);
      assert.equal(leaf.subject, 'CN=files.example.com');
      for (const host of ['files.example.com', 'localhost']) assert.equal(leaf.checkHost(host), host);
      for (const address of ['127.0.0.1', '::1', '192.0.2.7'])
        assert.equal(leaf.checkIP(address), address, leaf.subjectAltName);
      assert.deepEqual(leaf.keyUsage, ['1.3.6.1.5.5.7.3.1']);
      assert.deepEqual(warnings, []);
    }
  });

  it('is of the kind that the carrier has usually, and new each time', async () => {
    const [one, other] = [await open({}), await open({})];
    assert.equal(new X509Certificate(one.certificate).publicKey.asymmetricKeyDetails?.modulusLength, 2048);
    assert.notEqual(one.keyFingerprint, other.keyFingerprint);
  });

  it('begins a day ago, by the clock of the server, and ends before browsers refuse it', async () => {
    for (const [now, from, to] of [
      ['2030-03-01T12:00:00Z', '2030-02-28T12:00:00Z', '2031-04-01T12:00:00Z'],
      ['2051-03-01T12:00:00Z', '2051-02-28T12:00:00Z', '2052-03-31T12:00:00Z'],
    ] as const) {
      const { certificate } = await makeCertificate(
        { kind: 'ecdsa', hosts: ['a'] },
        { ...systemRuntime, now: () => Date.parse(now) },
      );
      const { validFrom, validTo } = new X509Certificate(certificate);
      assert.deepEqual(
        [validFrom, validTo].map((text) => Date.parse(text)),
        [from, to].map((text) => Date.parse(text)),
      );
    }
  });
});

describe('TLS: a certificate that is given', () => {
  let own: PemPair;
  let other: PemPair;

  before(async () => {
    own = await makeCertificate({ kind: 'ecdsa', hosts: ['own'] }, systemRuntime);
    other = await makeCertificate({ kind: 'rsa', hosts: ['other'] }, systemRuntime);
  });

  it('is opened with all that is bound to it', async () => {
    for (const pair of [own, other]) {
      const options = { certificate: Buffer.from(pair.certificate), key: pair.key };
      const { warnings, ...opened } = await open(options);
      const leaf = new X509Certificate(pair.certificate);
      assert.equal(opened.certificate, leaf.toString());
      assert.equal(opened.certificateFingerprint, leaf.fingerprint256.replaceAll(':', '').toLowerCase());
      const info = leaf.publicKey.export({ type: 'spki', format: 'der' });
      // The content of SubjectPublicKey ends the structure.
      assert.deepEqual(opened.subjectPublicKey, info.subarray(-opened.subjectPublicKey.length));
      const rsa = leaf.publicKey.asymmetricKeyType === 'rsa';
      if (rsa)
        assert.deepEqual(opened.subjectPublicKey, leaf.publicKey.export({ type: 'pkcs1', format: 'der' }));
      else assert.deepEqual([opened.subjectPublicKey.length, opened.subjectPublicKey[0]], [65, 4]);
      assert.equal(opened.keyFingerprint, createHash('sha256').update(opened.subjectPublicKey).digest('hex'));
      assert.deepEqual(warnings, []);
    }
  });

  it('may be Ed25519, of which is said what is expected of clients', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    assert.equal(subjectPublicKeyOf(publicKey.export({ type: 'spki', format: 'der' })).length, 32);
    const ed25519 = signatures.find(({ signature }) => signature === 'Ed25519');
    const faults = problemsOfCertificate(
      {
        certificate: ed25519?.certificate ?? '',
        key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      },
      places,
    );
    assert.match(faults[0]?.message ?? '', /belongs to another/);
  });

  it('warns of one that has expired, and one that is not valid yet', () => {
    const read = readCertificate(own, places);
    assert.ok('leaf' in read);
    const now = Date.now();
    assert.deepEqual(doubtsAbout(read, now), []);
    assert.match(doubtsAbout(read, now + 400 * 86_400_000).join(), /^the certificate expired on /);
    assert.match(doubtsAbout(read, now - 3 * 86_400_000).join(), /^the certificate is not valid before /);
  });

  it('warns of a chain in the wrong order, or with a gap', () => {
    const [leaf, issuer, root] = [chain.leaf, chain.issuer, chain.root].map(
      (pem) => new X509Certificate(pem),
    ) as [X509Certificate, X509Certificate, X509Certificate];
    const doubts = (...issuers: X509Certificate[]) =>
      doubtsAbout({ leaf, issuers, certificate: '', key: '' }, Date.now());
    assert.deepEqual(doubts(issuer, root), []);
    assert.deepEqual(doubts(issuer), []);
    assert.match(doubts(root).join(), /certificate 2 did not issue certificate 1$/);
    assert.equal(doubts(root, issuer).length, 2);
  });

  it('is opened with a warning when it is one of these', async () => {
    const later = { ...systemRuntime, now: () => Date.now() + 400 * 86_400_000 };
    const { warnings } = await open({ ...own, certificate: own.certificate + other.certificate }, later);
    assert.match(warnings[0] ?? '', /^http\.tls: the certificate expired/);
    assert.match(warnings[1] ?? '', /^http\.tls: the chain is in the wrong order/);
  });

  const pem = (key: string): string =>
    createPrivateKey(key)
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' })
      .toString();
  for (const [what, make, path, message] of [
    ['no key', () => ({ certificate: own.certificate }), 'certificate', /^needs the private key/],
    ['no certificate', () => ({ key: own.key }), 'key', /^needs the certificate/],
    ['one to be made beside it', () => ({ ...own, generate: 'rsa' }), 'certificate', /or one that is made/],
    ['the key of another', () => ({ ...own, key: other.key }), 'key', /belongs to another/],
    [
      'the key of its issuer',
      () => ({ certificate: own.certificate + other.certificate, key: other.key }),
      'certificate',
      /^expected the certificate of the server first/,
    ],
    [
      'an encrypted key',
      () => ({ ...own, key: pem(own.key) }),
      'key',
      /this one is encrypted \(openssl pkey/,
    ],
    [
      'an encrypted key of old',
      () => ({ ...own, key: '-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n' }),
      'key',
      /this one is encrypted/,
    ],
    [
      'a public key',
      () => ({ ...own, key: createPublicKey(own.key).export({ type: 'spki', format: 'pem' }).toString() }),
      'key',
      /^expected a private key in PEM/,
    ],
    ['a certificate as key', () => ({ ...own, key: own.certificate }), 'key', /and this is a certificate$/],
    [
      'a key as certificate',
      () => ({ ...own, certificate: own.key }),
      'certificate',
      /this is a private key$/,
    ],
    [
      'DER',
      () => ({ ...own, certificate: new X509Certificate(own.certificate).raw }),
      'certificate',
      /^expected a certificate in PEM/,
    ],
    [
      'half a certificate',
      () => ({ ...own, certificate: own.certificate.replace(/\n.{64}\n/, '\n') }),
      'certificate',
      /one of them cannot be read/,
    ],
    [
      'half a key',
      () => ({ ...own, key: own.key.replace(/\n.{64}\n/, '\n') }),
      'key',
      /this one cannot be read/,
    ],
  ] as const)
    it(`is refused with ${what}, and nothing of the key is said`, async () => {
      const options = make() as TlsOptions;
      const faults = problemsOfCertificate(options, places);
      assert.deepEqual(
        faults.map((fault) => fault.path),
        [`tls.${path}`],
      );
      assert.match(faults[0]?.message ?? '', message);
      for (const line of own.key.split('\n').slice(1, -2)) {
        assert.ok(!faults.some((fault) => fault.message.includes(line)));
      }
      if (options.certificate === undefined || options.generate !== undefined) return;
      await assert.rejects(
        open(options),
        (error) =>
          (isError(error) &&
            error.name === 'ConfigurationError' &&
            message.test(error.message.replace(/^[^:]*: /, ''))) ||
          options.key === undefined,
      );
    });
});
