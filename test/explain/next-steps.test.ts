import assert from 'node:assert/strict';
import { Command } from 'commander';
import { addCommands } from '../../src/cli/commands.js';
import { allSteps } from '../../src/explain/next-steps.js';
import { requireProgram } from '../support/require-program.js';
import { run } from '../support/run.js';
import { explainer } from './support.js';

const own = 'smb2-auth-server ';

function programs(): Command {
  const program = new Command('smb2-auth-server').exitOverride();
  addCommands(program, { hooks: {}, finish: () => assert.fail('no command is run') });
  return program;
}

/** The commands for a text, in their order. */
function stepsFor(text: string): string[] {
  return (explainer.explain(text).answers[0]?.nextSteps ?? []).map(({ command }) => command);
}

describe('explain: what to run next', () => {
  const ours = allSteps.filter(({ command }) => command.startsWith(own));

  it('six commands are ours, and the others have their documentation', () => {
    assert.equal(ours.length, 6);
    for (const { command, documentation = '' } of allSteps)
      assert.equal(documentation.startsWith('https://'), !command.startsWith(own), command);
  });

  for (const { command } of ours) {
    it(`${command} has flags that there are`, () => {
      const [name = '', ...args] = command.slice(own.length).split(' ');
      const found = programs().commands.find((each) => each.name() === name);
      assert.ok(found, name);
      const { operands, unknown } = found.parseOptions(args);
      assert.deepEqual(unknown, []);
      const most = found.registeredArguments.some(({ variadic }) => variadic) ? Infinity : 0;
      assert.ok(operands.length <= most, operands.join(' '));
    });
  }

  for (const [program, help, ...options] of [
    ['smbclient', '--help', '-U', '-d', '-c'],
    ['curl', '--help all', '-v', '--anyauth', '-u'],
    ['klist', '-?', '-e'],
  ] as const) {
    it(`${program} has the options that are suggested`, async function () {
      requireProgram(this, program, false);
      const { stdout, stderr } = await run(program, help.split(' '));
      const suggested = allSteps.filter(({ command }) => command.split(' ').includes(program));
      assert.ok(suggested.length > 0);
      for (const option of options) {
        assert.ok(`${stdout}${stderr}`.includes(option), option);
        assert.ok(
          suggested.some(({ command }) => command.includes(option)),
          option,
        );
      }
    });
  }

  it('an error that means an unreached server begins with the way to it', () => {
    assert.equal(stepsFor('0x80070035')[0], 'Test-NetConnection HOST -Port 445');
  });

  it('an error that the client comes to alone asks no server', () => {
    assert.deepEqual(stepsFor('1219'), [
      'cmdkey /list',
      'net use',
      'smbclient //HOST/SHARE -U NAME -d 3 -c ls',
    ]);
  });

  it('each family has the carrier that shows it', () => {
    const diagnose = 'smb2-auth-server diagnose --host 0.0.0.0';
    assert.equal(stepsFor('1326')[0], `${diagnose} --port 445 --user NAME:PASSWORD --share SHARE`);
    assert.equal(stepsFor('HTTP 401')[0], `${diagnose} --no-smb --http 8080 --user NAME:PASSWORD`);
    assert.equal(stepsFor('0xd07')[0], `${diagnose} --no-smb --credssp 3389 --user NAME:PASSWORD`);
    assert.equal(
      stepsFor('KDC_ERR_PREAUTH_FAILED')[0],
      'smb2-auth-server diagnose --test-realm EXAMPLE.TEST --user NAME:PASSWORD --share SHARE',
    );
  });
});
