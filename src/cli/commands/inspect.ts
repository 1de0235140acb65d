import type { Command } from 'commander';
import type { InspectFlags } from '../flags.js';
import type { CommandContext } from './context.js';
import { flag } from './server-flags.js';

export function addInspectCommand(program: Command, { finish }: CommandContext): void {
  program
    .command('inspect')
    .description(
      'Decode NTLM, SPNEGO and SMB2 messages, TCP payloads and captures, and mark what is refused.',
    )
    .argument('<input...>', 'hexadecimal, base64, a file, or - for stdin; messages of one login in order')
    .option('--json', 'one JSON object')
    .addOption(flag('--password <password>', 'verify proofs, MICs and signatures, and decrypt, with it'))
    .option('--reveal', 'show responses in full; passwords can be guessed against them')
    .action(async (inputs: readonly string[], flags: InspectFlags) => {
      const { inspect } = await import('../inspect/inspect.js');
      finish(inspect(inputs, flags));
    });
}
