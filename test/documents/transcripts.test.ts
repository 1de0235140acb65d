import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { isOnPath, requireProgram } from '../support/require-program.js';
import { until } from '../support/until.js';
import { type Block, readPages } from './pages.js';
import { canIsolate, Shell } from './shell.js';
import { comparableLines, compareOutput, stepsOf, type Step } from './transcript.js';

/** Milliseconds between two looks at what is written in the background. */
const POLL = 10;

const shells = ['console', 'bash', 'sh'];

/** Programs of pages that may be missing on a machine, and that no package of Debian for tests brings. */
const mayBeMissing = /^(?:xfreerdp|tshark)$/;

/** Programs beside those that every system has. */
const foreign =
  /\b(smbclient|rpcclient|xfreerdp|xvfb-run|kinit|klist|curl|jq|redis-server|redis-cli|haproxy|tshark|python3)\b/g;

describe('the pages: what stands in a shell', function () {
  this.timeout(120_000);

  before(function () {
    for (const program of ['bash', 'unshare', 'ip']) requireProgram(this, program);
    if (!canIsolate()) this.skip();
  });

  for (const page of readPages()) {
    for (const blocks of sectionsOf(page.blocks)) {
      const [first] = blocks.filter(isRun);
      if (!first) continue;
      it(`${page.path}:${first.line} ${first.section}`, async function () {
        const texts = blocks.filter(isRun).map(({ text }) => text);
        for (const program of new Set(texts.flatMap((text) => text.match(foreign) ?? [])))
          if (!isOnPath(program)) requireProgram(this, program, !mayBeMissing.test(program));
        // Inside the package, where its name leads to itself.
        const folder = mkdtempSync('build/documents-');
        try {
          await using shell = new Shell(folder);
          for (const [at, block] of blocks.entries())
            await runBlock(block, shell, folder, outputOf(block, blocks[at + 1]));
        } finally {
          rmSync(folder, { recursive: true, force: true });
        }
      });
    }
  }
});

function isRun({ language, notRun }: Block): boolean {
  return notRun === undefined && shells.includes(language);
}

/** The blocks under each heading: servers and files of one are there for those that follow. */
function sectionsOf(blocks: readonly Block[]): Block[][] {
  const sections = new Set(blocks.map(({ section }) => section));
  return [...sections].map((name) => blocks.filter(({ section }) => section === name));
}

async function runBlock(block: Block, shell: Shell, folder: string, output?: Block): Promise<void> {
  const place = `${block.page}:${block.line}`;
  if (block.file !== undefined) writeFileSync(join(folder, block.file), block.text);
  else if (!isRun(block)) return;
  else if (block.language === 'console') await followTranscript(stepsOf(block.text), shell, place);
  else {
    writeFileSync(join(folder, '.script'), block.text);
    const { code, lines } = await shell.run('bash -e .script');
    assert.equal(code, 0, `${place}\n${lines.join('\n')}`);
    const shown = output?.text.trimEnd().split('\n') ?? ['…'];
    const [wanted, written] = [comparableLines(shown), comparableLines([...lines, ...shell.background()])];
    assert.notEqual(compareOutput(wanted, written, []), undefined, `${place}\n${written.join('\n')}`);
  }
}

/** The output of the script above it, as in ```` ```text output ````. */
function outputOf(block: Block, following: Block | undefined): Block | undefined {
  const isOutput = following?.file === 'output' && ['bash', 'sh'].includes(block.language);
  return isOutput ? following : undefined;
}

async function followTranscript(steps: readonly Step[], shell: Shell, place: string): Promise<void> {
  let before = comparableLines(shell.background()).length;
  for (const { command, shown } of steps) {
    const wanted = comparableLines(shown);
    const lines = comparableLines((await shell.run(command)).lines);
    let background: string[] = [];
    try {
      await until('the lines that are shown', async () => {
        background = comparableLines(shell.background()).slice(before);
        const used = compareOutput(wanted, lines, background);
        before += used ?? 0;
        // The servers have the processor meanwhile.
        if (used === undefined) await setTimeout(POLL);
        return used !== undefined;
      });
    } catch {
      const parts = { shown: wanted, written: lines, 'in the background': background };
      const told = Object.entries(parts).map(([name, text]) => `${name}:\n${text.join('\n')}`);
      assert.fail(`${place}: $ ${command}\n${told.join('\n\n')}`);
    }
  }
}
