import type { HeldBytes } from '../runtime/held-bytes.js';
import type { Identity } from '../auth/mechanism.js';
import type { CarriedLogin, PipeClient } from '../facts/recorder.js';
import { Association, totalLength } from './association.js';
import type { StartLogin } from './association-security.js';
import { ContextHandles } from './context-handles.js';
import { unheardLogin } from './bind-login.js';
import type { RpcService } from './service.js';

export interface RpcPipeOptions {
  /** Name below `\PIPE\`, such as `srvsvc`. */
  readonly name: string;
  readonly services: readonly RpcService[];
  /** Logins at bind; absent: a bind with a token is refused. */
  readonly startLogin?: StartLogin;
  /** The clock that ends logins, in milliseconds since 1970; absent: they never end. */
  readonly now?: () => number;
  /** Alters the answers; absent: nothing does. */
  readonly script?: PduScript;
}

/** Alters the PDUs that answer on pipes, for tests of clients; it may come and go. */
export interface PduScript {
  /** Undefined: all PDUs are as they are. */
  readonly alter: ((pdu: Buffer, client: PipeClient) => Buffer) | undefined;
}

/** The part of the oldest message that one READ gets; `more` says that the message goes on. */
export interface RpcPipeRead {
  readonly data: Buffer;
  readonly more: boolean;
}

/** One open of a pipe. Calls must not overlap. */
export interface RpcPipeInstance {
  write(message: Buffer): Promise<void>;
  /** Up to `maximum` bytes of one PDU; undefined when none waits. */
  read(maximum: number): RpcPipeRead | undefined;
  close(): void;
}

/** A named pipe with RPC behind it. */
export interface RpcPipe {
  readonly name: string;
  open(context: RpcPipeContext): RpcPipeInstance;
}

/** The client that opens a pipe. */
export interface RpcPipeContext {
  readonly identity: Identity;
  readonly held?: HeldBytes | undefined;
  /**
   * Called with the first token of each login at bind: returns the object that records the login. Absent: logins are
   * not recorded.
   */
  readonly loginBegan?: (() => CarriedLogin) | undefined;
  /** The client of the next answer; absent: nobody knows it. */
  readonly client?: (() => PipeClient) | undefined;
}

/** Puts services behind a pipe of message mode: each PDU is a message ([MS-RPCE] 2.1.1.2). */
export function createRpcPipe(options: RpcPipeOptions): RpcPipe {
  let assocGroupId = 0;
  return {
    name: options.name,
    open: ({ identity, held, loginBegan, client }) => {
      // Nonzero, also after it has wrapped.
      const ownGroupId = (assocGroupId = (assocGroupId % 0x7fffffff) + 1);
      const handles = new ContextHandles(ownGroupId);
      const association = new Association({
        services: options.services,
        secondaryAddress: `\\PIPE\\${options.name}`,
        // The handles of a pipe are its own, so a client has the group that it names.
        joinGroup: (named) => ({ assocGroupId: named === 0 ? ownGroupId : named, handles }),
        identity,
        carrier: 'pipe',
        transport: 'pipe',
        startLogin: options.startLogin ?? (() => undefined),
        now: options.now ?? (() => -Infinity),
        loginBegan: loginBegan ?? (() => unheardLogin),
        held,
      });
      return openInstance(association, held, options.script, client);
    },
  };
}

/** Bytes of an instance that waits for its client; roughly. */
const BYTES_OF_INSTANCE = 8 * 1024;

function openInstance(
  association: Association,
  held: HeldBytes | undefined,
  script: PduScript | undefined,
  client: RpcPipeContext['client'],
): RpcPipeInstance {
  let waiting: Buffer[] = [];
  let unread = 0;
  let closed = false;
  let counted = 0;
  const count = (): void => {
    const now = closed ? 0 : BYTES_OF_INSTANCE + association.heldLength + unread;
    if (now > counted) held?.add(now - counted);
    else held?.release(counted - now);
    counted = now;
  };
  count();
  return {
    write: async (message) => {
      const proper = await association.receive(message, unread);
      if (closed) return;
      const alter = script?.alter;
      const answers =
        alter === undefined || client === undefined ? proper : proper.map((pdu) => alter(pdu, client()));
      // Copies, because an answer may wait without end and must not keep the larger buffer that it was encoded in.
      for (const answer of answers) waiting.push(Buffer.from(answer));
      unread += totalLength(answers);
      count();
    },
    read: (maximum) => {
      const [message] = waiting;
      if (message === undefined) return undefined;
      const data = message.subarray(0, maximum);
      const more = data.length < message.length;
      if (more) waiting[0] = message.subarray(maximum);
      else waiting.shift();
      unread -= data.length;
      count();
      return { data, more };
    },
    close: () => {
      closed = true;
      waiting = [];
      association.close();
      count();
    },
  };
}
