import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ConfigurationFlags,
  readConfigurationFile,
  readEnvironment,
  readFlags,
  resolveConfiguration,
} from '../../src/config/index.js';
import { parseLayer, type Layer } from '../../src/config/layer.js';
import { systemRuntime } from '../../src/runtime/runtime.js';
import { makeCertificate, type PemPair } from '../../src/server/tls/make-certificate.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const file = (value: object): Layer => parseLayer(value, (path) => `file: ${path.join('.')}`);
const flags = (given: ConfigurationFlags): Layer => readFlags(given, (name) => `--${name}`);
const resolve = (...layers: readonly Layer[]) => {
  const { listen, credssp, http, rpc } = resolveConfiguration(layers);
  return { listen, credssp, http, rpc };
};

describe('config: carriers', () => {
  const folder = useTemporaryFolder();
  let own: PemPair;
  let other: PemPair;

  before(async () => {
    own = await makeCertificate({ kind: 'ecdsa', hosts: ['own'] }, systemRuntime);
    other = await makeCertificate({ kind: 'ecdsa', hosts: ['other'] }, systemRuntime);
    for (const [name, pair] of Object.entries({ own, other })) {
      writeFileSync(join(folder(), `${name}.pem`), pair.certificate);
      writeFileSync(join(folder(), `${name}.key`), pair.key);
    }
  });

  it('are those that some source says; SMB is there unless it is left out', () => {
    assert.deepEqual(resolve(), {
      listen: { host: '127.0.0.1', port: 4455 },
      credssp: undefined,
      http: undefined,
      rpc: undefined,
    });
    assert.deepEqual(resolve(file({ rpc: {} }), flags({ http: '8080', credssp: '0' })), {
      listen: { host: '127.0.0.1', port: 4455 },
      credssp: { port: 0 },
      http: { port: 8080 },
      rpc: {},
    });
  });

  it('have balancers, each its own; a stronger layer replaces those of a weaker one', () => {
    const weak = file({
      listen: { proxyProtocol: ['10.0.0.5'] },
      http: { proxyProtocol: ['10.0.0.6', 'fd00::/64'] },
      credssp: { proxyProtocol: ['10.0.0.7'] },
      rpc: {},
    });
    const { listen, http, credssp, rpc } = resolve(weak, flags({ port: '445' }));
    assert.deepEqual(listen, { host: '127.0.0.1', port: 445, proxyProtocol: ['10.0.0.5'] });
    assert.deepEqual(http?.proxyProtocol, ['10.0.0.6', 'fd00::/64']);
    assert.deepEqual(credssp?.proxyProtocol, ['10.0.0.7']);
    assert.equal(rpc?.proxyProtocol, undefined);
    const strong = file({ listen: { proxyProtocol: [] }, rpc: { proxyProtocol: ['10.0.0.0/8'] } });
    assert.deepEqual(resolve(weak, strong).listen?.proxyProtocol, []);
    assert.deepEqual(resolve(weak, strong).rpc?.proxyProtocol, ['10.0.0.0/8']);
  });

  it('have balancers that are addresses or networks, and never everybody', () => {
    for (const wrong of ['balancer', '10.0.0.0/33', '10.1.2.3/8', '0.0.0.0/0', '::/0', 'fe80::1%eth0', '']) {
      assert.throws(
        () => file({ listen: { proxyProtocol: [wrong] } }),
        /file: listen\.proxyProtocol\.0: expected an address, or a network such as 10\.0\.0\.0\/8/,
        wrong,
      );
    }
    assert.throws(() => file({ rpc: { proxyProtocol: '10.0.0.5' } }), /file: rpc\.proxyProtocol: expected/);
  });

  it('have the host of SMB also where SMB is left out', () => {
    const noSmb = { listen: null };
    assert.deepEqual(resolve(file({ ...noSmb, http: {} })).http, { host: '127.0.0.1' });
    assert.deepEqual(resolve(flags({ smb: false, host: '::1', http: '0' })), {
      listen: null,
      credssp: undefined,
      http: { host: '::1', port: 0 },
      rpc: undefined,
    });
    const before = file({ listen: { host: '0.0.0.0', port: 445 }, rpc: { host: '127.0.0.1' }, http: {} });
    const { listen, rpc, http } = resolve(before, flags({ smb: false }));
    assert.deepEqual([listen, rpc, http], [null, { host: '127.0.0.1' }, { host: '0.0.0.0' }]);
  });

  it('leave SMB out until a stronger source says its port', () => {
    const left = file({ listen: null, http: {} });
    assert.deepEqual(resolve(left, flags({ host: '::1' })).listen, null);
    assert.deepEqual(resolve(left, flags({ host: '::1' })).http, { host: '::1' });
    assert.deepEqual(resolve(left, flags({ port: '445' })).listen, { host: '127.0.0.1', port: 445 });
  });

  it('say TLS by a word, by files relative to the file, or by a flag', () => {
    assert.deepEqual(resolve(file({ http: { tls: true } })).http, { tls: {} });
    assert.deepEqual(resolve(file({ http: { tls: false } })).http, {});
    assert.deepEqual(resolve(file({ http: { tls: { generate: 'rsa' } } })).http, {
      tls: { generate: 'rsa' },
    });
    assert.deepEqual(resolve(file({ http: {} }), flags({ tls: true })).http, { tls: {} });
    assert.deepEqual(resolve(file({ http: { tls: false } }), flags({ tls: true })).http, { tls: {} });
    const path = join(folder(), 'server.json');
    const tls = { certificateFile: 'own.pem', keyFile: 'own.key' };
    writeFileSync(path, JSON.stringify({ credssp: { tls }, http: { tls } }));
    const { credssp, http } = resolve(readConfigurationFile(path));
    const read = { certificate: Buffer.from(own.certificate), key: Buffer.from(own.key) };
    assert.deepEqual([credssp?.tls, http?.tls], [read, read]);
  });

  it('have one certificate by flags, which replaces another', () => {
    const tlsCertificate = join(folder(), 'other.pem');
    const tlsKey = join(folder(), 'other.key');
    const read = { certificate: Buffer.from(other.certificate), key: Buffer.from(other.key) };
    const weaker = file({
      credssp: {
        tls: { certificateFile: join(folder(), 'own.pem'), keyFile: join(folder(), 'own.key') },
      },
      http: { tls: { generate: 'rsa' } },
    });
    const { credssp, http } = resolve(weaker, flags({ tlsCertificate, tlsKey }));
    assert.deepEqual([credssp?.tls, http?.tls], [read, read]);
    // HTTP in the clear stays in the clear.
    const clear = resolve(flags({ credssp: '0', http: '0', tlsCertificate, tlsKey }));
    assert.deepEqual([clear.credssp?.tls, clear.http?.tls], [read, undefined]);
    const made = resolve(weaker, file({ credssp: { tls: { generate: 'ecdsa' } } }));
    assert.deepEqual(made.credssp?.tls, { generate: 'ecdsa' });
  });

  it('have variables', () => {
    const layer = readEnvironment(
      {
        SMB2_AUTH_CREDSSP_MIN_VERSION: '2',
        SMB2_AUTH_HTTP_TLS: 'true',
        SMB2_AUTH_HTTP_SCHEMES: 'NTLM',
        SMB2_AUTH_RPC_ANONYMOUS: 'accept',
      },
      [],
    );
    assert.deepEqual(resolve(layer), {
      listen: { host: '127.0.0.1', port: 4455 },
      credssp: { minVersion: 2 },
      http: { schemes: ['NTLM'], tls: {} },
      rpc: { anonymous: 'accept' },
    });
    assert.throws(() => readEnvironment({ SMB2_AUTH_HTTP_TLS: 'yes' }, []), {
      message: 'SMB2_AUTH_HTTP_TLS: expected true, false or an object',
    });
  });

  const refused: readonly (readonly [string, () => readonly Layer[], string | RegExp])[] = [
    [
      'nothing to serve',
      () => [flags({ smb: false })],
      '--smb: expected credssp, http or rpc where SMB is left out: nothing is served',
    ],
    [
      'nothing to serve in a file',
      () => [file({ listen: null })],
      'file: listen: expected credssp, http or rpc where SMB is left out: nothing is served',
    ],
    [
      'the port of SMB without SMB',
      () => [flags({ smb: false, port: '445', http: '0' })],
      '--port: is the port of SMB, which --no-smb leaves out',
    ],
    [
      'no address without SMB',
      () => [flags({ smb: false, host: ' ', http: '0' })],
      '--host: expected an address or a host name',
    ],
    ['a port that is none', () => [flags({ rpc: '65536' })], '--rpc: expected at most 65535'],
    [
      'a port twice',
      () => [file({ rpc: { port: 8080 } }), flags({ http: '8080' })],
      'file: rpc.port: expected another port than 8080, which HTTP has',
    ],
    [
      'the port of SMB for HTTP',
      () => [flags({ http: '4455' })],
      '--http: expected another port than 4455, which SMB has',
    ],
    ['TLS without HTTP', () => [flags({ tls: true })], '--tls: needs HTTP beside it (--http PORT)'],
    [
      'a certificate for nobody',
      () => [flags({ http: '0', tlsCertificate: 'a', tlsKey: 'b' })],
      /^--tlsCertificate: needs a listener that speaks TLS.*\n--tlsKey: needs/,
    ],
    [
      'a certificate without its key',
      () => [flags({ credssp: '0', tlsCertificate: join(folder(), 'own.pem') })],
      '--tlsCertificate: needs the private key of the certificate beside it',
    ],
    [
      'a certificate that is not there',
      () => [flags({ credssp: '0', tlsCertificate: '/no/such', tlsKey: '/no/such' })],
      '--tlsCertificate: cannot be read (ENOENT: no such file or directory)',
    ],
    [
      'the key of another certificate',
      () => [
        flags({
          credssp: '0',
          tlsCertificate: join(folder(), 'own.pem'),
          tlsKey: join(folder(), 'other.key'),
        }),
      ],
      '--tlsKey: expected the private key of the certificate; this one belongs to another',
    ],
    [
      'a certificate to be read and to be made',
      () => [file({ http: { tls: { certificateFile: 'a', generate: 'rsa' } } })],
      'file: http.tls.certificateFile: expected a certificate, or one that is made (generate)',
    ],
    [
      'channel bindings without TLS',
      () => [file({ http: { channelBindings: 'required' } })],
      /^file: http\.channelBindings: expected "never", or TLS/,
    ],
    [
      'an unknown key in TLS',
      () => [file({ http: { tls: { certificate: 'a' } } })],
      'file: http.tls.certificate: unknown key',
    ],
    [
      'a word for TLS',
      () => [file({ http: { tls: 'yes' } })],
      'file: http.tls: expected true, false or an object',
    ],
    ['a word for a carrier', () => [file({ rpc: true })], 'file: rpc: expected an object'],
  ];
  for (const [what, layers, message] of refused) {
    it(`refuse ${what}`, () => {
      assert.throws(() => resolve(...layers()), { name: 'ConfigurationError', message });
    });
  }
});
