import type { Command } from 'commander';
import { Catalogue } from '../../posture/catalogue.js';
import { defaultMechanismWords } from '../../server/default-words.js';
import type { AuditFlags } from '../flags.js';
import type { CommandContext } from './context.js';
import { addServerFlags, flag, originsOf } from './server-flags.js';

const findings = new Catalogue(defaultMechanismWords).codes.join(', ');

export function addAuditCommand(program: Command, { hooks, finish }: CommandContext): void {
  addServerFlags(
    program
      .command('audit')
      .description('Serve, and report at the end, and on SIGUSR1, how safely each client logs in.'),
  )
    .addOption(flag('--report <file>', 'file for the report (default: stdout, at the end)'))
    .addOption(flag('--format <format>', 'json, csv, sarif or html (default: by the name of the file)'))
    .addOption(
      flag(
        '--fail-on <findings>',
        `end with exit code 1 if a client has one of these, given with commas: ${findings}`,
      ),
    )
    .addOption(
      flag(
        '--expect-clients <number>',
        'end with exit code 1 unless so many clients, each an address of its own, showed how they log in (default: 1 with --fail-on, else 0)',
      ),
    )
    .action(async (flags: AuditFlags, command: Command) => {
      const { audit } = await import('../audit/audit.js');
      finish(await audit(flags, originsOf(command), hooks));
    });
}
