import { Command, CommanderError } from 'commander';
import { addCommands } from './commands.js';
import { ExitCode } from './exit-code.js';
import { addExitCodes } from './exit-code-help.js';
import type { Hooks } from './hooks.js';
import { outliveOutputs } from './output/lost-output.js';
import { packageVersion } from './package-folder.js';
import { printable } from '../text/printable.js';

/**
 * Runs the command line.
 *
 * @param args without the names of node and the script
 */
export async function run(args: readonly string[], hooks: Hooks = {}): Promise<ExitCode> {
  outliveOutputs(process);
  let exitCode: ExitCode = ExitCode.OK;
  const program = new Command('smb2-auth-server')
    .description('An SMB2/3 server that authenticates clients and says why each login passed or failed.')
    .version(packageVersion())
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(shownToTerminals(text)) })
    .showHelpAfterError('See smb2-auth-server --help.');
  addCommands(program, { hooks, finish: (code) => (exitCode = code) });
  addExitCodes(program);
  for (const command of program.commands) {
    command.showHelpAfterError(`See smb2-auth-server ${command.name()} --help.`);
  }
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? ExitCode.OK : ExitCode.USAGE;
  }
  return exitCode;
}

/**
 * Commander quotes an unknown option, such as the beginning of a message that was pasted. The value behind its `=` is
 * taken out, since it may be a password.
 */
function shownToTerminals(text: string): string {
  const withoutValues = text.replace(/'(-[^'=]*)=[^]*'/g, "'$1'");
  return withoutValues.split('\n').map(printable).join('\n');
}
