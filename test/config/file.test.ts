import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfigurationFile, resolveConfiguration } from '../../src/config/index.js';
import { requireProgram } from '../support/require-program.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const secret = 'Tr0ub4dor&3';

describe('config: file', () => {
  const folder = useTemporaryFolder();
  const file = (): string => join(folder(), 'smb2.json');
  const read = (content: unknown) => {
    writeFileSync(file(), typeof content === 'string' ? content : JSON.stringify(content));
    return readConfigurationFile(file());
  };

  it('may be empty', () => {
    assert.deepEqual(read({}).value, {});
  });

  it('may name its schema, and begin with a byte order mark', () => {
    assert.deepEqual(read('\ufeff{"$schema":"config.schema.json"}').value, { $schema: 'config.schema.json' });
  });

  it('paths in it are relative to its folder', () => {
    mkdirSync(join(folder(), 'data'), { recursive: true });
    const { shares } = resolveConfiguration([read({ shares: [{ name: 'a', path: 'data' }] })]);
    assert.deepEqual(shares, [{ name: 'a', path: join(folder(), 'data') }]);
  });

  it('is where its accounts are read again', () => {
    const layer = read({ accounts: [{ name: 'alice', password: 'a' }] });
    const { accounts, accountFiles, accountNames } = resolveConfiguration([layer]);
    assert.deepEqual(
      { accounts, accountFiles, accountNames },
      { accounts: [], accountFiles: [{ format: 'json', path: file() }], accountNames: ['alice'] },
    );
    assert.deepEqual(resolveConfiguration([read({})]).accountFiles, []);
  });

  it('its accounts go before those of the files it names', () => {
    mkdirSync(join(folder(), 'users'));
    writeFileSync(join(folder(), 'users', 'smbpasswd'), '');
    const layer = read({
      accounts: [{ name: 'alice', password: 'a' }],
      accountFiles: [{ format: 'smbpasswd', path: 'users/smbpasswd' }],
    });
    assert.deepEqual(resolveConfiguration([layer]).accountFiles, [
      { format: 'json', path: file() },
      { format: 'smbpasswd', path: join(folder(), 'users', 'smbpasswd') },
    ]);
  });

  it('a password file may be beside it', () => {
    writeFileSync(join(folder(), 'password'), 'secret\n');
    const accountsWith = (passwordFile: string) => [{ name: 'alice', passwordFile }];
    assert.deepEqual(resolveConfiguration([read({ accounts: accountsWith('password') })]).accountNames, [
      'alice',
    ]);
    assert.throws(() => read({ accounts: accountsWith('absent') }), /passwordFile: cannot be read/);
  });

  const refused: readonly (readonly [string, unknown, string])[] = [
    ['what is not JSON', '{"listen":', ':1:11: expected JSON, without comments or trailing commas'],
    ['another value', [], ':1:1: expected an object'],
    ['an unknown section', { polcy: {} }, ":1:2: polcy: unknown key; there is 'policy'"],
    [
      'an unknown key',
      { policy: { sining: 'required' } },
      ":1:12: policy.sining: unknown key; there is 'signing'",
    ],
    [
      'an unknown key of an account',
      { accounts: [{ name: 'a', password: 'b', grups: [] }] },
      ":1:41: accounts[0].grups: unknown key; there is 'groups'",
    ],
    [
      'an unknown value',
      { policy: { signing: 'yes' } },
      ':1:12: policy.signing: expected "enabled" or "required"',
    ],
    [
      'an unknown dialect',
      { policy: { dialects: ['3.1.1', '1.0'] } },
      ':1:32: policy.dialects[1]: expected "2.0.2" or "2.1" or "3.0" or "3.0.2" or "3.1.1"',
    ],
    ['no dialect', { policy: { dialects: [] } }, ':1:12: policy.dialects: expected at least 1 entry'],
    [
      'an unknown form of accounts',
      { accountFiles: [{ format: 'passwd', path: 'users' }] },
      ':1:19: accountFiles[0].format: expected "json" or "smbpasswd" or "ntlm-user-file"',
    ],
    ['another type', { listen: { port: '445' } }, ':1:12: listen.port: expected a number'],
    ['half a port', { listen: { port: 44.5 } }, ':1:12: listen.port: expected a whole number'],
    [
      'no time',
      { policy: { sessionLifetimeSeconds: 0 } },
      ':1:12: policy.sessionLifetimeSeconds: expected more than 0',
    ],
    [
      'a list of names that is none',
      { policy: { ntlm: { targetNames: 'cifs' } } },
      ':1:20: policy.ntlm.targetNames: expected "any" or a list of names',
    ],
    [
      'an account without a name',
      { accounts: [{ password: 'b' }] },
      ':1:14: accounts[0].name: expected a text',
    ],
    [
      'an account with its domain',
      { accounts: [{ name: 'EXAMPLE\\a', password: 'b' }] },
      ':1:15: accounts[0].name: must be a name without its domain, which clients add as they like',
    ],
    [
      'a SID of another kind',
      { accounts: [{ name: 'a', password: 'b', sid: 'S-1-5-32-544' }] },
      ':1:41: accounts[0].sid: expected S-1-5-21 and 4 numbers below 4294967296, separated by hyphens',
    ],
    [
      'a key twice in one object',
      '{\n  "policy": {\n    "signing": "enabled",\n    "signing": "required"\n  }\n}',
      ':4:5: policy.signing: expected each key once in its object',
    ],
    [
      'a text that is no JSON',
      '{\n  "listen": {},\n  // a comment\n}',
      ':3:3: expected JSON, without comments or trailing commas',
    ],
    [
      'an account without a secret',
      { accounts: [{ name: 'a' }] },
      ':1:14: accounts[0]: needs one of password, passwordFile and ntHash',
    ],
    [
      'two accounts of one name',
      {
        accounts: [
          { name: 'a', password: 'b' },
          { name: 'A', password: 'b' },
        ],
      },
      ':1:43: accounts[1].name: expected a name that is not taken yet',
    ],
    [
      'a password file that is not there',
      { accounts: [{ name: 'a', passwordFile: 'none' }] },
      ':1:26: accounts[0].passwordFile: cannot be read (ENOENT: no such file or directory)',
    ],
    [
      'an account file that is not there',
      { accountFiles: [{ format: 'json', path: 'none' }] },
      ':1:35: accountFiles[0].path: cannot be read (ENOENT: no such file or directory)',
    ],
    [
      'a share of nothing',
      { shares: [{ name: 'a' }] },
      ':1:12: shares[0]: expected either path or temporary',
    ],
    [
      'a share of two things',
      { shares: [{ name: 'a', path: '.', temporary: true }] },
      ':1:12: shares[0]: expected either path or temporary',
    ],
    [
      'an unknown right',
      { shares: [{ name: 'a', temporary: true, access: { '*': 'all' } }] },
      ':1:51: shares[0].access.*: expected "none" or "read" or "write"',
    ],
    [
      'a NetBIOS name of 16 characters',
      { server: { netbiosName: 'ABCDEFGHIJKLMNOP' } },
      ':1:12: server.netbiosName: expected up to 15 characters, none of them a space or one of "/\\[]:|<>+=;,*?.',
    ],
    [
      'a machine SID with a number that is none',
      { server: { machineSid: 'S-1-5-21-1-2-4294967296' } },
      ':1:12: server.machineSid: expected S-1-5-21 and 3 numbers below 4294967296, separated by hyphens',
    ],
    [
      'an account SID in the place of a machine’s',
      { server: { machineSid: 'S-1-5-21-1-2-3-1000' } },
      ':1:12: server.machineSid: expected S-1-5-21 and 3 numbers below 4294967296, separated by hyphens',
    ],
  ];
  for (const [what, content, message] of refused) {
    it(`refuses ${what}, and says where`, () => {
      assert.throws(() => read(content), { name: 'ConfigurationError', message: file() + message });
    });
  }

  it('refuses a password file without a password', () => {
    for (const nothing of ['', '\n', '\r\n']) {
      writeFileSync(join(folder(), 'empty'), nothing);
      assert.throws(
        () => read({ accounts: [{ name: 'a', passwordFile: 'empty' }] }),
        /passwordFile: expected a file/,
      );
    }
  });

  it('refuses files of accounts and passwords that are none, and waits for nobody who writes into a pipe', function () {
    requireProgram(this, 'mkfifo');
    execFileSync('mkfifo', [join(folder(), 'pipe')]);
    for (const [content, message] of [
      [{ accounts: [{ name: 'a', passwordFile: 'pipe' }] }, /accounts\[0\]\.passwordFile: expected a file$/],
      [{ accountFiles: [{ format: 'json', path: 'pipe' }] }, /accountFiles\[0\]\.path: expected a file$/],
    ] as const) {
      assert.throws(() => read(content), { name: 'ConfigurationError', message });
    }
  });

  it('refuses a file that is not there', () => {
    assert.throws(() => readConfigurationFile('/no/such/file'), {
      message: '/no/such/file: cannot be read (ENOENT: no such file or directory)',
    });
  });

  it('refuses a directory of a share that is not there, and says where', () => {
    const layer = read({ shares: [{ name: 'a', path: 'nowhere' }] });
    assert.throws(() => resolveConfiguration([layer]), {
      message: `${file()}:1:24: shares[0].path: expected a directory that exists`,
    });
  });

  it('keeps secrets out of its errors', () => {
    for (const text of [
      `{"accounts":[{"name":"alice","password":"${secret}",}]}`,
      `{"accounts":[{"name":"alice","password":"${secret}","password":"${secret}"}]}`,
      `{"accounts":[{"name":"alice","password":${secret}}]}`,
      `{"accounts":[{"name":"alice","password":"${secret}","ntHash":"${secret}"}]}`,
      `{"accounts":[{"name":"alice","password":["${secret}"]}]}`,
      `{"accounts":[{"name":"alice","status":"${secret}","password":"a"}]}`,
      `{"accounts":{"alice":"${secret}"}}`,
      `"${secret}"`,
    ]) {
      assert.throws(
        () => read(text),
        (error) =>
          error instanceof Error && error.message.startsWith(file()) && !error.message.includes(secret),
      );
    }
  });
});
