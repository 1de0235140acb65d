import type { Command } from 'commander';
import { ExitCode } from './exit-code.js';

const loginsOfOnce = 'with --once or --exit-after, a login was not accepted or did not come';

/** The case that exit code 1 stands for, by command. */
const noes: Readonly<Record<string, string>> = {
  serve: loginsOfOnce,
  diagnose: loginsOfOnce,
  audit: `a client has a finding of --fail-on, or fewer clients came than --expect-clients says; ${loginsOfOnce}`,
  'check-client': 'a case is against the client, or with --baseline, something got worse',
  inspect: 'a strict server refuses something of it',
  explain: 'no code is known in it',
  health: 'the server does not answer as it should, or with --ready cannot serve logins',
  replay: 'something is not as recorded',
};

/** The commands that end with {@link ExitCode.BIND} where their address is taken. */
const listening: readonly string[] = ['serve', 'diagnose', 'audit'];

/** Adds the exit codes to the help text of the program, and those of each command to its own. */
export function addExitCodes(program: Command): void {
  addAfter(program, 'the answer of the command is no, as its own help says', true);
  for (const command of program.commands) {
    const name = command.name();
    addAfter(command, noes[name], listening.includes(name));
  }
}

function addAfter(command: Command, no: string | undefined, listens: boolean): void {
  const failed = 'a file or the output could not be written';
  const meanings: readonly (readonly [ExitCode, string])[] = [
    [ExitCode.OK, 'the command did what it was asked to; a server was told to stop'],
    [ExitCode.FAILED, no === undefined ? failed : `${no}; or ${failed}`],
    [ExitCode.USAGE, 'arguments, variables or the configuration cannot be used'],
    ...(listens ? [[ExitCode.BIND, 'the address cannot be bound'] as const] : []),
  ];
  command.addHelpText('after', () => {
    const help = command.createHelp();
    const helpWidth = command.configureOutput().getOutHelpWidth?.();
    help.prepareContext(helpWidth === undefined ? {} : { helpWidth });
    const lines = meanings.map(([code, meaning]) => help.formatItem(String(code), 1, meaning, help));
    return ['', 'Exit codes:', ...lines].join('\n');
  });
}
