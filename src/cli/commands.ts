import type { Command } from 'commander';
import { Catalogue } from '../posture/catalogue.js';
import { defaultMechanismWords } from '../server/default-words.js';
import type { ExitCode } from './exit-code.js';
import type { AuditFlags, InspectFlags, Invocation, ServerFlags } from './flags.js';
import type { Hooks } from './hooks.js';
import { addServerFlags, flag, originsOf, variablesOf } from './server-flags.js';

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
    'readable lines',
  ).action(async (flags: ServerFlags, command: Command) => {
    const { diagnose } = await import('./diagnose/diagnose.js');
    finish(await diagnose(flags, invocationOf(command)));
  });

  addAuditFlags(
    addServerFlags(
      program
        .command('audit')
        .description('Serve, and report at the end, and on SIGUSR1, how safely each client logs in.'),
    ),
  ).action(async (flags: AuditFlags, command: Command) => {
    const { audit } = await import('./audit/audit.js');
    finish(await audit(flags, invocationOf(command)));
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
}

function addControlFlags(command: Command): Command {
  return command
    .addOption(
      flag(
        '--control <number>',
        'open an HTTP API for tests on this port of 127.0.0.1, with a token: accounts, faults, clock, attempts; 0: any',
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
    .addOption(flag('--report <file>', 'file for the report (default: stdout, at the end)'))
    .addOption(flag('--format <format>', 'json, csv, sarif or html (default: by the name of the file)'))
    .addOption(
      flag(
        '--fail-on <findings>',
        `end with exit code 1 if a client has one of these, given with commas: ${new Catalogue(defaultMechanismWords).codes.join(', ')}`,
      ),
    )
    .addOption(
      flag(
        '--expect-clients <number>',
        'end with exit code 1 unless so many clients, each an address of its own, showed how they log in (default: 1 with --fail-on, else 0)',
      ),
    );
}
