import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AttemptRecord, ServerOptions } from '../../../src/index.js';
import { CredSspWire, everythingFrom } from '../../support/credssp-connection.js';
import { encodeConnectionRequest } from '../../../src/credssp/rdp/connection-request.js';
import { CredSspClient, passwordCredentials } from '../../support/credssp-client.js';
import { ntlmTokens, spnegoTokens } from '../../support/gss-clients.js';
import { HttpClient } from '../../support/http-client.js';
import { NtlmClient } from '../../support/ntlm-client.js';
import { SmbClient } from '../../support/smb-client.js';
import { login, negotiate } from '../../support/smb-client-login.js';
import { type BalancerOptions, connectBoth, TestBalancer } from '../../support/test-balancer.js';
import { loginWithNtlm } from '../../rpc/support/bind-logins.js';
import { rpcOverTcp } from '../../rpc/support/rpc-over-tcp.js';
import { NdrWriter } from '../../../src/ndr/index.js';
import { AuthLevel } from '../../../src/rpc/pdu/index.js';
import { alice, type Fixture, serve } from '../../session/support.js';
import { binary, ipv4Block, ipv6Block, line, withChecksum } from '../../proxy-protocol/headers.js';

const HYBRID = { negotiation: { flags: 0, requestedProtocols: 3 } };
const credentials = { user: alice.name, password: alice.password };

/** A listener, a whole login to it, and the words of what it finds in place of its own protocol. */
interface Listener {
  readonly options: (proxyProtocol: readonly string[]) => Partial<ServerOptions>;
  readonly carrier: 'smb' | 'credssp' | 'http' | 'https' | 'rpc';
  readonly logIn: (port: number) => Promise<void>;
  /** The first bytes of its protocol. */
  readonly first: Buffer;
  /** The reason and the words of a record of a stranger's header. */
  readonly stray: readonly [reason: string, words: RegExp, advice: RegExp];
}

async function bindCredSsp(port: number, ...rdp: readonly [typeof HYBRID] | readonly []): Promise<void> {
  await using wire = await CredSspWire.open(port, ...rdp);
  const gss = spnegoTokens(ntlmTokens(new NtlmClient({ ...credentials, domain: 'LAB' })));
  const client = new CredSspClient(gss, { subjectPublicKey: wire.subjectPublicKey });
  assert.equal(await client.bind(wire.exchange), undefined);
  wire.tls.end(client.credentials(passwordCredentials(alice.name, alice.password, 'LAB')));
  await everythingFrom(wire.tls);
}

async function askHttp(port: number, tls: boolean): Promise<void> {
  using client = await HttpClient.connect(port, tls);
  assert.equal((await client.login(new NtlmClient(credentials))).status, 200);
}

/** Sends bytes, and reads until the server has ended the connection. */
async function sendUntilEnd(port: number, bytes: Buffer, from = '127.0.0.1'): Promise<void> {
  const [socket] = await connectBoth(port, from);
  socket.on('error', () => {});
  socket.resume().write(bytes);
  await once(socket, 'close');
}

/** The header of a record of TLS with a handshake. */
const clientHello = Buffer.of(0x16, 3, 1, 0, 200, 1);

const credssp = { minVersion: 2, tls: { generate: 'ecdsa' } } as const;

const listeners: Readonly<Record<string, Listener>> = {
  SMB: {
    carrier: 'smb',
    options: (proxyProtocol) => ({ proxyProtocol }),
    logIn: async (port) => {
      const client = await SmbClient.connect(port);
      await negotiate(client);
      const session = await login(client);
      await client.treeConnect('disk', { session });
      client.close();
    },
    first: Buffer.from('0000004cfe534d4240000000', 'hex'),
    stray: [
      'not-smb',
      /It sent a PROXY header from an address that listen\.proxyProtocol does not name/,
      /your balancer, name its address in listen\.proxyProtocol/,
    ],
  },
  'CredSSP in TLS alone': {
    carrier: 'credssp',
    options: (proxyProtocol) => ({ credssp: { ...credssp, proxyProtocol } }),
    logIn: (port) => bindCredSsp(port),
    first: clientHello,
    stray: [
      'not-credssp',
      /a PROXY header from an address that credssp\.proxyProtocol does not name/,
      /your balancer, name its address in credssp\.proxyProtocol/,
    ],
  },
  'CredSSP behind the negotiation of RDP': {
    carrier: 'credssp',
    options: (proxyProtocol) => ({ credssp: { ...credssp, proxyProtocol } }),
    logIn: (port) => bindCredSsp(port, HYBRID),
    first: encodeConnectionRequest(HYBRID),
    stray: [
      'not-credssp',
      /a PROXY header from an address that credssp\.proxyProtocol does not name/,
      /your balancer, name its address in credssp\.proxyProtocol/,
    ],
  },
  HTTP: {
    carrier: 'http',
    options: (proxyProtocol) => ({ http: { proxyProtocol } }),
    logIn: (port) => askHttp(port, false),
    first: Buffer.from('GET / HTTP/1.1\r\nHost: files\r\n\r\n'),
    stray: [
      'not-http',
      /a PROXY header from an address that http\.proxyProtocol does not name/,
      /your balancer, name its address in http\.proxyProtocol/,
    ],
  },
  HTTPS: {
    carrier: 'https',
    options: (proxyProtocol) => ({ http: { tls: true, proxyProtocol } }),
    logIn: (port) => askHttp(port, true),
    first: clientHello,
    stray: [
      'tls-failed',
      /The client sent a PROXY header from an address that http\.proxyProtocol does not name/,
      /speaks no TLS at this port/,
    ],
  },
  RPC: {
    carrier: 'rpc',
    options: (proxyProtocol) => ({ rpc: { proxyProtocol } }),
    logIn: async (port) => {
      await using client = await rpcOverTcp(port);
      await loginWithNtlm(client.rpc, AuthLevel.PKT_INTEGRITY, credentials);
      const getInfo = new NdrWriter().textPointer(undefined).u32(101).finish();
      await client.rpc.call(21, getInfo);
    },
    first: Buffer.from('05000b0310000000480000000100000000000000', 'hex'),
    stray: [
      'not-rpc',
      /a PROXY header from an address that rpc\.proxyProtocol does not name/,
      /your balancer, name its address in rpc\.proxyProtocol/,
    ],
  },
};

const client4 = { address: '192.0.2.7', port: 51234 };
const reached4 = { address: '198.51.100.1', port: 445 };

describe('PROXY headers in front of every carrier', () => {
  for (const [name, { options, carrier, logIn, first, stray }] of Object.entries(listeners)) {
    describe(name, () => {
      let fixture: Fixture;
      beforeEach(async () => {
        fixture = await serve(options(['127.0.0.1']));
      });
      afterEach(() => fixture[Symbol.asyncDispose]());

      const port = (): number => fixture.server.addresses[carrier]?.port ?? assert.fail(carrier);

      async function recordThrough(balancing: BalancerOptions): Promise<[AttemptRecord, number | undefined]> {
        await using balancer = await TestBalancer.start(port(), balancing);
        await logIn(balancer.port);
        const [record = assert.fail('a record')] = await fixture.records(1);
        return [record, balancer.ports[0]];
      }

      const headers: readonly [words: string, balancing: BalancerOptions][] = [
        ['version 1', { header: line('PROXY TCP4 192.0.2.7 198.51.100.1 51234 445') }],
        [
          'version 1 by single bytes',
          { header: line('PROXY TCP4 192.0.2.7 198.51.100.1 51234 445'), how: 'bytewise' },
        ],
        ['version 2', { header: binary(0x21, 0x11, ipv4Block) }],
        ['version 2 by single bytes', { header: withChecksum(), how: 'bytewise' }],
        ['version 2 with the first bytes of the client', { header: withChecksum(), how: 'with-data' }],
      ];
      for (const [words, balancing] of headers) {
        it(`${words}: the record has the client’s address, the end it reached, and the balancer`, async () => {
          const [record, from] = await recordThrough(balancing);
          assert.equal(record.reason, 'accepted');
          assert.deepEqual(record.connection, {
            carrier,
            id: 1,
            remote: client4,
            local: reached4,
            via: { address: '127.0.0.1', port: from },
          });
        });
      }

      it('IPv6: the record has the client’s address', async () => {
        const [record] = await recordThrough({ header: binary(0x21, 0x21, ipv6Block), how: 'with-data' });
        assert.equal(record.reason, 'accepted');
        assert.deepEqual(record.connection.remote, { address: '2001:db8::7', port: 51234 });
        assert.deepEqual(record.connection.local, { address: '2001:db8::1', port: 445 });
      });

      for (const [words, header] of [
        ['LOCAL', binary(0x20, 0)],
        ['UNKNOWN', line('PROXY UNKNOWN')],
      ] as const) {
        it(`${words}: the client is the balancer itself`, async () => {
          const [record, from] = await recordThrough({ header });
          assert.equal(record.reason, 'accepted');
          assert.deepEqual(record.connection, {
            carrier,
            id: 1,
            remote: { address: '127.0.0.1', port: from },
            local: { address: '127.0.0.1', port: port() },
          });
        });
      }

      it('no header, although the address is a balancer’s: refused, and the record says it', async () => {
        await sendUntilEnd(port(), first);
        const [record = assert.fail('a record')] = await fixture.records(1);
        assert.equal(record.reason, 'proxy-header-refused');
        assert.equal(record.connection.remote.address, '127.0.0.1');
        assert.match(record.explanation, /brought no PROXY header that could be taken\. It speaks /);
      });

      it('a header that breaks the protocol: refused, and the record says where', async () => {
        await sendUntilEnd(port(), line('PROXY TCP4 192.0.2.07 198.51.100.1 51234 445'));
        const [record = assert.fail('a record')] = await fixture.records(1);
        assert.equal(record.reason, 'proxy-header-refused');
        assert.match(record.explanation, /PROXY protocol 1\.source .*no address of TCP4.*“PROXY TCP4 192/);
        assert.equal(record.connection.via, undefined);
      });

      it('a header that ends in the middle: the record says after how many bytes', async () => {
        const [socket] = await connectBoth(port(), '127.0.0.1');
        socket.end(binary(0x21, 0x11, ipv4Block).subarray(0, 20));
        socket.resume();
        await once(socket, 'close');
        const [record = assert.fail('a record')] = await fixture.records(1);
        assert.equal(record.reason, 'proxy-header-refused');
        assert.match(record.explanation, /The connection ended after 20 bytes of it/);
      });

      for (const header of [line('PROXY TCP4 192.0.2.7 198.51.100.1 51234 445'), withChecksum()]) {
        it(`version ${header[0] === 0x50 ? 1 : 2} from a stranger is another protocol, and the words say whose header it is`, async () => {
          await sendUntilEnd(port(), Buffer.concat([header, first]), '127.0.0.2');
          const [record = assert.fail('a record')] = await fixture.records(1);
          assert.equal(record.reason, stray[0]);
          assert.match(record.explanation, stray[1]);
          assert.match(record.advice, stray[2]);
          assert.equal(record.connection.remote.address, '127.0.0.2');
        });
      }

      it('a client’s own header behind that of the balancer is another protocol, too', async () => {
        const header = Buffer.concat([withChecksum(), line('PROXY TCP4 10.0.0.1 10.0.0.2 1 2')]);
        await sendUntilEnd(port(), Buffer.concat([header, first]));
        const [record = assert.fail('a record')] = await fixture.records(1);
        assert.equal(record.reason, stray[0]);
        assert.match(record.explanation, /a PROXY header behind that of the balancer/);
        assert.deepEqual(record.connection.remote, client4);
      });
    });
  }
});
