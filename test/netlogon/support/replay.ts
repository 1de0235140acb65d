import { ntHashOfPassword } from '../../../src/auth/nt-hash.js';
import {
  NetlogonChannel,
  type ChannelAction,
  type ConnectionName,
  type LogonQuestion,
} from '../../../src/netlogon/index.js';
import { recording, type RecordedQuestion } from './recorded.js';

/** The random bytes and the clock of the recording. */
function recordedRuntime() {
  const draws = recording.random.map((draw) => Buffer.from(draw, 'hex'));
  return {
    now: () => recording.now,
    randomBytes: (length: number): Buffer => {
      const draw = draws.shift();
      if (draw?.length !== length) throw new Error(`the recording has no ${length} random bytes here`);
      return draw;
    },
  };
}

/** The channel of the recording. */
export function recordedChannel(): NetlogonChannel {
  const { domain, account, machinePassword, controller } = recording;
  const ntHash = ntHashOfPassword(machinePassword);
  return new NetlogonChannel({ domain, account, ntHash, controller, runtime: recordedRuntime() });
}

/** A question of the recording. */
export function questionOf(recorded: RecordedQuestion): LogonQuestion {
  const hex = (text: string) => Buffer.from(text, 'hex');
  return {
    ...recorded,
    challenge: hex(recorded.challenge),
    ntResponse: hex(recorded.ntResponse),
    lmResponse: hex(recorded.lmResponse),
  };
}

/**
 * Plays the controller's side of the recording to a channel.
 *
 * @param alter changes the bytes of the n-th reception; undefined: they do not arrive, and the connection ends
 * @returns all that the channel asked for
 */
export function replay(
  alter: (bytes: Buffer, n: number) => Buffer | undefined = (bytes) => bytes,
): ChannelAction[] {
  const channel = recordedChannel();
  const actions: ChannelAction[] = [];
  let received = 0;
  for (const step of recording.steps) {
    switch (step.kind) {
      case 'start':
        actions.push(...channel.start());
        break;
      case 'connected':
        actions.push(...channel.connected(step.connection));
        break;
      case 'received': {
        const bytes = alter(Buffer.from(step.bytes, 'hex'), received++);
        if (!bytes) return [...actions, ...channel.closed(inUse(actions))];
        actions.push(...channel.received(step.connection, bytes));
        break;
      }
      case 'ask':
        actions.push(...channel.ask(step.id, questionOf(step.question)));
        break;
      case 'keepAlive':
        actions.push(...channel.keepAlive());
        break;
      default:
        break;
    }
    if (actions.at(-1)?.kind === 'failed') return actions;
  }
  return actions;
}

/** The connection that was asked for last. */
function inUse(actions: readonly ChannelAction[]): ConnectionName {
  return actions.flatMap((action) => (action.kind === 'connect' ? action.connection : [])).at(-1) ?? 'mapper';
}
