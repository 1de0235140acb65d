import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { Duplex, PassThrough } from 'node:stream';
import { connect as connectTls, TLSSocket } from 'node:tls';
import { ntHashOfPassword } from '../../../src/auth/nt-hash.js';
import { NtStatus } from '../../../src/constants/nt-status.js';
import { encodeConnectionRequest } from '../../../src/credssp/rdp/connection-request.js';
import type { AttemptRecord } from '../../../src/diagnosis/attempt-record.js';
import { systemRuntime } from '../../../src/runtime/runtime.js';
import { defaultNames } from '../../../src/schema/defaults.js';
import { createServer, type Server } from '../../../src/server/create-server.js';
import type { ServerOptions } from '../../../src/server/options.js';
import { secureContextOf } from '../../../src/server/tls/secure-context.js';
import { openCertificate } from '../../../src/server/tls/server-certificate.js';
import {
  CredSspClient,
  type CredSspClientOptions,
  passwordCredentials,
} from '../../support/credssp-client.js';
import { connectPlain, CredSspWire, everythingFrom } from '../../support/credssp-connection.js';
import { ntlmTokens, spnegoTokens } from '../../support/gss-clients.js';
import { NtlmClient, type NtlmClientOptions } from '../../support/ntlm-client.js';

const password = 'Gr8-secret-of-alice';
const HYBRID = { negotiation: { flags: 0, requestedProtocols: 3 }, cookie: 'alice' };
const HYBRID_EX = { negotiation: { flags: 0, requestedProtocols: 0xb } };
const confirm = (value: string) => `030000130ed00000123400${value}`;

/** A server of CredSSP alone, and the records of its attempts. */
class Fixture implements AsyncDisposable {
  readonly records: AttemptRecord[] = [];
  readonly server: Server;
  port = 0;

  constructor(options: Partial<ServerOptions> = {}) {
    this.server = createServer({
      listen: null,
      accounts: [
        { name: 'alice', password },
        { name: 'carol', password, status: 'disabled' },
      ],
      credssp: { minVersion: 2, tls: { generate: 'ecdsa' } },
      ...options,
    });
    this.server.on('attempt-completed', (record) => this.records.push(record));
  }

  async open(): Promise<this> {
    this.port = (await this.server.listen()).port;
    return this;
  }

  /** The next completed attempt, once `act` has brought it about. */
  async attempt(act: () => Promise<void>): Promise<AttemptRecord> {
    const next = this.server.next('attempt-completed');
    await act();
    return next;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server.close();
    const everything = JSON.stringify(this.records, (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    );
    assert.ok(!everything.includes(password), 'no record has the password');
  }
}

function clientOf(
  wire: CredSspWire,
  login: NtlmClientOptions = {},
  options: Partial<CredSspClientOptions> = {},
): CredSspClient {
  const gss = spnegoTokens(ntlmTokens(new NtlmClient({ user: 'alice', password, domain: 'LAB', ...login })));
  return new CredSspClient(gss, { subjectPublicKey: wire.subjectPublicKey, ...options });
}

describe('server/carriers/credssp', () => {
  let fixture: Fixture;
  before(async () => {
    fixture = await new Fixture().open();
  });
  after(() => fixture[Symbol.asyncDispose]());

  it('a whole login over TLS alone, and its record', async () => {
    const record = await fixture.attempt(async () => {
      await using wire = await CredSspWire.open(fixture.port);
      const client = clientOf(wire);
      assert.equal(await client.bind(wire.exchange), undefined);
      wire.tls.end(client.credentials(passwordCredentials('alice', password, 'LAB')));
      await everythingFrom(wire.tls);
    });
    assert.equal(record.reason, 'accepted');
    assert.equal(record.connection.carrier, 'credssp');
    assert.equal(record.identity?.account, 'alice');
    assert.equal(record.rdp, undefined);
    assert.ok(record.login?.carrier === 'credssp');
    assert.deepEqual(record.login.credentials, {
      type: 'password',
      user: 'alice',
      domain: 'LAB',
      matches: true,
      password: 'right',
    });
    assert.equal(fixture.server.addresses.credssp?.port, fixture.port);
  });

  it('[MS-RDPBCGR] 5.4.2.1: after the negotiation of RDP; HYBRID says nothing behind the credentials', async () => {
    const record = await fixture.attempt(async () => {
      await using wire = await CredSspWire.open(fixture.port, HYBRID, confirm('0200080002000000'));
      const client = clientOf(wire);
      await client.bind(wire.exchange);
      wire.tls.write(client.credentials(passwordCredentials('alice', password, 'LAB')));
      // The first bytes of the protocol above: the connection ends.
      wire.tls.write(Buffer.from('0300000c02f0807f65820194', 'hex'));
      assert.equal((await everythingFrom(wire.tls)).length, 0);
    });
    assert.equal(record.reason, 'accepted');
    assert.equal(record.rdp?.cookie, 'alice');
  });

  it('[MS-RDPBCGR] 2.2.10.2: HYBRID_EX says whether the user may go on', async () => {
    for (const [domain, result, reason] of [
      ['LAB', '00000000', 'accepted'],
      ['ELSEWHERE', '05000000', 'credssp-credentials-mismatch'],
    ] as const) {
      const record = await fixture.attempt(async () => {
        await using wire = await CredSspWire.open(fixture.port, HYBRID_EX, confirm('0200080008000000'));
        const client = clientOf(wire);
        await client.bind(wire.exchange);
        wire.tls.write(client.credentials(passwordCredentials('alice', password, domain)));
        assert.equal((await wire.received.take(4)).toString('hex'), result);
      });
      assert.equal(record.reason, reason);
    }
  });

  it('everything in single bytes, and two requests in one piece', async () => {
    const record = await fixture.attempt(async () => {
      const socket = await connectPlain(fixture.port);
      for (const octet of encodeConnectionRequest(HYBRID)) socket.write(Buffer.of(octet));
      socket.destroy();
      await using wire = await CredSspWire.open(fixture.port, HYBRID);
      const client = clientOf(wire);
      await client.bind(async (request) => {
        for (const octet of request) wire.tls.write(Buffer.of(octet));
        return wire.receive();
      });
      const credentials = client.credentials(passwordCredentials('alice', password, 'LAB'));
      wire.tls.write(Buffer.concat([credentials, Buffer.from('0300000c02f0807f65820194', 'hex')]));
      await everythingFrom(wire.tls);
    });
    assert.ok(['accepted', 'left-after-rdp-negotiation', 'left-without-a-word'].includes(record.reason));
    assert.ok(await untilReason(fixture, 'accepted'));
  });

  it('a refused login is told by errorCode, and the connection ends', async () => {
    const cases = [
      [{ password: 'wrong' }, NtStatus.STATUS_LOGON_FAILURE, 'wrong-password'],
      [{ user: 'carol' }, NtStatus.STATUS_ACCOUNT_DISABLED, 'account-disabled'],
      [{ user: 'zebediah' }, NtStatus.STATUS_LOGON_FAILURE, 'unknown-account'],
    ] as const;
    for (const [login, status, reason] of cases) {
      const record = await fixture.attempt(async () => {
        await using wire = await CredSspWire.open(fixture.port, HYBRID);
        assert.equal(await clientOf(wire, login).bind(wire.exchange), status);
        assert.equal(await wire.receive(), undefined);
      });
      assert.equal(record.reason, reason);
    }
  });

  it('a client that leaves without credentials', async () => {
    const record = await fixture.attempt(async () => {
      await using wire = await CredSspWire.open(fixture.port, HYBRID);
      await clientOf(wire).bind(wire.exchange);
    });
    assert.equal(record.reason, 'credssp-credentials-missing');
  });

  it('[MS-RDPBCGR] 2.2.1.2.1: a client of Remote Credential Guard is told that it may go on', async () => {
    const guarded = { negotiation: { flags: 2, requestedProtocols: 0xb } };
    const record = await fixture.attempt(async () => {
      await using wire = await CredSspWire.open(fixture.port, guarded, confirm('0210080008000000'));
      const client = clientOf(wire);
      await client.bind(wire.exchange);
      wire.tls.write(client.credentials(passwordCredentials('alice', password, 'LAB')));
      assert.equal((await wire.received.take(4)).toString('hex'), '00000000');
    });
    assert.equal(record.reason, 'accepted');
  });

  it('[MS-RDPBCGR] 3.3.5.3.1: TLS alone, standard security, and no negotiation data at all', async () => {
    const cases = [
      [{ negotiation: { flags: 0, requestedProtocols: 1 } }, confirm('0300080005000000'), 'rdp-tls-only'],
      [
        { negotiation: { flags: 0, requestedProtocols: 0 } },
        confirm('0300080005000000'),
        'rdp-standard-security',
      ],
      [{ cookie: 'alice' }, '', 'rdp-standard-security'],
    ] as const;
    for (const [request, expected, reason] of cases) {
      const record = await fixture.attempt(async () => {
        const socket = await connectPlain(fixture.port);
        socket.write(encodeConnectionRequest(request));
        assert.equal((await everythingFrom(socket)).toString('hex'), expected);
      });
      assert.equal(record.reason, reason);
    }
  });

  it('other protocols, before TLS and inside it', async () => {
    for (const bytes of ['GET / HTTP/1.1\r\n\r\n', '\u0003\0\0\u0007\u0002\u00f0\u0080', '\u00feSMB']) {
      const record = await fixture.attempt(async () => {
        const socket = await connectPlain(fixture.port);
        socket.write(Buffer.from(bytes, 'latin1'));
        await everythingFrom(socket);
      });
      assert.equal(record.reason, 'not-credssp');
    }
    const inside = await fixture.attempt(async () => {
      await using wire = await CredSspWire.open(fixture.port);
      wire.tls.write('GET / HTTP/1.1\r\n\r\n');
      await everythingFrom(wire.tls);
    });
    assert.equal(inside.reason, 'not-credssp');
    assert.match(inside.explanation, /^What connected speaks neither CredSSP nor RDP\. It speaks HTTP;/);
    const left = await fixture.attempt(async () => {
      await using wire = await CredSspWire.open(fixture.port);
      wire.tls.end();
    });
    assert.equal(left.reason, 'left-after-tls');
  });

  it('a length of 2 GB is refused by its header, before its bytes come', async () => {
    const record = await fixture.attempt(async () => {
      await using wire = await CredSspWire.open(fixture.port);
      wire.tls.write(Buffer.from('308480000000a0030201', 'hex'));
      assert.equal((await everythingFrom(wire.tls)).length, 0);
    });
    assert.equal(record.reason, 'credssp-request-malformed');
    assert.match(record.explanation, /2147483654 bytes, more than 65536/);
  });

  it('a man in the middle with another certificate is refused, named and told to the victim', async () => {
    for (const version of [2, 4, 5, 6]) {
      const record = await fixture.attempt(async () => {
        await using middle = await openMiddle(fixture.port);
        await using wire = await CredSspWire.open(middle.port);
        const bound = clientOf(wire, {}, { version }).bind(wire.exchange);
        if (version === 4 || version === 6) assert.equal(await bound, NtStatus.STATUS_ACCESS_DENIED);
        else await assert.rejects(bound);
      });
      assert.equal(record.reason, 'credssp-binding-wrong', String(version));
    }
  });

  it('a version below the policy', async () => {
    await using strict = await new Fixture({ credssp: { tls: { generate: 'ecdsa' } } }).open();
    const record = await strict.attempt(async () => {
      await using wire = await CredSspWire.open(strict.port);
      await clientOf(wire, {}, { version: 2 })
        .bind(wire.exchange)
        .catch(() => {});
    });
    assert.equal(record.reason, 'credssp-version-too-low');
    assert.ok(record.login?.carrier === 'credssp');
    assert.equal(record.login.version, 2);
  });

  it('passwords are verified, unless the options say no', async () => {
    for (const [verifyPassword, expected] of [
      [true, 'credssp-password-wrong'],
      [false, 'accepted'],
    ] as const) {
      await using other = await new Fixture({
        credssp: { verifyPassword, tls: { generate: 'ecdsa' } },
      }).open();
      const record = await other.attempt(async () => {
        await using wire = await CredSspWire.open(other.port);
        const client = clientOf(wire);
        await client.bind(wire.exchange);
        wire.tls.end(client.credentials(passwordCredentials('alice', 'something else', 'LAB')));
        await everythingFrom(wire.tls);
      });
      assert.equal(record.reason, expected);
    }
  });

  it('an account store that fails while the password is verified', async () => {
    const errors: unknown[] = [];
    let asked = 0;
    await using other = await new Fixture({
      accounts: {
        find: async (name) => {
          if (asked++ > 0) throw new Error('the directory is away');
          return { name, ntHash: ntHashOfPassword(password), groups: [], status: 'enabled' };
        },
      },
      logger: { error: (_message, { error }) => errors.push(error), warn: () => {} },
    }).open();
    const record = await other.attempt(async () => {
      await using wire = await CredSspWire.open(other.port);
      const client = clientOf(wire);
      await client.bind(wire.exchange);
      wire.tls.end(client.credentials(passwordCredentials('alice', password, 'LAB')));
      await everythingFrom(wire.tls);
    });
    assert.equal(record.reason, 'store-failed');
    assert.equal(errors.length, 1);
  });

  it('a server that closes while the password is verified does not say that none came', async () => {
    let asked = 0;
    let verifying = (): void => {};
    const isVerifying = new Promise<void>((resolve) => (verifying = resolve));
    await using other = await new Fixture({
      accounts: {
        find: async (name) => {
          if (asked++ > 0) {
            verifying();
            await new Promise(() => {});
          }
          return { name, ntHash: ntHashOfPassword(password), groups: [], status: 'enabled' };
        },
      },
    }).open();
    const record = await other.attempt(async () => {
      await using wire = await CredSspWire.open(other.port);
      const client = clientOf(wire);
      await client.bind(wire.exchange);
      wire.tls.write(client.credentials(passwordCredentials('alice', password, 'LAB')));
      await isVerifying;
      await other.server.close();
    });
    assert.equal(record.reason, 'accepted');
  });

  it('a password in the names of the credentials is masked, where the names are told', async () => {
    for (const [user, domain] of [
      [`alice%${password}`, 'LAB'],
      ['bob', `alice:${password}`],
    ] as const) {
      const record = await fixture.attempt(async () => {
        await using wire = await CredSspWire.open(fixture.port);
        const client = clientOf(wire);
        await client.bind(wire.exchange);
        wire.tls.end(client.credentials(passwordCredentials(user, 'x', domain)));
        await everythingFrom(wire.tls);
      });
      assert.equal(record.reason, 'credssp-credentials-mismatch');
      const masked = `${domain}\\${user}`.replace(password, '***');
      assert.ok(record.explanation.includes(masked.replaceAll('\\', '\\')), record.explanation);
    }
  });
});

describe('server/carriers/credssp: many handshakes from one address', () => {
  it('one of another address that comes last has its turn among the first', async () => {
    await using fixture = await new Fixture({ credssp: {} }).open();
    const hello = await clientHello();
    const flood = 60;
    const sockets: Socket[] = [];
    const open = async (localAddress: string): Promise<Socket> => {
      const socket = connect({ port: fixture.port, host: '127.0.0.1', localAddress });
      sockets.push(socket);
      await once(socket, 'connect');
      return socket;
    };
    const many: Socket[] = [];
    for (let number = 0; number < flood; number++) many.push(await open('127.0.0.1'));
    const other = await open('127.0.0.9');
    let answered = 0;
    for (const socket of many) socket.once('data', () => answered++);
    for (const socket of [...many, other]) socket.write(hello);
    await once(other, 'data');
    assert.ok(answered < flood / 2, `${answered} of ${flood} before it`);
    for (const socket of sockets) socket.destroy();
  });
});

/** The first bytes of a client of TLS. */
async function clientHello(): Promise<Buffer> {
  const below = new PassThrough();
  const socket = Duplex.from({ readable: new PassThrough(), writable: below });
  const tls = connectTls({ socket });
  tls.on('error', () => {});
  const [hello] = (await once(below, 'data')) as [Buffer];
  tls.destroy();
  return hello;
}

/** Waits for a completed attempt of a reason, which may have come already. */
async function untilReason({ records, server }: Fixture, reason: string): Promise<AttemptRecord> {
  for (;;) {
    const found = records.findLast((record) => record.reason === reason);
    if (found) return found;
    await server.next('attempt-completed');
  }
}

/** A proxy that ends TLS with a certificate of its own, and speaks TLS to the server. */
async function openMiddle(target: number): Promise<AsyncDisposable & { readonly port: number }> {
  const certificate = await openCertificate(
    { generate: 'ecdsa' },
    {
      names: defaultNames,
      host: '127.0.0.1',
      runtime: systemRuntime,
      logger: { error: () => {}, warn: () => {} },
      place: 'credssp.tls',
      usualKind: 'ecdsa',
    },
  );
  const secureContext = secureContextOf(certificate);
  const proxy = createTcpServer((socket) => {
    const victim = new TLSSocket(socket, { isServer: true, secureContext });
    victim.on('error', () => {});
    void CredSspWire.open(target).then(({ tls }) => {
      tls.on('error', () => {});
      victim.pipe(tls).on('close', () => victim.destroy());
      tls.pipe(victim);
    });
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    port: (proxy.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      proxy.close();
      await once(proxy, 'close');
    },
  };
}
