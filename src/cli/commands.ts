import { type Command, Option } from 'commander';
import { policyPresets } from '../auth/policy-presets.js';
import { Catalogue } from '../posture/catalogue.js';
import { defaultMechanismWords } from '../server/default-words.js';
import type { ExitCode } from './exit-code.js';
import type {
  AuditFlags,
  CheckClientFlags,
  ExplainFlags,
  HealthFlags,
  InspectFlags,
  Invocation,
  ReplayFlags,
  ServerFlags,
} from './flags.js';
import type { Hooks } from './hooks.js';
import { addServerFlags, collect, flag, localFlagsHeading, originsOf, variablesOf } from './server-flags.js';

/** The surroundings that a command gets from its run. */
export interface CommandContext {
  readonly hooks: Hooks;
  /** Says how the command ended; {@link ExitCode.OK} when it does not. */
  readonly finish: (code: ExitCode) => void;
}

/** Adds every command, in the order of the help text. A command's own modules are loaded when it runs. */
export function addCommands(program: Command, { hooks, finish }: CommandContext): void {
  const invocationOf = (command: Command): Invocation => ({
    originOf: originsOf(command),
    flagVariables: program.commands.flatMap(variablesOf),
    hooks,
  });

  addControlFlags(
    addServerFlags(program.command('serve').description('Serve, and report every login.')),
  ).action(async (flags: ServerFlags, command: Command) => {
    const { serve } = await import('./serve/serve.js');
    finish(await serve(flags, invocationOf(command)));
  });

  addServerFlags(
    program
      .command('diagnose')
      .description('Serve, say plainly why each login passed or failed, and sum up at the end.'),
    { usualOutput: 'readable lines', alone: true },
  ).action(async (flags: ServerFlags, command: Command) => {
    const { diagnose } = await import('./diagnose/diagnose.js');
    finish(await diagnose(flags, invocationOf(command)));
  });

  addServerFlags(
    addAuditFlags(
      program
        .command('audit')
        .description('Serve, and report at the end, and on SIGUSR1, how safely each client logs in.'),
    ),
    { alone: true },
  ).action(async (flags: AuditFlags, command: Command) => {
    const { audit } = await import('./audit/audit.js');
    finish(await audit(flags, invocationOf(command)));
  });

  addCheckClientFlags(
    program
      .command('check-client')
      .usage('[options] -- COMMAND {host} {port} {user} {password} {share} …')
      .description(
        'Run a client against good servers, attacks, old devices and overload, and say how it does.',
      ),
  ).action(async (args: readonly string[], flags: CheckClientFlags, command: Command) => {
    const { checkClient } = await import('./check-client/check-client.js');
    finish(await checkClient(args, flags, originsOf(command)));
  });

  program
    .command('inspect')
    .description(
      'Decode NTLM, Kerberos, SPNEGO and SMB2 messages, TCP payloads and captures, and mark what is refused.',
    )
    .argument('<input...>', 'hexadecimal, base64, a file, or - for stdin; messages of one login in order')
    .option('--json', 'one JSON object')
    .addOption(flag('--password <password>', 'verify proofs, MICs and signatures, and decrypt, with it'))
    .addOption(flag('--keytab <file>', 'decrypt tickets, and what their session keys protect, with its keys'))
    .option('--reveal', 'show responses in full; passwords can be guessed against them')
    .action(async (inputs: readonly string[], flags: InspectFlags) => {
      const { inspect } = await import('./inspect/inspect.js');
      finish(inspect(inputs, flags));
    });

  program
    .command('explain')
    .description('Say what an error that a client shows means, what leads to it, and what to run next.')
    .argument(
      '<text...>',
      'a code (0x80070035, 1326, -13, NT_STATUS_…, KDC_ERR_…), a message as it was shown, or - for stdin',
    )
    .option('--json', 'one JSON object')
    .action(async (text: readonly string[], flags: ExplainFlags) => {
      const { explain } = await import('./explain/explain.js');
      finish(explain(text, flags));
    });

  program
    .command('health')
    .description(
      'Ask a server that was started with --admin whether it lives; for health checks of containers.',
    )
    .argument('<address>', 'a port, or HOST:PORT, as --admin has it')
    .option('--ready', 'ask whether logins can be served as well, and print why not')
    .action(async (address: string, flags: HealthFlags) => {
      const { askHealth } = await import('./health/health.js');
      finish(await askHealth(address, flags));
    });

  program
    .command('worker', { hidden: true })
    .description('One of the processes of serve --workers, which starts it.')
    .action(async () => {
      const { work } = await import('./workers/worker.js');
      finish(await work());
    });

  addReplayFlags(
    program
      .command('replay')
      .description('Play one side of a transcript of --record, and say in words what is not as recorded.')
      .argument('<file>', 'the transcript'),
  ).action(async (file: string, flags: ReplayFlags) => {
    const { replay } = await import('./replay/replay.js');
    finish(await replay(file, flags));
  });
}

function addReplayFlags(command: Command): Command {
  return command
    .addOption(
      new Option('--as <side>', 'client: send its messages; server: listen on loopback, and answer a client')
        .choices(['client', 'server'])
        .default('client'),
    )
    .addOption(
      new Option(
        '--to <host:port>',
        'server to send to (default: one made here with the recorded options, randomness and clock, whose bytes must be the same)',
      ),
    )
    .addOption(flag('--port <number>', 'port to listen on as server; 0: a free one (default: 0)'))
    .addOption(flag('--port-file <file>', 'file to write the port to once it listens'))
    .addOption(
      flag(
        '--user <name:password>',
        'password of an account in a transcript without secrets; repeatable',
      ).argParser(collect),
    )
    .addOption(flag('--keytab <file>', 'keys of Kerberos, which no transcript has'))
    .addOption(new Option('--connection <number>', 'only this connection; repeatable').argParser(collect))
    .option('--real-time', 'with the pauses of the recording')
    .option('--json', 'one JSON object a line');
}

function addControlFlags(command: Command): Command {
  return command
    .optionsGroup(localFlagsHeading)
    .addOption(
      flag(
        '--control <number>',
        'open an HTTP API for tests on this port of 127.0.0.1, with a token: accounts, faults, clock, attempts; 0: a free one',
      ),
    )
    .addOption(
      flag(
        '--control-file <file>',
        'file for its address and token as JSON, for its owner alone (default: that of --port-file and .control)',
      ),
    );
}

function addAuditFlags(command: Command): Command {
  return command
    .optionsGroup('The report:')
    .addOption(flag('--report <file>', 'file for the report (default: stdout, at the end)'))
    .addOption(flag('--format <format>', 'json, csv, sarif or html (default: by the name of the file)'))
    .addOption(failOnFlag())
    .addOption(
      flag(
        '--expect-clients <number>',
        'end with exit code 1 unless so many clients, each an address of its own, showed how they log in (default: 1 with --fail-on, else 0)',
      ),
    );
}

/** Its description lists the findings, whose modules only the help of this command needs. */
function failOnFlag(): Option {
  const option = flag('--fail-on <findings>', '');
  return Object.defineProperty(option, 'description', {
    get: () =>
      `end with exit code 1 if a client has one of these, given with commas: ${new Catalogue(defaultMechanismWords).codes.join(', ')}`,
  });
}

function addCheckClientFlags(command: Command): Command {
  return command
    .argument(
      '[command...]',
      'the client and its arguments behind --; {host}, {address}, {port}, {user}, {password}, {domain}, {share}, {file}, {unc}, {url}, {ccache} and {krb5conf} are filled in, without a shell',
    )
    .addOption(flag('--only <cases>', 'groups, ids, or beginnings of ids with *, given with commas'))
    .option('--list', 'list the cases, and run nothing')
    .addOption(flag('--carrier <name>', 'smb or http: what the client speaks (default: smb)'))
    .addOption(flag('--timeout <seconds>', 'time for each run of the client (default: 30)'))
    .addOption(flag('--jobs <number>', 'runs at once (default: one for each processor, at most 4)'))
    .addOption(
      flag(
        '--crash-words <pattern>',
        'regular expression for output that tells of a crash, such as Traceback',
      ),
    )
    .addOption(
      flag('--report <file>', 'file for a report: .json, .xml (JUnit) or .html; repeatable').argParser(
        collect,
      ),
    )
    .addOption(
      flag(
        '--baseline <file>',
        'an earlier JSON report: end with exit code 1 for what got worse, and that alone',
      ),
    )
    .option('--json', 'the JSON report on stdout instead of the table')
    .addOption(flag('--test-realm <realm>', 'try Kerberos too, with a KDC for tests on loopback'))
    .addOption(flag('--config <file>', 'configuration file, of which policy and names are taken'))
    .addOption(flag('--preset <name>', 'the server to be like').choices(Object.keys(policyPresets)))
    .option(
      '--accept-ntlmv1',
      'for clients that know no better: the scorecard says nothing of that weakness',
    );
}
