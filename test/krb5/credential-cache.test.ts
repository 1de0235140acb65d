import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { CodecError } from '../../src/bytes/index.js';
import {
  type CredentialCache,
  decodeCredentialCache,
  encodeCredentialCache,
} from '../../src/krb5/credential-cache.js';
import { principalToText } from '../../src/krb5/messages/principal.js';
import { ticket, TicketFlags } from '../../src/krb5/messages/ticket.js';
import { decode, encode } from '../../src/der/structure.js';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';
import { readVectors } from '../support/vectors.js';

const files = readVectors('krb5-files.json') as { credentialCache: string };
const ofMit = Buffer.from(files.credentialCache, 'base64');
const alice = { realm: 'EXAMPLE.COM', name: { nameType: 1, nameString: ['alice'] } };

const ours: CredentialCache = {
  defaultPrincipal: alice,
  credentials: [
    {
      client: alice,
      server: { realm: 'EXAMPLE.COM', name: { nameType: 2, nameString: ['cifs', 'files.example.com'] } },
      key: { keytype: 18, keyvalue: Buffer.alloc(32, 7) },
      authtime: 4_000_000_000_000,
      starttime: 4_000_000_000_000,
      endtime: 4_000_036_000_000,
      renewTill: 4_000_600_000_000,
      isSkey: false,
      flags: TicketFlags.FORWARDABLE | TicketFlags.RENEWABLE,
      addresses: [{ addrType: 2, address: Buffer.from([127, 0, 0, 1]) }],
      authorizationData: [{ adType: -3, adData: Buffer.from('data') }],
      ticket: encode(ticket, {
        realm: 'EXAMPLE.COM',
        sname: { nameType: 2, nameString: ['cifs', 'files.example.com'] },
        encPart: { etype: 18, kvno: 3, cipher: Buffer.alloc(60) },
      }),
      secondTicket: Buffer.alloc(0),
    },
  ],
};

describe('krb5/credential-cache', () => {
  it('reads what kinit and kvno wrote, and writes the same bytes', () => {
    const cache = decodeCredentialCache(ofMit);
    assert.equal(principalToText(cache.defaultPrincipal), 'alice@LAB.TEST');
    assert.deepEqual(cache.kdcOffset, { seconds: 0, microseconds: 0 });
    const tickets = cache.credentials.filter(({ server }) => server.realm === 'LAB.TEST');
    assert.deepEqual(
      tickets.map(({ server, key, flags }) => [
        principalToText(server),
        key.keytype,
        key.keyvalue.length,
        (flags & TicketFlags.FORWARDABLE) !== 0,
      ]),
      [
        ['krbtgt/LAB.TEST@LAB.TEST', 18, 32, false],
        ['cifs/files.lab.test@LAB.TEST', 18, 32, false],
      ],
    );
    assert.deepEqual(
      tickets.map(({ ticket: bytes }) => decode(ticket, bytes, 'Ticket').sname.nameString.join('/')),
      ['krbtgt/LAB.TEST', 'cifs/files.lab.test'],
    );
    assert.deepEqual(encodeCredentialCache(cache), ofMit);
  });

  it('reads what it writes, with the KDC’s offset and without', () => {
    assert.deepEqual(decodeCredentialCache(encodeCredentialCache(ours)), ours);
    const late = { ...ours, kdcOffset: { seconds: -3, microseconds: 250_000 } };
    assert.deepEqual(decodeCredentialCache(encodeCredentialCache(late)), late);
  });

  it('refuses a cache that ends within a credential', () => {
    const whole = encodeCredentialCache(ours);
    const empty = encodeCredentialCache({ ...ours, credentials: [] });
    for (let end = 0; end < whole.length; end++) {
      const cut = whole.subarray(0, end);
      if (end === empty.length) assert.deepEqual(decodeCredentialCache(cut).credentials, []);
      else assert.throws(() => decodeCredentialCache(cut), CodecError, String(end));
    }
  });

  it('throws nothing but its own error for any bytes', () => {
    const start = encodeCredentialCache({ ...ours, credentials: [] });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        assert.throws(
          () => decodeCredentialCache(Buffer.concat([start, Buffer.from([255]), bytes])),
          CodecError,
        );
      }),
      { numRuns: 1000 },
    );
  });
});

describe('krb5/credential-cache with MIT’s klist', () => {
  const folder = useTemporaryFolder();

  it('shows the ticket, its flags, its encryption types and its address', async function () {
    requireProgram(this, 'klist');
    const path = join(folder(), 'ours.ccache');
    writeFileSync(path, encodeCredentialCache(ours));
    const { code, stdout, stderr } = await run('klist', ['-c', '-e', '-f', '-a', '-n', `FILE:${path}`], {
      env: { ...process.env, KRB5_CONFIG: '/dev/null', TZ: 'UTC', LC_ALL: 'C' },
    });
    assert.equal(code, 0, stderr);
    const lines = stdout.split('\n').map((line) => line.trim());
    assert.deepEqual(lines.slice(1), [
      'Default principal: alice@EXAMPLE.COM',
      '',
      'Valid starting     Expires            Service principal',
      '10/02/96 07:06:40  10/02/96 17:06:40  cifs/files.example.com@EXAMPLE.COM',
      'renew until 10/09/96 05:46:40, Flags: FR',
      'Etype (skey, tkt): aes256-cts-hmac-sha1-96, aes256-cts-hmac-sha1-96',
      'Addresses: 127.0.0.1',
      '',
    ]);
  });
});
