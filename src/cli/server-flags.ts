import { Option, type Command } from 'commander';
import { logLevels } from './log.js';
import { policyPresets } from '../auth/policy-presets.js';
import type { OriginOf } from './flags.js';

/** How a command that serves differs from `serve`. */
export interface Differences {
  /** Output of stdout without `--json` and `--no-json`. */
  readonly usualOutput?: string;
  /** Whether it serves in one process, and has `--workers` to say so alone. */
  readonly alone?: boolean;
}

/** Adds the flags that every command has that serves, in groups. */
export function addServerFlags(
  command: Command,
  { usualOutput = 'JSON unless stdout is a terminal', alone = false }: Differences = {},
): Command {
  addAccountFlags(command);
  addPlaceFlags(command, alone);
  addOutputFlags(command, usualOutput);
  addRecordingFlags(command);
  addLocalFlags(command);
  addEndFlags(command);
  addKerberosFlags(command);
  addCarrierFlags(command);
  return command;
}

function addAccountFlags(command: Command): void {
  command
    .optionsGroup('Accounts, shares and policy:')
    .addOption(
      flag('--user <name:password>', 'account; its name ends at the first colon; repeatable').argParser(
        collect,
      ),
    )
    .addOption(
      flag(
        '--share <name[=directory]>',
        'share, of a temporary directory or a real one; repeatable',
      ).argParser(collect),
    )
    .addOption(flag('--config <file>', 'configuration file (JSON)'))
    .addOption(
      flag(
        '--preset <name>',
        'the server to be like; legacy-printer accepts what old devices send, at the cost of --accept-ntlmv1',
      ).choices(Object.keys(policyPresets)),
    )
    .option(
      '--accept-ntlmv1',
      'accept NTLMv1, for old devices; whoever records such a login can compute the NT hash of its password',
    )
    .option(
      '--accept-guest',
      'let unknown names in as guest, whatever their password; nothing of such a session is signed or encrypted',
    );
}

function addPlaceFlags(command: Command, alone: boolean): void {
  command
    .optionsGroup('Where it listens:')
    .addOption(
      flag('--host <address>', 'address to listen on; 0.0.0.0 for all interfaces (default: 127.0.0.1)'),
    )
    .addOption(flag('--port <number>', 'port to listen on; 0: a free one (default: 4455)'))
    .addOption(flag('--port-file <file>', 'file to write the port to once the server listens'))
    .addOption(
      flag(
        '--workers <number>',
        'processes that serve as one, each the connections it accepts; auto: one for each core (default: 1)',
      ).hideHelp(alone),
    );
}

function addOutputFlags(command: Command, usualOutput: string): void {
  command
    .optionsGroup('What it prints:')
    .option('--json', `one JSON object a line on stdout (default: ${usualOutput})`)
    .option('--no-json', 'readable lines on stdout')
    .addOption(
      flag('--output <file>', 'append what stdout would get to a file, which may be moved away meanwhile'),
    )
    .addOption(flag('--log-level <level>', 'how much to log on stderr').choices(logLevels).default('info'))
    .addOption(flag('--log-file <file>', 'append the log to a file in place of stderr'));
}

function addRecordingFlags(command: Command): void {
  command
    .optionsGroup('Recordings of the traffic:')
    .addOption(flag('--capture <file>', 'write the traffic as pcapng, with what the server made of it'))
    .addOption(
      flag(
        '--capture-keys [file]',
        'write session keys for Wireshark (smb2_seskey_list) beside the capture; they decrypt it',
      ),
    )
    .addOption(
      flag(
        '--record <file>',
        'write a transcript for the command replay: the bytes of both sides, and what the answers depend on; it holds NTLM responses, against which passwords can be guessed',
      ),
    )
    .option(
      '--record-secrets',
      'keep the NT hashes of the accounts that log in, and the session keys, in the transcript: who has it can log in as them',
    );
}

/** The heading of the listeners that share a port of this machine. */
export const localFlagsHeading = 'Live page, health, control:';

function addLocalFlags(command: Command): void {
  command
    .optionsGroup(localFlagsHeading)
    .addOption(
      flag(
        '--watch <number>',
        'serve a live page of every login on this port of 127.0.0.1; its address, with a token, is printed; 0: a free one',
      ),
    )
    .addOption(
      flag(
        '--admin <[host:]number>',
        'serve health and metrics on this port, of 127.0.0.1 unless a host is given; 0: a free one',
      ),
    );
}

function addEndFlags(command: Command): void {
  command
    .optionsGroup('Start and end:')
    .addOption(
      flag(
        '--ready-fd <number>',
        'descriptor, 3 or more, that gets a line feed and is closed once the server listens',
      ),
    )
    .addOption(flag('--timeout <seconds>', 'stop by itself after this time'))
    .option('--once', 'stop after the first login, with exit code 1 unless it was accepted')
    .addOption(
      flag(
        '--exit-after <number>',
        'stop after so many logins, with exit code 1 unless all of them were accepted',
      ),
    );
}

function addKerberosFlags(command: Command): void {
  command
    .optionsGroup('Kerberos:')
    .addOption(flag('--keytab <file>', 'MIT keytab with keys of this server, which accepts Kerberos then'))
    .addOption(
      flag(
        '--test-realm <realm>',
        'start a KDC for the accounts on loopback, for tests, and accept its tickets',
      ),
    )
    .addOption(
      flag(
        '--realm-dir <directory>',
        'folder for krb5.conf, server.keytab and the caches of the test realm (default: a temporary one)',
      ),
    )
    .addOption(
      flag(
        '--ccache <name>',
        'write NAME.ccache into that folder, as kinit would for the account; repeatable',
      ).argParser(collect),
    )
    .addOption(flag('--kdc-port <number>', 'port of the KDC of the test realm; 0: a free one (default: 0)'));
}

function addCarrierFlags(command: Command): void {
  command
    .optionsGroup('Other carriers than SMB:')
    .addOption(
      flag(
        '--credssp <number>',
        'serve CredSSP (RDP with Network Level Authentication) on this port; 0: a free one',
      ),
    )
    .addOption(flag('--http <number>', 'serve logins over HTTP on this port; 0: a free one'))
    .addOption(flag('--rpc <number>', 'serve RPC over TCP on this port; 0: a free one'))
    .option('--tls', 'serve HTTPS in place of HTTP')
    .addOption(
      flag(
        '--tls-certificate <file>',
        'certificate in PEM, with its chain, for all that speaks TLS (default: one made at the start)',
      ),
    )
    .addOption(flag('--tls-key <file>', 'its private key in PEM, not encrypted'))
    .option('--no-smb', 'serve the other carriers alone');
}

/** An option that has its variable: `--port-file` is `SMB2_AUTH_PORT_FILE`. */
export function flag(flags: string, description: string): Option {
  const option = new Option(flags, description);
  return option.env(variableOf(option));
}

/** How an option was given: the flag itself or its variable. */
export function originsOf(command: Command): OriginOf {
  return (name) => {
    const named = command.options.filter((candidate) => candidate.attributeName() === name);
    const option = named.find(({ negate }) => !negate) ?? named[0];
    const variable = command.getOptionValueSource(name) === 'env' ? option?.envVar : undefined;
    return variable ?? option?.long ?? name;
  };
}

/** The variables of a command's flags. */
export function variablesOf(command: Command): string[] {
  return command.options.flatMap(({ envVar }) => envVar ?? []);
}

function variableOf(option: Option): string {
  return `SMB2_AUTH_${option.name().replaceAll('-', '_').toUpperCase()}`;
}

/** Collects the values of an option that may be given more than once. */
export function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}
