import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Account } from '../../src/auth/account.js';
import { AccountError } from '../../src/auth/account-definition.js';
import { accountsFromJsonFile } from '../../src/accounts/json-file.js';
import { accountsFromNtlmUserFile } from '../../src/accounts/ntlm-user-file.js';
import { accountsFromSmbpasswd } from '../../src/accounts/smbpasswd-file.js';
import { PASSWORD_HASH, temporaryFolder, watching } from './support.js';

const X = 'X'.repeat(32);

describe('auth/accounts: files', () => {
  const folder = temporaryFolder();
  let files = 0;
  /** A file of its own for each test. */
  const fileOf = (content: string): string => {
    const path = join(folder, `accounts-${++files}`);
    writeFileSync(path, content);
    return path;
  };

  describe('JSON', () => {
    const open = (content: unknown) => accountsFromJsonFile(fileOf(JSON.stringify(content)), watching());

    it('an array of accounts in the configuration’s form, every key of it', async () => {
      const store = await open([
        { name: 'alice', password: 'Password' },
        {
          name: 'Bob',
          ntHash: PASSWORD_HASH.toUpperCase(),
          groups: ['staff'],
          status: 'locked',
          sid: 'S-1-5-21-1-2-3-1001',
          workstations: ['WS1'],
          logonHours: '00'.repeat(21),
          ntlm: 'refuse',
          expiresAt: '2026-12-31',
          passwordExpiresAt: '2026-12-31T18:00:00+01:00',
          ntStatus: 'STATUS_LOGON_TYPE_NOT_GRANTED',
        },
      ]);
      assert.equal((await store.find('ALICE', ''))?.password, 'Password');
      assert.deepEqual(await store.find('bob', ''), {
        name: 'Bob',
        ntHash: Buffer.from(PASSWORD_HASH, 'hex'),
        groups: ['staff'],
        status: 'locked',
        sid: 'S-1-5-21-1-2-3-1001',
        workstations: ['WS1'],
        logonHours: Buffer.alloc(21),
        ntlm: 'refuse',
        expiresAt: Date.UTC(2026, 11, 31),
        passwordExpiresAt: Date.UTC(2026, 11, 31, 17),
        ntStatus: 'STATUS_LOGON_TYPE_NOT_GRANTED',
      } satisfies Account);
    });

    it('takes no time without a zone, and no status that lets in', async () => {
      for (const [change, message] of [
        [{ expiresAt: '2026-12-31T18:00' }, /expected a day or a time with its zone/],
        [{ passwordExpiresAt: 1 }, /passwordExpiresAt/],
        [{ ntStatus: 'STATUS_SUCCESS' }, /expected a failure/],
        [{ ntStatus: 0 }, /expected a failure/],
        [{ ntStatus: 'STATUS_NO_SUCH' }, /ntStatus/],
        [{ status: 'smartcard' }, /status/],
      ] as const) {
        await assert.rejects(open([{ name: 'alice', password: 'x', ...change }]), message);
      }
    });

    it('the configuration itself, whose other keys are not ours', async () => {
      const store = await open({ listen: {}, accounts: [{ name: 'alice', password: 'x' }] });
      assert.equal((await store.find('alice', ''))?.name, 'alice');
    });

    it('a password file beside it, with at most one line end', async () => {
      for (const [content, password] of [
        ['pass word\n', 'pass word'],
        ['pass\r\n', 'pass'],
        ['pass\n\n', 'pass\n'],
        [' pass ', ' pass '],
      ] as const) {
        writeFileSync(join(folder, 'alice.password'), content);
        const store = await open([{ name: 'alice', passwordFile: 'alice.password' }]);
        assert.equal((await store.find('alice', ''))?.password, password);
      }
    });

    const broken: readonly (readonly [string, string, RegExp])[] = [
      ['not JSON', '[{"name": "alice",\n "password": "s3cret" x}]', /:2:23: expected JSON, without/],
      ['nothing', '', /:1:1: expected JSON, without/],
      ['null', 'null', /:1:1: accounts: expected a list$/],
      ['an object without accounts', '{}', /:1:1: accounts: expected a list$/],
      [
        'no password',
        '[{"name":"alice"}]',
        /:1:2: accounts\[0\]: needs one of password, passwordFile and ntHash/,
      ],
      [
        'a password and a hash',
        `[{"name":"a","password":"s3cret","ntHash":"${PASSWORD_HASH}"}]`,
        /:1:2: accounts\[0\]: needs one of/,
      ],
      ['an empty password', '[{"name":"alice","password":""}]', /:1:18: accounts\[0\]\.password: /],
      [
        'an account of the configuration',
        '{"listen":{},\n"accounts":[\n {"name":"alice"}]}',
        /:3:2: accounts\[0\]: needs one of/,
      ],
      [
        'a password twice',
        '[{"name":"a",\n"password":"s3cret","password":"s3cret"}]',
        /:2:21: accounts\[0\]\.password: expected each key once in its object$/,
      ],
      [
        'two faults',
        '[{"name":"a"},\n{"name":"b","password":"s3cret","sid":"s3cret"}]',
        /:1:2: accounts\[0\]: .*; .*:2:33: accounts\[1\]\.sid: /,
      ],
      [
        'an empty password file',
        '[{"name":"alice","passwordFile":"/dev/null"}]',
        /'alice': password: expected at least 1 character/,
      ],
      [
        'a password file that is not there',
        '[{"name":"a","passwordFile":"/nowhere"}]',
        /: \/nowhere cannot be read \(ENOENT: no such file or directory\)$/,
      ],
      [
        'a misspelt key',
        '[{"name":"alice","pasword":"s3cret"}]',
        /:1:18: accounts\[0\]\.pasword: unknown key; there is 'password'; .*:1:2: accounts\[0\]: needs one of/,
      ],
      [
        'a status that does not exist',
        '[{"name":"a","password":"s3cret","status":"s3cret"}]',
        /:1:34: accounts\[0\]\.status: /,
      ],
      ['a short hash', '[{"name":"alice","ntHash":"5ec3e7"}]', /ntHash: must be 32 hexadecimal digits/],
      [
        'one name twice',
        '[{"name":"a","password":"x"},{"name":"A","password":"y"}]',
        /:1:31: accounts\[1\]\.name: account 'A' is there twice$/,
      ],
    ];
    for (const [name, content, message] of broken) {
      it(`${name} is refused, without a secret in the text`, async () => {
        const path = fileOf(content);
        await assert.rejects(accountsFromJsonFile(path, watching()), (error) => {
          assert.ok(error instanceof AccountError);
          assert.ok(error.message.startsWith(`${path}:`));
          assert.match(error.message, message);
          assert.doesNotMatch(error.message, /s3cret|5ec3e7/);
          return true;
        });
      });
    }
  });

  describe('smbpasswd(5)', () => {
    it('hashes, flags and the time of the last change', async () => {
      const store = await accountsFromSmbpasswd(
        fileOf(
          [
            '# a comment',
            `alice:1000:${X}:${PASSWORD_HASH.toUpperCase()}:[U          ]:LCT-5EBB5C2F:`,
            `bob:1001:${X}:${PASSWORD_HASH}:[DU         ]:LCT-5EBB5C2F:`,
            `carol:1002:${X}:${PASSWORD_HASH}:[LU         ]:LCT-5EBB5C2F:`,
            `dave:1003:${X}:${PASSWORD_HASH}:[U          ]:LCT-00000000:`,
            `erin:1004:${X}:${PASSWORD_HASH}:[UX         ]:LCT-00000000:`,
            `old:1005:${X}:${PASSWORD_HASH}:Full Name:/home/old:/bin/sh`,
            '',
          ].join('\n'),
        ),
        watching(),
      );
      const statusOf = async (name: string) => (await store.find(name, ''))?.status;
      assert.equal(await statusOf('Alice'), 'enabled');
      assert.equal(await statusOf('bob'), 'disabled');
      assert.equal(await statusOf('carol'), 'locked');
      assert.equal(await statusOf('dave'), 'must-change-password');
      assert.equal(await statusOf('erin'), 'enabled');
      assert.equal((await store.find('alice', ''))?.ntHash.toString('hex'), PASSWORD_HASH);
    });

    it('accounts without a hash, and trust accounts, exist, but have no password', async () => {
      const store = await accountsFromSmbpasswd(
        fileOf(
          [
            `nohash:1000:${X}:${X}:[U          ]:LCT-5EBB5C2F:`,
            `nopassword:1001:NO PASSWORD${'X'.repeat(21)}:NO PASSWORD${'X'.repeat(21)}:[NU         ]:LCT-5EBB5C2F:`,
            `machine$:1002:${X}:${PASSWORD_HASH}:[W          ]:LCT-5EBB5C2F:`,
          ].join('\n'),
        ),
        watching(),
      );
      const hashes = new Set([PASSWORD_HASH, '31d6cfe0d16ae931b73c59d7e0c089c0', '00'.repeat(16)]);
      for (const name of ['nohash', 'nopassword', 'machine$']) {
        const account = await store.find(name, '');
        assert.ok(account, `${name} would be let in as a guest`);
        const hash = account.ntHash.toString('hex');
        assert.ok(!hashes.has(hash), name);
        hashes.add(hash);
      }
    });

    it('half a line is no account, wherever a file that is being written ends', async () => {
      const whole = `alice:1000:${X}:${PASSWORD_HASH}:[DU         ]:LCT-00000000:`;
      for (let length = 1; length < whole.length; length++) {
        const path = fileOf(whole.slice(0, length));
        await assert.rejects(accountsFromSmbpasswd(path, watching()), AccountError, `${length} characters`);
      }
      const store = await accountsFromSmbpasswd(fileOf(whole), watching());
      assert.equal((await store.find('alice', ''))?.status, 'disabled');
    });

    for (const line of ['alice', 'alice:1000', `:1:${X}:${PASSWORD_HASH}:`, `alice:1000:${X}:abc:[U]:`]) {
      it(`"${line}" is refused by its place`, async () => {
        const content = `# first\n${line}\n`;
        await assert.rejects(
          accountsFromSmbpasswd(fileOf(content), watching()),
          /:2:1: not an smbpasswd entry$/,
        );
      });
    }
  });

  describe('DOMAIN:USER:PASSWORD', () => {
    it('the password is the rest of the line, the client’s domain chooses among entries of one name', async () => {
      const store = await accountsFromNtlmUserFile(
        fileOf('# users\r\nOne:alice:a:b:c \r\nTwo:alice:second\r\n:bob@example.org:third\r\n'),
        watching(),
      );
      const passwordOf = async (name: string, domain: string) => (await store.find(name, domain))?.password;
      assert.equal(await passwordOf('ALICE', 'one'), 'a:b:c ');
      assert.equal(await passwordOf('alice', 'TWO'), 'second');
      assert.equal(await passwordOf('alice', 'WORKGROUP'), 'a:b:c ');
      assert.equal(await passwordOf('bob', ''), 'third');
      assert.equal(await passwordOf('carol', 'One'), undefined);
    });

    for (const [line, place] of [
      ['alice', /:1:1: not/],
      ['DOM:alice', /:1:1: not/],
      ['DOM:alice:', /:1:1: not/],
      ['DOM::s3cret', /:1:1: not/],
      ['DOM:A:x\nDOM:a:s3cret', /:2:5: 'a' is there twice/],
    ] as const) {
      it(`${JSON.stringify(line)} is refused by its place`, async () => {
        await assert.rejects(accountsFromNtlmUserFile(fileOf(line), watching()), (error) => {
          assert.ok(error instanceof AccountError);
          assert.match(error.message, place);
          assert.doesNotMatch(error.message, /s3cret/);
          return true;
        });
      });
    }
  });

  describe('files that are not in UTF-8', () => {
    const secret = 'pässwörd';
    for (const encoding of ['latin1', 'utf16le'] as const) {
      it(`a password in ${encoding} is refused, not replaced by one that can be guessed`, async () => {
        const path = join(folder, `password-${encoding}`);
        writeFileSync(path, `${encoding === 'utf16le' ? '\ufeff' : ''}${secret}\n`, encoding);
        const accounts = fileOf(JSON.stringify([{ name: 'alice', passwordFile: path }]));
        await assert.rejects(accountsFromJsonFile(accounts, watching()), / cannot be read \(not in UTF-8\)$/);
      });
    }

    it('a byte order mark is no part of the password', async () => {
      const path = fileOf(`\ufeff${secret}\r\n`);
      const accounts = fileOf(JSON.stringify([{ name: 'alice', passwordFile: path }]));
      const store = await accountsFromJsonFile(accounts, watching());
      assert.equal((await store.find('alice', ''))?.password, secret);
    });
  });

  describe('a file that changes', () => {
    const line = (password: string) => `DOM:alice:${password}\n`;
    const opened = async () => {
      const path = fileOf(line('first'));
      const options = watching();
      const store = await accountsFromNtlmUserFile(path, options);
      return { path, options, password: async () => (await store.find('alice', ''))?.password };
    };

    it('is read again, and looked at once a second at most', async () => {
      const { path, options, password } = await opened();
      writeFileSync(path, line('second'));
      assert.equal(await password(), 'first');
      options.pass();
      assert.equal(await password(), 'second');
      assert.deepEqual(options.problems, []);
    });

    it('logins that come together wait for one look at it', async () => {
      const { path, options, password } = await opened();
      writeFileSync(path, line('second'));
      options.pass();
      assert.deepEqual(await Promise.all([password(), password(), password()]), [
        'second',
        'second',
        'second',
      ]);
    });

    it('a broken edit is told once, without its secrets, and leaves the last good content', async () => {
      const { path, options, password } = await opened();
      writeFileSync(path, 'DOM alice s3cret\n');
      for (let i = 0; i < 3; i++) {
        options.pass();
        assert.equal(await password(), 'first');
      }
      assert.deepEqual(options.problems, [
        `${path}:1:1: not DOMAIN:USER:PASSWORD; the accounts read before stay in force`,
      ]);
      writeFileSync(path, line('mended'));
      options.pass();
      assert.equal(await password(), 'mended');
    });

    it('a file that goes away does, too', async () => {
      const { path, options, password } = await opened();
      rmSync(path);
      options.pass();
      assert.equal(await password(), 'first');
      mkdirSync(path);
      options.pass();
      assert.equal(await password(), 'first');
      assert.deepEqual(options.problems, [
        `${path}: cannot be read (ENOENT: no such file or directory); the accounts read before stay in force`,
        `${path}: cannot be read (EISDIR: illegal operation on a directory); the accounts read before stay in force`,
      ]);
    });

    it('a password file alone may change', async () => {
      const passwordFile = fileOf('first');
      const options = watching();
      const store = await accountsFromJsonFile(
        fileOf(JSON.stringify([{ name: 'alice', passwordFile }])),
        options,
      );
      writeFileSync(passwordFile, 'second');
      options.pass();
      assert.equal((await store.find('alice', ''))?.password, 'second');
      rmSync(passwordFile);
      options.pass();
      assert.equal((await store.find('alice', ''))?.password, 'second');
      writeFileSync(passwordFile, 'third');
      options.pass();
      assert.equal((await store.find('alice', ''))?.password, 'third');
      assert.equal(options.problems.length, 1);
    });
  });
});
