import { checkedRuntime, type Runtime, systemRuntime } from '../runtime/runtime.js';
import { Conversation, SharedStateError } from './conversation.js';
import { RemoteState } from './remote-state.js';
import type { SharedState } from './shared-state.js';
import type { Wire } from './wire.js';

/** How a process joins. */
export interface JoinOptions {
  /** The clock of the waits; default: that of the system. */
  readonly runtime?: Runtime;
  /** Milliseconds that a question waits for its answer, and the process for the owner's first word; default: 5000. */
  readonly patience?: number;
  /** Called once the owner is lost: from then on every login is refused. */
  readonly lost?: () => void;
  /** Called with an error that the owner's words caused here, for a log. */
  readonly failed?: (error: unknown) => void;
}

/**
 * Joins the processes of a server, whose state has its owner at the other end of a wire.
 *
 * @returns once the owner has welcomed this process
 * @throws SharedStateError when the owner is lost, or silent for too long
 */
export function joinOwner(wire: Wire, options: JoinOptions = {}): Promise<SharedState> {
  const { patience = 5000, lost, failed } = options;
  const runtime = checkedRuntime(options.runtime ?? systemRuntime);
  return new Promise((resolve, reject) => {
    let state: RemoteState | undefined;
    const late = (): void => {
      reject(new SharedStateError('the owner of the shared state is silent'));
      conversation.close();
    };
    const cancel = runtime.after(patience, late, { keepsProcess: true });
    const conversation = new Conversation(wire, {
      runtime,
      patience,
      ...(failed && { failed }),
      answer: (word, values) => {
        if (state !== undefined) return state.answer(word, values);
        if (word !== 'welcome') throw new TypeError('expected a welcome');
        state = new RemoteState(conversation, values);
        cancel();
        resolve(state);
        return [];
      },
      lost: () => {
        cancel();
        reject(new SharedStateError('the owner of the shared state is lost'));
        lost?.();
      },
    });
    conversation.open();
  });
}
