import assert from 'node:assert/strict';
import { systemRuntime } from '../../src/runtime/runtime.js';
import { resolveOptions } from '../../src/server/resolve-options.js';
import { makeCertificate } from '../../src/server/tls/make-certificate.js';
import { alice } from '../session/support.js';

/** As a program without types would call it. */
function resolve(options: object) {
  return resolveOptions({ accounts: [alice], ...options });
}

describe('options: carriers besides SMB', () => {
  it('are not served unless they are asked for', () => {
    const { servesSmb, credssp, http, rpc } = resolve({});
    assert.deepEqual([servesSmb, credssp, http, rpc], [true, undefined, undefined, undefined]);
    const none = resolve({ credssp: undefined, http: undefined, rpc: undefined, listen: undefined });
    assert.deepEqual(
      [none.servesSmb, none.credssp, none.http, none.rpc],
      [true, undefined, undefined, undefined],
    );
  });

  it('have the defaults that are safe, and the host of the server', () => {
    const { credssp, http, rpc } = resolve({ host: '127.0.0.2', credssp: {}, http: {}, rpc: {} });
    const where = { host: '127.0.0.2', port: 0, proxyProtocol: [] };
    assert.deepEqual(credssp, { ...where, tls: {}, minVersion: 5, verifyPassword: undefined });
    assert.deepEqual(http, {
      ...where,
      tls: undefined,
      channelBindings: 'never',
      serviceNames: 'any',
      schemes: ['Negotiate', 'NTLM'],
      proxy: false,
    });
    assert.deepEqual(rpc, { ...where, anonymous: 'refuse' });
  });

  it('look at channel bindings where there is TLS', () => {
    for (const tls of [true, {}, { generate: 'rsa' }]) {
      assert.equal(resolve({ http: { tls } }).http?.channelBindings, 'when-sent');
    }
    assert.equal(resolve({ http: { tls: true, channelBindings: 'never' } }).http?.channelBindings, 'never');
    assert.equal(resolve({ http: { tls: false } }).http?.tls, undefined);
  });

  it('have balancers that are addresses or networks, and never everybody', () => {
    const proxyProtocol = ['10.0.0.5', '::ffff:10.1.0.0/112', 'fd00::/64'];
    const options = {
      proxyProtocol,
      credssp: { proxyProtocol },
      http: { proxyProtocol },
      rpc: { proxyProtocol },
    };
    const resolved = resolve(options);
    for (const { proxyProtocol: taken } of [resolved, resolved.credssp!, resolved.http!, resolved.rpc!])
      assert.deepEqual(taken, proxyProtocol);
    for (const wrong of ['localhost', '10.0.0.1/8', '0.0.0.0/0', '::/0', '::ffff:0:0/96', 5]) {
      assert.throws(() => resolve({ proxyProtocol: [wrong] }), /proxyProtocol\[0\]: expected/);
      assert.throws(
        () => resolve({ http: { proxyProtocol: [wrong] } }),
        /http\.proxyProtocol\[0\]: expected/,
      );
    }
    assert.throws(() => resolve({ listen: null, http: {}, proxyProtocol }), /proxyProtocol: belongs to SMB/);
  });

  it('can be all that is served', () => {
    const { servesSmb, http } = resolve({ listen: null, http: { host: '::1', port: 8080 } });
    assert.deepEqual([servesSmb, http?.host, http?.port], [false, '::1', 8080]);
  });

  it('may be objects of classes', () => {
    class Tls {
      get generate(): 'ecdsa' {
        return 'ecdsa';
      }
    }
    class CredSsp {
      get minVersion(): 2 {
        return 2;
      }
      get tls(): Tls {
        return new Tls();
      }
    }
    const { credssp } = resolve({ credssp: new CredSsp() });
    assert.deepEqual([credssp?.minVersion, credssp?.tls], [2, { generate: 'ecdsa' }]);
  });

  it('may share a port on two addresses', () => {
    assert.doesNotThrow(() =>
      resolve({ host: '127.0.0.1', port: 4455, http: { host: '127.0.0.2', port: 4455 } }),
    );
  });

  const soon = (value: unknown): unknown => Promise.resolve(value);
  for (const [options, message] of [
    [{ listen: null }, 'listen: expected credssp, http or rpc where SMB is left out: nothing is served'],
    [{ listen: null, rpc: {}, host: '::1' }, 'host: belongs to SMB, which listen: null leaves out'],
    [{ listen: null, rpc: {}, port: 1 }, 'port: belongs to SMB, which listen: null leaves out'],
    [{ listen: false }, 'listen: expected null, which leaves SMB out; leave the key out to serve it'],
    [{ listen: {} }, 'listen: expected null, which leaves SMB out; leave the key out to serve it'],
    [{ credssp: true }, 'credssp: expected an object'],
    [{ credssp: null }, 'credssp: expected an object'],
    [{ http: soon({ tls: true }) }, 'http: expected an object with such keys as host, port; it has none'],
    [{ rpc: { port: '135' } }, 'rpc.port: expected a number'],
    [{ rpc: { prot: 135 } }, "rpc.prot: unknown key; there is 'port'"],
    [{ rpc: { anonymous: true } }, 'rpc.anonymous: expected "refuse" or "accept"'],
    [{ credssp: { minVersion: 1 } }, 'credssp.minVersion: expected at least 2'],
    [{ credssp: { minVersion: 7 } }, 'credssp.minVersion: expected at most 6'],
    [{ credssp: { verifyPassword: 'no' } }, 'credssp.verifyPassword: expected true or false'],
    [{ credssp: { tls: true } }, 'credssp.tls: expected an object'],
    [
      { credssp: { tls: soon({}) } },
      'credssp.tls: expected an object with such keys as certificate, key; it has none',
    ],
    [
      { credssp: { tls: { certificate: soon('pem'), key: 'pem' } } },
      'credssp.tls.certificate: expected PEM, as a text or a Buffer',
    ],
    [{ credssp: { tls: { generate: 'dsa' } } }, 'credssp.tls.generate: expected "rsa" or "ecdsa"'],
    [
      { credssp: { tls: { certificate: 'a' } } },
      'credssp.tls.certificate: needs the private key of the certificate beside it',
    ],
    [{ http: { tls: { key: 'a' } } }, 'http.tls.key: needs the certificate that the key belongs to'],
    [{ http: { tls: 'yes' } }, 'http.tls: expected true, false or an object'],
    [
      { http: { tls: soon(false) } },
      'http.tls: expected an object with such keys as certificate, key; it has none',
    ],
    [{ http: { tls: { cert: 'a' } } }, 'http.tls.cert: unknown key'],
    [{ http: { tls: true, channelBindings: true } }, /^http\.channelBindings: expected "never" or/],
    [{ http: { channelBindings: 'required' } }, /^http\.channelBindings: expected "never", or TLS/],
    [
      { http: { channelBindings: 'when-sent', tls: false } },
      /^http\.channelBindings: expected "never", or TLS/,
    ],
    [{ http: { schemes: [] } }, 'http.schemes: expected at least 1 entry'],
    [{ http: { schemes: ['Basic'] } }, 'http.schemes[0]: expected "Negotiate" or "NTLM"'],
    [{ http: { schemes: ['NTLM', 'NTLM'] } }, 'http.schemes: expected each once'],
    [{ http: { serviceNames: 'all' } }, 'http.serviceNames: expected "any" or a list of names'],
    [{ http: { proxy: 1 } }, 'http.proxy: expected true or false'],
    [{ port: 445, http: { port: 445 } }, 'http.port: expected another port than 445, which SMB has'],
    [
      { credssp: { port: 3389 }, rpc: { port: 3389, host: '0.0.0.0' } },
      'rpc.port: expected another port than 3389, which CredSSP has',
    ],
  ] as const)
    it(`refuse ${JSON.stringify(options)}`, () => {
      assert.throws(() => resolve(options), { name: 'ConfigurationError', message });
    });

  it('are refused with a key of another certificate, before anything listens', async () => {
    const make = () => makeCertificate({ kind: 'ecdsa', hosts: ['a'] }, systemRuntime);
    const [{ certificate }, { key }] = [await make(), await make()];
    assert.throws(() => resolve({ http: { tls: { certificate, key } } }), {
      message: 'http.tls.key: expected the private key of the certificate; this one belongs to another',
    });
  });
});
