import assert from 'node:assert/strict';
import type { KdcRecord } from '../../src/facts/kdc-record.js';
import { KdcOptions } from '../../src/krb5/messages/kdc.js';
import { errorWords } from '../../src/realm/error-words.js';
import type { CreateTestRealmOptions, TestRealm } from '../../src/realm/index.js';
import type { HandDrivenRuntime } from '../support/hand-driven-runtime.js';
import {
  ask,
  HOUR,
  keyOf,
  logIn,
  makeAsReq,
  makeRealm,
  makeTgsReq,
  name,
  PASSWORD,
  SECOND,
  timestampOf,
} from './kdc-client.js';

/** The longest component of a name that is read. */
const LONGEST = 1024;

/** Milliseconds in which a proof of the password is waited for. */
const PROOF_TIME = 30_000;

interface Told {
  readonly realm: TestRealm;
  readonly runtime: HandDrivenRuntime;
  readonly records: KdcRecord[];
  readonly errors: unknown[];
  /** The record of the one exchange that a message is. */
  readonly tell: (request: Buffer) => Promise<KdcRecord>;
}

function toldRealm(options: Partial<CreateTestRealmOptions> = {}): Told {
  const records: KdcRecord[] = [];
  const { realm, runtime, errors } = makeRealm({ onExchange: (record) => records.push(record), ...options });
  const tell = async (request: Buffer): Promise<KdcRecord> => {
    const before = records.length;
    await realm.answer(request);
    assert.equal(records.length, before + 1);
    const record = records.at(-1);
    assert.ok(record);
    return record;
  };
  return { realm, runtime, records, errors, tell };
}

describe('realm: the record of an exchange', () => {
  it('granted: the reply under a subkey has its own encryption type', async () => {
    const { realm, runtime, tell } = toldRealm();
    const tgt = await logIn(realm, runtime);
    const subkey = { keytype: 17, keyvalue: Buffer.alloc(16, 3) };
    const { explanation } = await tell(makeTgsReq(tgt, runtime.now(), { authenticator: { subkey } }));
    assert.match(explanation, /key of aes256-cts-hmac-sha1-96, in a reply under aes128-cts-hmac-sha1-96/);
  });

  it('granted: names and encryption types, in an AS and a TGS exchange', async () => {
    const { realm, runtime, records } = toldRealm();
    await ask(realm, await logIn(realm, runtime), runtime.now(), { body: { etype: [17, 26, 99] } });
    const both = { type: 'kdc', time: runtime.now(), remote: undefined, client: 'alice@EXAMPLE.TEST' };
    const nothing = { error: undefined, advice: undefined, clientShows: undefined, section: undefined };
    const once = { outcome: 'granted', scripted: false, count: 1, omitted: 0 };
    assert.deepEqual(records, [
      {
        ...both,
        ...nothing,
        ...once,
        exchange: 'AS',
        service: 'krbtgt/EXAMPLE.TEST',
        explanation:
          'A ticket for “krbtgt/EXAMPLE.TEST” under a key of aes256-cts-hmac-sha1-96, in a reply under aes256-cts-hmac-sha1-96.',
        offeredEnctypes: [
          'aes256-cts-hmac-sha1-96',
          'aes128-cts-hmac-sha1-96',
          'aes256-cts-hmac-sha384-192',
          'aes128-cts-hmac-sha256-128',
        ],
        ticketEnctype: 'aes256-cts-hmac-sha1-96',
        replyEnctype: 'aes256-cts-hmac-sha1-96',
      },
      {
        ...both,
        ...nothing,
        ...once,
        exchange: 'TGS',
        service: 'cifs/files.example.test',
        explanation:
          'A ticket for “cifs/files.example.test” under a key of aes128-cts-hmac-sha1-96, in a reply under aes256-cts-hmac-sha1-96.',
        offeredEnctypes: ['aes128-cts-hmac-sha1-96', 'camellia256-cts-cmac', 'etype 99'],
        ticketEnctype: 'aes128-cts-hmac-sha1-96',
        replyEnctype: 'aes256-cts-hmac-sha1-96',
      },
    ]);
  });

  it('a wrong password', async () => {
    const { runtime, tell } = toldRealm();
    const record = await tell(makeAsReq({}, [timestampOf(keyOf('alice', 18, 'wrong'), runtime.now())]));
    assert.equal(record.outcome, 'refused');
    assert.equal(record.error, 'KDC_ERR_PREAUTH_FAILED');
    assert.equal(
      record.explanation,
      'The password is wrong: the timestamp is not encrypted with the key of alice.',
    );
    assert.equal(record.advice, errorWords.KDC_ERR_PREAUTH_FAILED.advice);
    assert.match(record.clientShows?.smbclient ?? '', /Preauthentication failed.*NT_STATUS_LOGON_FAILURE$/);
    assert.equal(record.ticketEnctype, undefined);
  });

  const cases: readonly (readonly [
    what: string,
    error: keyof typeof errorWords,
    request: (told: Told) => Buffer | Promise<Buffer>,
    explanation: RegExp,
    advice: RegExp,
  ])[] = [
    [
      'a client that there is not',
      'KDC_ERR_C_PRINCIPAL_UNKNOWN',
      () => makeAsReq({ cname: name('mallory') }),
      /^The realm has no account of the client’s name\. It asks for “mallory@EXAMPLE\.TEST”\.$/,
      /^Correct the user name in the client, or add the account/,
    ],
    [
      'a client in another case',
      'KDC_ERR_C_PRINCIPAL_UNKNOWN',
      () => makeAsReq({ cname: name('ALICE') }),
      /There is “alice”, and names have case\.$/,
      /^Write the name as “alice”; kinit -C/,
    ],
    [
      'another realm',
      'KDC_ERR_WRONG_REALM',
      () => makeAsReq({ realm: 'OTHER.TEST' }),
      /It asks for “alice@OTHER\.TEST”; this is the KDC of EXAMPLE\.TEST\.$/,
      /krb5\.conf/,
    ],
    [
      'no encryption type in common',
      'KDC_ERR_ETYPE_NOSUPP',
      () => makeAsReq({ cname: name('hashed'), etype: [18, 3] }),
      /there is a key for: the keys of hashed are of other types: rc4-hmac\. It takes aes256-cts-hmac-sha1-96, des-cbc-md5\.$/,
      /give the account its password\.$/,
    ],
    [
      'a clock that is wrong',
      'KRB_AP_ERR_SKEW',
      ({ runtime }) => makeAsReq({}, [timestampOf(keyOf('alice'), runtime.now() - HOUR)]),
      /: the clocks differ by 3600 seconds\.$/,
      /^Set the clock of the client/,
    ],
    [
      'a service that there is not',
      'KDC_ERR_S_PRINCIPAL_UNKNOWN',
      async ({ realm, runtime }) =>
        makeTgsReq(await logIn(realm, runtime), runtime.now(), {
          body: { sname: name('cifs', 'localhost') },
        }),
      /^The realm has no service of the name .* It asks for “cifs\/localhost”\.$/,
      /connect by one of files\.example\.test, FILES, files\. .* \/\/files\.example\.test\/SHARE -I ADDRESS/,
    ],
    [
      'a service in another case',
      'KDC_ERR_S_PRINCIPAL_UNKNOWN',
      async ({ realm, runtime }) =>
        makeTgsReq(await logIn(realm, runtime), runtime.now(), {
          body: { sname: name('cifs', 'Files.Example.Test') },
        }),
      /There is “cifs\/files\.example\.test”, and names have case\.$/,
      /^Write the name as “cifs\/files\.example\.test”: what is typed for the server comes behind the slash/,
    ],
    [
      'the service for changing passwords',
      'KDC_ERR_S_PRINCIPAL_UNKNOWN',
      () => makeAsReq({ sname: name('kadmin', 'changepw') }),
      /“kadmin\/changepw”/,
      /this KDC changes none/,
    ],
    [
      'a ticket-granting ticket for another realm',
      'KDC_ERR_S_PRINCIPAL_UNKNOWN',
      async ({ realm, runtime }) =>
        makeTgsReq(await logIn(realm, runtime), runtime.now(), {
          body: { sname: name('krbtgt', 'OTHER.TEST') },
        }),
      /“krbtgt\/OTHER\.TEST”/,
      /\[domain_realm\]/,
    ],
    [
      'an option',
      'KDC_ERR_BADOPTION',
      () => makeAsReq({ kdcOptions: KdcOptions.RENEW }),
      /: an option that an AS exchange has not\.$/,
      /^Ask for less/,
    ],
    [
      'the ticket of another realm',
      'KRB_AP_ERR_NOT_US',
      async ({ realm, runtime }) => {
        const tgt = await logIn(realm, runtime);
        return makeTgsReq(await ask(realm, tgt, runtime.now()), runtime.now());
      },
      /^The client shows a ticket that is no ticket-granting ticket of this realm\.$/,
      /credential cache/,
    ],
  ];
  for (const [what, error, request, explanation, advice] of cases) {
    it(`${what}: ${error}`, async () => {
      const told = toldRealm();
      const message = await request(told);
      const record = await told.tell(message);
      assert.equal(record.error, error);
      assert.match(record.explanation, explanation);
      assert.match(record.advice ?? '', advice);
      assert.equal(record.section, errorWords[error].section);
      assert.equal(record.scripted, false);
    });
  }

  it('the ticket of an earlier run of the realm', async () => {
    const before = makeRealm();
    const tgt = await logIn(before.realm, before.runtime);
    const { runtime, tell } = toldRealm();
    // Realms with one runtime of the test have the same keys.
    const record = await tell(makeTgsReq({ ...tgt, ticket: spoiled(tgt.ticket) }, runtime.now()));
    assert.equal(record.error, 'KRB_AP_ERR_BAD_INTEGRITY');
    assert.match(record.advice ?? '', /Each test realm has keys of its own/);
    assert.equal(record.client, undefined);
    assert.equal(record.service, 'cifs/files.example.test');
  });

  it('scripts: an error, an error without words, a ticket, an encryption type, a clock', async () => {
    const { realm, runtime, tell, records } = toldRealm();
    realm.script('alice', { error: 'KDC_ERR_CLIENT_REVOKED' });
    const revoked = await tell(makeAsReq());
    assert.equal(revoked.scripted, true);
    assert.equal(
      revoked.explanation,
      'A script has the KDC answer so, which means: The account may not log in.',
    );
    assert.match(revoked.advice ?? '', /^A scripted state of the test realm does this/);
    assert.match(revoked.clientShows?.mit ?? '', /^kinit: Client's credentials have been revoked/);

    realm.script('alice', { error: 100 });
    const rare = await tell(makeAsReq());
    assert.deepEqual([rare.error, rare.clientShows, rare.section], ['100', undefined, undefined]);
    assert.equal(rare.explanation, 'A script has the KDC answer with 100.');

    realm.script('alice', { error: 'KDC_ERR_PREAUTH_REQUIRED' });
    assert.equal((await tell(makeAsReq())).scripted, true);

    realm.script('alice', { enctype: 'rc4-hmac' });
    const type = await tell(makeAsReq());
    assert.deepEqual([type.error, type.scripted], ['KDC_ERR_ETYPE_NOSUPP', true]);

    realm.script('alice', { clockSkewSeconds: 3600 });
    const late = await tell(makeAsReq({}, [timestampOf(keyOf('alice'), runtime.now())]));
    assert.deepEqual([late.error, late.scripted], ['KRB_AP_ERR_SKEW', true]);

    realm.script('alice', undefined);
    const tgt = await logIn(realm, runtime);
    assert.equal(records.at(-1)?.scripted, false);
    realm.script('cifs/files.example.test', { ticket: 'expired', kvno: 7, pac: undefined });
    await ask(realm, tgt, runtime.now());
    assert.equal(records.at(-1)?.scripted, true);
    assert.match(records.at(-1)?.explanation ?? '', /A script changed it: ticket, kvno\.$/);

    realm.script('alice', { ticket: 'expired', kvno: 7, pac: 'none' });
    await logIn(realm, runtime);
    assert.equal(records.at(-1)?.scripted, false, 'its ticket-granting ticket is as usual');
  });

  it('names cannot close a quotation, steer a terminal, be long, or hold a password', async () => {
    const { tell } = toldRealm();
    const odd = await tell(makeAsReq({ cname: name('a”. The login was accepted.\u001b[2J\u202e') }));
    assert.match(
      odd.explanation,
      /It asks for “a\\u\{201d\}\. The login was accepted\.\\u\{1b\}\[2J\\u\{202e\}@/,
    );
    const long = await tell(
      makeAsReq({ cname: name('n'.repeat(LONGEST)), sname: name('s'.repeat(LONGEST), 't') }),
    );
    assert.deepEqual([long.client?.length, long.service?.length], [256, 256]);
    assert.ok(JSON.stringify(long).length < 3000);
    for (const text of [`alice%${PASSWORD}`, `alice:${PASSWORD.toUpperCase()}`]) {
      const asClient = await tell(makeAsReq({ cname: name(text) }));
      assert.match(asClient.client ?? '', /^alice[%:]\*\*\*@EXAMPLE\.TEST$/);
      const asService = await tell(makeAsReq({ sname: name('cifs', `${text}@files`) }));
      for (const record of [asClient, asService])
        assert.ok(!JSON.stringify(record).toUpperCase().includes(PASSWORD.toUpperCase()));
    }
  });

  it('a request that is cut anywhere has a record, and no secret of it', async () => {
    const { realm, records, errors } = toldRealm();
    const request = makeAsReq();
    for (let length = 1; length < request.length; length++) await realm.answer(request.subarray(0, length));
    assert.deepEqual(errors, []);
    assert.ok(records.length > 0 && records.length <= 120);
    for (const { error, exchange } of records) assert.deepEqual([error, exchange], ['KRB_ERR_GENERIC', 'AS']);
  });

  it('a message that is no request is no exchange', async () => {
    const { realm, records } = toldRealm();
    await realm.answer(Buffer.of(0x6e, 0));
    await realm.answer(Buffer.of(0x16, 3, 1));
    assert.deepEqual(records, []);
  });

  it('a listener that throws changes no answer', async () => {
    const failure = new Error('of the listener');
    const { realm, runtime, errors } = makeRealm({
      onExchange: () => {
        throw failure;
      },
    });
    await logIn(realm, runtime);
    assert.deepEqual(errors, [failure]);
  });

  for (const [what, onExchange] of [
    [
      'throws',
      (): void => {
        throw new Error('of the listener');
      },
    ],
    ['rejects', () => Promise.reject(new Error('of the listener')) as never],
  ] as const)
    it(`a listener that ${what} later, or at the end, ends nothing`, async () => {
      const { realm, runtime, errors } = makeRealm({ onExchange });
      await realm.listen();
      await realm.answer(makeAsReq());
      runtime.advance(PROOF_TIME);
      await realm.answer(makeAsReq({ cname: name('bob') }));
      await realm.close();
      assert.deepEqual(errors.map(String), ['Error: of the listener', 'Error: of the listener']);
    });
});

describe('realm: exchanges are told in proportion', () => {
  it('the usual first leg is not told', async () => {
    const { realm, runtime, records } = toldRealm();
    await realm.answer(makeAsReq());
    await logIn(realm, runtime);
    runtime.advance(2 * PROOF_TIME);
    assert.deepEqual(
      records.map(({ outcome }) => outcome),
      ['granted'],
    );
  });

  it('a first leg that stays alone is told after half a minute, once', async () => {
    const { realm, runtime, records } = toldRealm();
    await realm.answer(makeAsReq());
    runtime.advance(20 * SECOND);
    await realm.answer(makeAsReq());
    await realm.answer(makeAsReq({ cname: name('bob') }));
    runtime.advance(20 * SECOND);
    assert.equal(records.length, 0);
    runtime.advance(10 * SECOND);
    assert.deepEqual(
      records.map(({ client, error }) => [client, error]),
      [
        ['alice@EXAMPLE.TEST', 'KDC_ERR_PREAUTH_REQUIRED'],
        ['bob@EXAMPLE.TEST', 'KDC_ERR_PREAUTH_REQUIRED'],
      ],
    );
    assert.match(records.at(0)?.explanation ?? '', /^The client was told to prove its password first/);
  });

  it('a realm that closes tells the first legs that it waits for, and no timer stays', async () => {
    const { realm, runtime, records } = toldRealm();
    await realm.answer(makeAsReq());
    assert.equal(runtime.running(PROOF_TIME), 1);
    await realm.close();
    assert.equal(records.length, 1);
    assert.equal(runtime.running(PROOF_TIME), 0);
  });

  it('first legs of ever new names are forgotten', async () => {
    const names = Array.from({ length: 100 }, (_, index) => ({ name: `user${index}`, password: 'x' }));
    const { realm, runtime } = toldRealm({ accounts: names });
    for (const { name: user } of names) await realm.answer(makeAsReq({ cname: name(user) }));
    assert.equal(runtime.running(PROOF_TIME), 64);
  });

  it('equal refusals of one address: each up to the hundredth, the thousandth, and the last', async () => {
    const { realm, runtime, records } = toldRealm();
    for (let index = 0; index < 1005; index++) {
      await realm.answer(makeAsReq({ cname: name('mallory') }));
      runtime.advance(2 * SECOND);
    }
    const told = records.map(({ count }) => count);
    assert.deepEqual(told, [...Array.from({ length: 100 }, (_, index) => index + 1), 1000]);
    await realm.close();
    assert.equal(records.at(-1)?.count, 1005);
  });

  it('different refusals: a hundred at once, then one a second', async () => {
    const { realm, runtime, records } = toldRealm();
    const flood = async (from: number): Promise<void> => {
      for (let index = from; index < from + 500; index++)
        await realm.answer(makeAsReq({ cname: name(`nobody${index}`) }));
    };
    await flood(0);
    assert.equal(records.length, 100);
    runtime.advance(5 * SECOND);
    await flood(500);
    assert.equal(records.length, 105);
    assert.ok(records.slice(100).some(({ omitted }) => omitted > 0));
  });

  it('each ticket that is granted', async () => {
    const { realm, runtime, records } = toldRealm();
    for (let index = 0; index < 150; index++) {
      await logIn(realm, runtime);
      runtime.advance(1);
    }
    assert.deepEqual(
      records.map(({ outcome, count }) => [outcome, count]),
      Array.from({ length: 150 }, () => ['granted', 1]),
    );
  });

  it('a request that comes again has its record once', async () => {
    const { realm, runtime, records } = toldRealm();
    const request = makeAsReq({}, [timestampOf(keyOf('alice'), runtime.now())]);
    await realm.answer(request);
    await realm.answer(request);
    assert.equal(records.length, 1);
  });
});

/** A ticket whose last byte is another. */
function spoiled(ticket: Awaited<ReturnType<typeof logIn>>['ticket']): typeof ticket {
  const { value } = ticket;
  const der = Buffer.from(ticket.der);
  der.writeUInt8(der.readUInt8(der.length - 1) ^ 1, der.length - 1);
  return { value, der };
}
