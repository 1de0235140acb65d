import { Option, type Command } from 'commander';
import type { LogLevel } from '../log.js';
import type { CommandContext } from './context.js';

/** The flags of `serve`, as commander hands them over. */
export interface ServeFlags {
  readonly config?: string;
  readonly host?: string;
  readonly port?: string;
  readonly portFile?: string;
  readonly user?: readonly string[];
  readonly share?: readonly string[];
  readonly json?: boolean;
  readonly logLevel: LogLevel;
  readonly timeout?: string;
}

const logLevels = ['error', 'warn', 'info', 'debug'] as const satisfies readonly LogLevel[];

export function addServeCommand(program: Command, { hooks, finish }: CommandContext): void {
  program
    .command('serve')
    .description('Serve, and report every login.')
    .addOption(flag('--config <file>', 'configuration file (JSON)'))
    .addOption(flag('--host <address>', 'address to listen on (default: 127.0.0.1)'))
    .addOption(flag('--port <number>', 'port to listen on; 0 takes a free one (default: 4455)'))
    .addOption(flag('--port-file <file>', 'file to write the port to once the server listens'))
    .addOption(flag('--user <name:password>', 'account; may be given more than once').argParser(collect))
    .addOption(
      flag(
        '--share <name[=directory]>',
        'share, of a temporary directory or a real one; repeatable',
      ).argParser(collect),
    )
    .option('--json', 'one JSON object a line on stdout; the default unless stdout is a terminal')
    .option('--no-json', 'readable lines on stdout')
    .addOption(flag('--log-level <level>', 'how much to log on stderr').choices(logLevels).default('info'))
    .addOption(flag('--timeout <seconds>', 'stop by itself after this time'))
    .action(async (flags: ServeFlags, command: Command) => {
      const { serve } = await import('../serve/serve.js');
      finish(await serve(flags, (name) => originOf(command, name), hooks));
    });
}

/** Each flag has its variable: `--port-file` is `SMB2_AUTH_PORT_FILE`. */
function flag(flags: string, description: string): Option {
  const option = new Option(flags, description);
  return option.env(variableOf(option));
}

function variableOf(option: Option): string {
  return `SMB2_AUTH_${option.name().replaceAll('-', '_').toUpperCase()}`;
}

function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}

/** How an option was given: the flag itself or its variable. */
function originOf(command: Command, name: keyof ServeFlags): string {
  const option = command.options.find((candidate) => candidate.attributeName() === name && !candidate.negate);
  const variable = command.getOptionValueSource(name) === 'env' ? option?.envVar : undefined;
  return variable ?? option?.long ?? name;
}
