import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { carrierListeners } from '../../../src/cli/serve/carrier-listeners.js';
import { readFlags, resolveConfiguration, type ConfigurationFlags } from '../../../src/config/index.js';
import { runCli, startCli } from '../../support/start-cli.js';
import { useTemporaryFolder } from '../../support/temporary-folder.js';

describe('serve: other carriers', () => {
  const folder = useTemporaryFolder();

  it('print a line each, with the fingerprints of their certificates', async () => {
    await using server = await startCli(['--user', 'alice:a', '--credssp', '0', '--rpc', '0']);
    const credssp = await server.record(({ carrier }) => carrier === 'credssp');
    const rpc = await server.record(({ carrier }) => carrier === 'rpc');
    assert.deepEqual(server.records[0], { type: 'listening', host: '127.0.0.1', port: server.port });
    assert.deepEqual(
      [Object.keys(credssp), Object.keys(rpc)],
      [
        ['type', 'carrier', 'host', 'port', 'certificateFingerprint', 'keyFingerprint'],
        ['type', 'carrier', 'host', 'port'],
      ],
    );
    const client = connectTls({
      host: '127.0.0.1',
      port: credssp['port'] as number,
      rejectUnauthorized: false,
    });
    await once(client, 'secureConnect');
    const { fingerprint256 } = client.getPeerCertificate();
    assert.equal(fingerprint256.replaceAll(':', '').toLowerCase(), credssp['certificateFingerprint']);
    client.destroy();
  });

  it('are served without SMB, and the port file has the port of the first', async () => {
    const portFile = join(folder(), 'port');
    const args = ['--user', 'alice:a', '--no-smb', '--rpc', '0', '--port-file', portFile];
    await using server = await startCli(args);
    const [first] = server.records;
    assert.deepEqual(first, { type: 'listening', carrier: 'rpc', host: '127.0.0.1', port: server.port });
    assert.equal(readFileSync(portFile, 'utf8'), `${server.port}\n`);
  });

  it('say which of them cannot listen, and what to do', async () => {
    const taken = createServer();
    taken.listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const args = ['serve', '--user', 'a:b', '--no-smb', '--rpc', String(port), '--timeout', '5'];
    const { code, stdout, stderr } = await runCli(args);
    taken.close();
    assert.deepEqual({ code, stdout }, { code: 3, stdout: '' });
    const [first, second] = stderr.split('\n');
    assert.equal(first, `cannot listen for RPC on 127.0.0.1 port ${port}: EADDRINUSE`);
    assert.match(second ?? '', /^Another program listens there already.* --rpc 0 takes any free port\.$/);
  });

  it('name the flag at fault', async () => {
    const { code, stderr } = await runCli(['serve', '--user', 'a:b', '--no-smb', '--timeout', '5']);
    assert.equal(code, 2);
    assert.match(stderr, /^--no-smb: expected credssp, http or rpc where SMB is left out/);
  });
});

describe('serve: lines to paste', () => {
  const lines = (flags: ConfigurationFlags, addresses: Parameters<typeof carrierListeners>[0]) =>
    carrierListeners(
      addresses,
      resolveConfiguration([readFlags({ user: ['alice:secret'], ...flags }, (name) => name)]),
    ).map((listener) => listener.lines.map((line) => line.trim()));
  const at = (port: number, host = '127.0.0.1') => ({ host, port });
  const tls = { certificateFingerprint: 'aa', keyFingerprint: 'bb' };

  for (const [what, flags, addresses, expected] of [
    [
      'CredSSP on all interfaces',
      { credssp: '0' },
      { credssp: { ...at(3389, '0.0.0.0'), tls } },
      [
        'CredSSP on 0.0.0.0:3389',
        'SHA-256 of its certificate: aa',
        'SHA-256 of its key: bb',
        'xfreerdp /v:127.0.0.1:3389 /u:alice /cert:ignore +auth-only',
      ],
    ],
    [
      'CredSSP over IPv6',
      { credssp: '0' },
      { credssp: { ...at(3389, '::'), tls } },
      [
        'CredSSP on [::]:3389',
        'SHA-256 of its certificate: aa',
        'SHA-256 of its key: bb',
        'xfreerdp /v:[::1] /port:3389 /u:alice /cert:ignore +auth-only',
      ],
    ],
    [
      'HTTP over IPv6',
      { http: '0' },
      { http: at(8080, '::') },
      ['HTTP on [::]:8080', 'curl --ntlm -u alice http://[::1]:8080/'],
    ],
    [
      'HTTPS with a test realm',
      { http: '0', tls: true, testRealm: 'EXAMPLE.TEST' },
      { https: { ...at(8443), tls } },
      [
        'HTTPS on 127.0.0.1:8443',
        'SHA-256 of its certificate: aa',
        'curl --insecure --ntlm -u alice https://127.0.0.1:8443/',
        'curl --insecure --negotiate -u : --resolve smb2auth.localdomain:8443:127.0.0.1 https://smb2auth.localdomain:8443/',
      ],
    ],
    [
      'RPC on the port that rpcclient knows',
      { rpc: '135' },
      { rpc: at(135) },
      ['RPC on 127.0.0.1:135', "rpcclient -U alice 'ncacn_ip_tcp:127.0.0.1[sign]' -c 'lookupnames alice'"],
    ],
    [
      'RPC on another port',
      { rpc: '0' },
      { rpc: at(40000) },
      ['RPC on 127.0.0.1:40000', "rpcmap.py -auth-rpc alice 'ncacn_ip_tcp:127.0.0.1[40000]'"],
    ],
  ] as const)
    it(what, () => {
      assert.deepEqual(lines(flags, addresses), [[...expected]]);
      assert.doesNotMatch(JSON.stringify(lines(flags, addresses)), /secret/);
    });
});
