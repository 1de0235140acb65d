import assert from 'node:assert/strict';
import { run } from '../../support/run.js';
import { load } from './load.js';

type Asked = Readonly<Record<string, unknown>>;

const { askedFor, usage } = await load<{
  askedFor: (args: readonly string[], parts: readonly string[], usual: readonly string[]) => Asked;
  usage: (parts: readonly string[], usual: readonly string[]) => string;
}>('options.mjs');

const parts = ['logins', 'echo', 'growth'];
const asked = (...args: readonly string[]): Asked => askedFor(args, parts, ['logins', 'echo']);

describe('bench: arguments', () => {
  it('none runs the usual parts in three rounds', () => {
    assert.deepEqual(asked(), {
      parts: ['logins', 'echo'],
      rounds: 3,
      seconds: 5,
      sessions: 200_000,
      isHelp: false,
      format: 'text',
    });
  });

  it('named parts run alone, in the order of the tables', () => {
    assert.deepEqual(asked('growth', 'logins')['parts'], ['logins', 'growth']);
    assert.deepEqual(asked('echo', '--long')['parts'], ['echo']);
  });

  it('--long adds what takes long', () => {
    assert.deepEqual(asked('--long')['parts'], parts);
  });

  it('numbers and the format can be given', () => {
    const args = ['--rounds', '1', '--seconds=0.5', '--sessions', '10', '--json'];
    const { rounds, seconds, sessions, format } = asked(...args);
    assert.deepEqual([rounds, seconds, sessions, format], [1, 0.5, 10, 'json']);
    assert.equal(asked('--markdown')['format'], 'markdown');
  });

  for (const [args, message] of [
    [['login'], 'There is no part "login". Parts: logins, echo, growth.'],
    [['--rounds', '0'], '--rounds wants a number above 0, not "0".'],
    [['--rounds', '1.5'], '--rounds wants a number above 0, not "1.5".'],
    [['--seconds', 'x'], '--seconds wants a number above 0, not "x".'],
    [['--sessions', ''], '--sessions wants a number above 0, not "".'],
    [['--json', '--markdown'], '--json and --markdown exclude each other.'],
    [['--fast'], /^Unknown option '--fast'/],
  ] as const)
    it(`${args.join(' ')} is refused`, () => {
      assert.throws(() => asked(...args), { message });
    });

  it('--help prints every part and option, and measures nothing', async () => {
    const { code, stdout, stderr } = await run(process.execPath, ['scripts/bench.mjs', '--help']);
    assert.deepEqual({ code, stderr }, { code: 0, stderr: '' });
    assert.match(stdout, /^Usage: npm run bench -- \[PART …\] \[OPTION …\]$/m);
    assert.match(
      stdout,
      /^Parts: logins, echo, bulk, start, memory, workers, domain, growth\. Without one: all but growth\.$/m,
    );
    const options = [...stdout.matchAll(/^ {2}--(\w+)/gm)].map(([, name]) => name);
    assert.deepEqual(options, ['long', 'rounds', 'seconds', 'sessions', 'markdown', 'json', 'help']);
  });

  it('the usage names the parts that run when none is named', () => {
    assert.equal(asked('--help')['isHelp'], true);
    assert.match(
      usage(parts, ['logins']),
      /^Parts: logins, echo, growth\. Without one: all but echo, growth\.$/m,
    );
  });
});
