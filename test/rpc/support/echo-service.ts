import type { Identity } from '../../../src/auth/mechanism.js';
import { createService, type Operation, type RpcService, type SyntaxId } from '../../../src/rpc/index.js';

export const ECHO: SyntaxId = { uuid: '01234567-89ab-cdef-0123-456789abcdef', major: 2, minor: 1 };

export const opnums = { echo: 0, repeat: 1, refuse: 2, break: 3 } as const;

/** A service to look through: returns what it was sent, and remembers who sent it. */
export function echoService(): { readonly service: RpcService; readonly callers: Identity[] } {
  const callers: Identity[] = [];
  const service = createService(
    ECHO,
    new Map<number, Operation>([
      [
        opnums.echo,
        {
          name: 'Echo',
          run: (r, w, { caller }) => {
            callers.push(caller);
            w.bytes(r.bytes(r.remaining, 'all'));
          },
        },
      ],
      [opnums.repeat, { name: 'Repeat', run: (r, w) => void w.bytes(Buffer.alloc(r.u32('count'), 0x61)) }],
      [opnums.refuse, { name: 'Refuse', run: (r) => r.fail('field', 'whatever it is') }],
      [
        opnums.break,
        {
          name: 'Break',
          run: () => {
            throw new TypeError('a bug');
          },
        },
      ],
    ]),
  );
  return { service, callers };
}
