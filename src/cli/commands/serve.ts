import type { Command } from 'commander';
import type { ServerFlags } from '../flags.js';
import type { CommandContext } from './context.js';
import { addServerFlags, originsOf } from './server-flags.js';

export function addServeCommand(program: Command, { hooks, finish }: CommandContext): void {
  addServerFlags(program.command('serve').description('Serve, and report every login.')).action(
    async (flags: ServerFlags, command: Command) => {
      const { serve } = await import('../serve/serve.js');
      finish(await serve(flags, originsOf(command), hooks));
    },
  );
}
