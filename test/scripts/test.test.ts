import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from '../support/run.js';

interface Asked {
  readonly files: readonly string[];
  readonly options: readonly string[];
}

/** The result of scripts/support/asked-tests.mjs for these arguments. */
async function asked(args: readonly string[], calledIn?: string): Promise<Asked> {
  const { askedTests } = (await import(pathToFileURL(resolve('scripts/support/asked-tests.mjs')).href)) as {
    askedTests: (args: readonly string[], calledIn?: string) => Asked;
  };
  return askedTests(args, calledIn);
}

describe('npm test', () => {
  const test = (...args: readonly string[]) =>
    run(process.execPath, ['scripts/test.mjs', ...args], { timeout: 60_000 });

  it('fails when a pattern matches no test, and says so', async function () {
    this.timeout(60_000);
    const { code, stdout } = await test(
      'test/bytes/ip-address.test.ts',
      '--grep',
      'a test that there is not',
    );
    assert.equal(code, 1);
    assert.match(stdout, /^No test matches what was asked for\.$/m);
  });

  it('runs the named file alone, without the linter, and ends with one line of numbers', async function () {
    this.timeout(60_000);
    const { code, stdout, stderr } = await test('test/crypto/rc4.test.ts');
    assert.equal(code, 0);
    // A test of another file may build at the same time.
    assert.match(stderr, /^(Waiting for process .*\n)?$/);
    // Mocha's report names the suites at its margin: there is one.
    assert.deepEqual(stdout.match(/^ {2}[^\s\d].*$/gm), ['  RC4']);
    assert.match(stdout, /^[1-9]\d* passed, 0 failed, 0 skipped\n*$/m);
  });

  it('builds nothing for a name that matches no test, and shows the nearest', async () => {
    const { code, stdout, stderr } = await test('test/bytes/ip-adress.test.ts');
    assert.deepEqual({ code, stdout }, { code: 1, stdout: '' });
    assert.match(
      stderr,
      /^No test is named test\/bytes\/ip-adress\.test\.ts\. The nearest:\n {2}test\/bytes\/ip-address\.test\.ts\n/,
    );
  });
});

describe('scripts: the tests that are asked for', () => {
  const READER = 'build/test/bytes/reader.test.js';

  for (const name of [
    'test/bytes/reader.test.ts',
    './test/bytes/reader.test.ts',
    resolve('test/bytes/reader.test.ts'),
    READER,
  ])
    it(`${name.replace(resolve(), '…')} is one test`, async () => {
      assert.deepEqual(await asked([name]), { files: [READER], options: [] });
    });

  it('a name may be told from the folder that npm was called in', async () => {
    assert.deepEqual(await asked(['reader.test.ts'], resolve('test/bytes')), {
      files: [READER],
      options: [],
    });
  });

  for (const folder of ['test/bytes', 'test/bytes/', 'build/test/bytes'])
    it(`${folder} is all tests below it`, async () => {
      const { files } = await asked([folder]);
      assert.ok(files.includes(READER) && files.length > 3, files.join());
      assert.deepEqual(
        files.filter((file) => !file.startsWith('build/test/bytes/')),
        [],
      );
    });

  it('a test that is named twice runs once', async () => {
    const { files } = await asked([READER, 'test/crypto/md4.test.ts', 'test/bytes/reader.test.ts']);
    assert.deepEqual(files, [READER, 'build/test/crypto/md4.test.js']);
  });

  it("options and their values are mocha's", async () => {
    const options = ['--grep', 'test/bytes', '--bail', '-t', '100', '--retries=2'];
    assert.deepEqual(await asked(options), { files: [], options });
    assert.deepEqual(await asked(['--bail', 'test/bytes/reader.test.ts', '--grep', 'u8']), {
      files: [READER],
      options: ['--bail', '--grep', 'u8'],
    });
  });

  for (const [what, name] of [
    ['a file that is no test', 'test/support/run.ts'],
    ['a source', 'src/bytes/reader.ts'],
    ['a folder without tests', 'src/bytes'],
    ['a bare word', 'reader'],
  ] as const)
    it(`${what} is refused: ${name}`, async () => {
      await assert.rejects(asked([name]), ({ message }: Error) =>
        message.startsWith(`No test is named ${name}.`),
      );
    });

  it('a source leads to its test', async () => {
    await assert.rejects(asked(['src/bytes/reader.ts']), /\n {2}test\/bytes\/reader\.test\.ts$/m);
  });

  it('a name like no other has no nearest test', async () => {
    await assert.rejects(asked(['qqqq']), { message: 'No test is named qqqq.' });
  });
});
