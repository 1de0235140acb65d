import type { Command } from 'commander';
import type { ServerFlags } from '../flags.js';
import type { CommandContext } from './context.js';
import { addServerFlags, originsOf } from './server-flags.js';

export function addDiagnoseCommand(program: Command, { hooks, finish }: CommandContext): void {
  addServerFlags(
    program
      .command('diagnose')
      .description('Serve, say plainly why each login passed or failed, and sum up at the end.'),
    'readable lines',
  ).action(async (flags: ServerFlags, command: Command) => {
    const { diagnose } = await import('../diagnose/diagnose.js');
    finish(await diagnose(flags, originsOf(command), hooks));
  });
}
