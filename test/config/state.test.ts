import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfigurationFile, readEnvironment, resolveConfiguration } from '../../src/config/index.js';
import { systemRuntime } from '../../src/runtime/runtime.js';
import { makeCertificate } from '../../src/server/tls/make-certificate.js';
import { ConfigurationError } from '../../src/values/configuration-error.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

const secret = 'Tr0ub4dor&3';
const valkey = 'valkey://127.0.0.1';

describe('config: the shared state', () => {
  const folder = useTemporaryFolder();
  const file = (state: unknown, rest: object = {}) => {
    const path = join(folder(), 'smb2.json');
    writeFileSync(path, JSON.stringify({ state, ...rest }));
    return readConfigurationFile(path);
  };
  const environment = (variables: NodeJS.ProcessEnv) => readEnvironment(variables, []);
  const stateOf = (...layers: Parameters<typeof resolveConfiguration>[0][number][]) =>
    resolveConfiguration(layers).state;

  it('is absent where nothing is said of it', () => {
    assert.equal(stateOf(), undefined);
  });

  it('has the password and the certificates of files beside the configuration', async () => {
    const { certificate } = await makeCertificate({ kind: 'ecdsa', hosts: ['localhost'] }, systemRuntime);
    writeFileSync(join(folder(), 'store.password'), `${secret}\n`);
    writeFileSync(join(folder(), 'store.pem'), certificate);
    const said = {
      valkey: 'valkeys://smb@store.example.com:7000/2',
      whenAway: 'alone',
      timeoutMilliseconds: 250,
      prefix: 'files:',
      records: { stream: 'audit', maxLength: 10 },
    };
    const files = { passwordFile: 'store.password', caFile: 'store.pem' };
    assert.deepEqual(stateOf(file({ ...said, ...files })), { ...said, password: secret, ca: certificate });
  });

  it('a variable goes before the file, key by key', () => {
    const layers = [
      file({ valkey, records: { maxLength: 5 } }),
      environment({
        SMB2_AUTH_STATE_VALKEY: 'redis://10.0.0.1',
        SMB2_AUTH_STATE_RECORDS: 'true',
        SMB2_AUTH_STATE_TIMEOUT_MILLISECONDS: '20',
      }),
    ];
    assert.deepEqual(stateOf(...layers), {
      valkey: 'redis://10.0.0.1',
      records: true,
      timeoutMilliseconds: 20,
    });
  });

  const refused: readonly (readonly [what: string, state: unknown, message: RegExp, rest?: object])[] = [
    ['no object', 'valkey://127.0.0.1', /: state: expected an object$/],
    ['an unknown key', { valkey, valky: 1 }, /: state\.valky: unknown key; there is 'valkey'$/],
    ['no address', { prefix: 'a:' }, /: state\.prefix: needs the address of the store \(state\.valkey\)$/],
    ['a number for an address', { valkey: 6379 }, /: state\.valkey: expected an address such as valkey:/],
    [
      'another scheme',
      { valkey: `http://:${secret}@h` },
      /: state\.valkey: expected an address such as valkey:/,
    ],
    ['a path', { valkey: `${valkey}/a` }, /: state\.valkey: expected the number of a database/],
    ['another word', { valkey, whenAway: 'accept' }, /: state\.whenAway: expected "refuse" or "alone"$/],
    ['no time', { valkey, timeoutMilliseconds: 0 }, /: state\.timeoutMilliseconds: expected /],
    ['too much time', { valkey, timeoutMilliseconds: 60_000 }, /: state\.timeoutMilliseconds: expected /],
    ['a prefix with a blank', { valkey, prefix: 'a b' }, /: state\.prefix: expected 1 to 64 characters/],
    ['an empty prefix', { valkey, prefix: '' }, /: state\.prefix: expected 1 to 64 characters/],
    [
      'a word for records',
      { valkey, records: 'yes' },
      /: state\.records: expected true, false, or an object/,
    ],
    ['no length of records', { valkey, records: { maxLength: 0 } }, /: state\.records/],
    [
      'a file that is not there',
      { valkey, passwordFile: 'none' },
      /: state\.passwordFile: cannot be read \(ENOENT/,
    ],
    [
      'an empty password',
      { valkey, passwordFile: 'empty' },
      /: state\.passwordFile: is empty; expected a password$/,
    ],
    [
      'two passwords',
      { valkey: `valkey://:${secret}@h`, passwordFile: 'full' },
      /: state\.passwordFile: expected none, for the address has one$/,
    ],
    [
      'a password that is no file',
      { valkey, passwordFile: '/dev/zero' },
      /: state\.passwordFile: is not a file; expected a password$/,
    ],
    [
      'certificates that are no file',
      { valkey: 'valkeys://h', caFile: '/dev/zero' },
      /: state\.caFile: is not a file$/,
    ],
    [
      'certificates of which there are none',
      { valkey: 'valkeys://h', caFile: 'full' },
      /: state\.caFile: expected certificates in PEM$/,
    ],
    ['certificates without TLS', { valkey, caFile: 'full' }, /: state\.caFile: expected none: only valkeys:/],
    [
      'a folder of authenticators beside it',
      { valkey },
      /: state\.valkey: remembers authenticators as well: leave kerberos\.stateFolder out$/,
      { kerberos: { stateFolder: 'state' } },
    ],
  ];
  for (const [what, state, message, rest] of refused) {
    it(`refuses ${what}, and repeats no value`, () => {
      writeFileSync(join(folder(), 'empty'), '\n');
      writeFileSync(join(folder(), 'full'), secret);
      assert.throws(
        () => stateOf(file(state, rest)),
        (error) => {
          assert.ok(error instanceof ConfigurationError);
          assert.match(error.message, message);
          assert.ok(!error.message.includes(secret));
          return true;
        },
      );
    });
  }
});
