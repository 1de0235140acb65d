import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { python } from '../support/impacket.js';
import { requireProgram } from '../support/require-program.js';
import { type Finished, run } from '../support/run.js';
import { cliPath } from '../support/start-cli.js';
import { useTemporaryFolder } from '../support/temporary-folder.js';

/** `npm run interop:languages` installs the tool chains that take long, and runs their examples. */
const everyLanguage = process.env['EVERY_LANGUAGE'] === '1';

/** Folder of Debian's packages for Java. */
const JARS = '/usr/share/java';

/** Debian's Json.NET. */
const JSON_NET = '/usr/lib/cli/Newtonsoft.Json-5.0/Newtonsoft.Json.dll';

describe('the examples of the control API', function () {
  this.timeout(240_000);
  const folder = useTemporaryFolder();

  /** Runs a program in a copy of an example, with the compiled command line as the server. */
  function runIn(
    language: string,
    program: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv = {},
  ): Promise<Finished> {
    const cwd = join(folder(), language);
    cpSync(`src/control/examples/${language}`, cwd, { recursive: true });
    const server = { SERVER_COMMAND: `${process.execPath} ${cliPath}` };
    return run(program, args, { cwd, env: { ...process.env, ...server, ...env }, timeout: 200_000 });
  }

  it('Python, with pytest and impacket', async function () {
    const { code: found } = await run(python, ['-c', 'import pytest, impacket']).catch(() => ({ code: 1 }));
    if (found !== 0) {
      if (process.env['CI'] === 'true') throw new Error(`${python} has no pytest or no impacket`);
      this.skip();
    }
    const { code, stdout, stderr } = await runIn('python', python, ['-m', 'pytest', '-q']);
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /^4 passed/m);
  });

  it('a shell, with curl, jq and smbclient', async function () {
    for (const program of ['bash', 'curl', 'jq', 'smbclient']) requireProgram(this, program);
    const { code, stdout, stderr } = await runIn('shell', 'bash', ['login.sh']);
    assert.equal(code, 0, stdout + stderr);
    assert.equal(stdout.match(/^ok: /gm)?.length, 6);
  });

  it('Go, with go-smb2', async function () {
    requireToolChain(this, 'go');
    // Debian's packages of Go are a GOPATH; elsewhere, go.mod names the module.
    const env = {
      GO111MODULE: 'off',
      GOPATH: '/usr/share/gocode',
      GOFLAGS: '',
      GOCACHE: join(folder(), 'cache'),
    };
    const { code, stdout, stderr } = await runIn('go', 'go', ['test', '-v', '.'], env);
    assert.equal(code, 0, stdout + stderr);
    assert.equal(stdout.match(/^--- PASS: /gm)?.length, 3);
  });

  it('Java, with JUnit and smbclient', async function () {
    requireToolChain(this, 'javac');
    const api = jars('junit-jupiter-api', 'junit-platform-commons', 'opentest4j', 'apiguardian-api', 'gson');
    const classes = join(folder(), 'classes');
    const sources = ['ControlledServer.java', 'LoginTest.java'];
    const compiled = await runIn('java', 'javac', ['-d', classes, '-cp', api, ...sources]);
    assert.equal(compiled.code, 0, compiled.stdout + compiled.stderr);
    const launcher = jars(
      ...['engine', 'launcher', 'console', 'reporting'].map((part) => `junit-platform-${part}`),
      'junit-jupiter-engine',
      'picocli',
    );
    const classPath = [classes, api, launcher].join(':');
    const options = ['--scan-class-path', classes, '--disable-banner', '--disable-ansi-colors'];
    const console = 'org.junit.platform.console.ConsoleLauncher';
    const { code, stdout, stderr } = await runIn('java', 'java', ['-cp', classPath, console, ...options]);
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /3 tests successful/);
  });

  it('C#, with Json.NET and smbclient', async function () {
    requireToolChain(this, 'mcs');
    const program = join(folder(), 'LoginTests.exe');
    cpSync(JSON_NET, join(folder(), 'Newtonsoft.Json.dll'));
    const sources = ['ControlledServer.cs', 'LoginTests.cs'];
    const references = ['-r:System.Net.Http', `-r:${JSON_NET}`];
    const compiled = await runIn('csharp', 'mcs', [`-out:${program}`, ...references, ...sources]);
    assert.equal(compiled.code, 0, compiled.stdout + compiled.stderr);
    const { code, stdout, stderr } = await runIn('csharp', 'mono', [program]);
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /^3 tests passed$/m);
  });
});

function jars(...names: readonly string[]): string {
  return names.map((name) => join(JARS, `${name}.jar`)).join(':');
}

/** Skips the test visibly unless all languages are asked for; then a missing program is a failure. */
function requireToolChain(context: Mocha.Context, program: string): void {
  if (!everyLanguage) context.skip();
  requireProgram(context, program);
}
