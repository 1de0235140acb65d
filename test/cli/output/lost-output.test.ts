import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const program = `
  import { Printer } from ${JSON.stringify(new URL('../../../src/cli/output/printer.js', import.meta.url))};
  import { outliveOutputs } from ${JSON.stringify(new URL('../../../src/cli/output/lost-output.js', import.meta.url))};
  outliveOutputs(process);
  const printer = new Printer(process.stdout, () => 'left out');
  for (const line of ['one', 'two']) printer.print(line);
`;

async function printedBefore(end: string): Promise<string> {
  const ended = run(process.execPath, ['--input-type=module', '--eval', program + end]);
  const { stdout } = await ended.catch((error: unknown) => error as { readonly stdout: string });
  return stdout;
}

describe('cli/output: a process that ends in the turn in which it prints', () => {
  it('has written its lines, whether it ends by itself', async () => {
    assert.equal(await printedBefore(''), 'one\ntwo\n');
  });

  it('is told to', async () => {
    assert.equal(await printedBefore('process.exit(0);'), 'one\ntwo\n');
  });

  it('or ends by an error', async () => {
    assert.equal(await printedBefore('throw new Error("of no listener");'), 'one\ntwo\n');
  });
});
