import type { Carrier } from '../../facts/recorder.js';
import type { Fingerprints } from '../../server/carriers/listeners.js';
import type { Addresses, ListenAddress } from '../../server/create-server.js';
import { ExitCode } from '../exit-code.js';
import { isLogLevel } from '../log.js';
import { LONGEST_ENTRY, type Report } from './messages.js';

const carriers: readonly Carrier[] = ['smb', 'credssp', 'http', 'https', 'rpc'];

/** The members of a message, of which nothing is known. */
type Members = Readonly<Record<string, unknown>>;

/**
 * Reads a message of a worker. A worker reads what strangers send, so whoever has taken one over must not end the
 * primary with it, which serves the clients of all.
 *
 * @throws TypeError for a message that no worker of ours sends
 */
export function readReport(message: unknown): Report {
  const members = membersOf(message);
  switch (members.kind) {
    case 'ready':
      return { kind: 'ready' };
    case 'listening':
      return { kind: 'listening', addresses: addressesOf(members.addresses) };
    case 'failed':
      return { kind: 'failed', code: exitCodeOf(members.code) };
    case 'answer':
      return {
        kind: 'answer',
        question: members.question,
        readiness: members.readiness,
        metrics: members.metrics,
      };
    case 'log':
      return entryOf(members);
    default:
      throw new TypeError('a report of no known kind');
  }
}

function membersOf(value: unknown): Members {
  if (typeof value !== 'object' || value === null) throw new TypeError('expected an object');
  return value as Members;
}

function addressesOf(value: unknown): Addresses {
  const members = membersOf(value);
  const listening = carriers.filter((carrier) => members[carrier] !== undefined);
  if (listening.length === 0) throw new TypeError('expected an address');
  return Object.fromEntries(listening.map((carrier) => [carrier, addressOf(members[carrier])]));
}

function addressOf(value: unknown): ListenAddress {
  const { host, port, tls } = membersOf(value);
  const isPort = Number.isInteger(port) && (port as number) >= 0 && (port as number) <= 0xffff;
  if (typeof host !== 'string' || !isPort) throw new TypeError('expected a host and a port');
  return { host, port: port as number, ...(tls !== undefined && { tls: fingerprintsOf(tls) }) };
}

const fingerprintPattern = /^[0-9a-f]{64}$/;

function fingerprintsOf(value: unknown): Fingerprints {
  const { certificateFingerprint, keyFingerprint } = membersOf(value);
  const isMark = (mark: unknown): mark is string => typeof mark === 'string' && fingerprintPattern.test(mark);
  if (!isMark(certificateFingerprint) || !isMark(keyFingerprint))
    throw new TypeError('expected fingerprints');
  return { certificateFingerprint, keyFingerprint };
}

function exitCodeOf(value: unknown): ExitCode {
  const code = Object.values(ExitCode).find((known) => known === value);
  if (code === undefined || code === ExitCode.OK) throw new TypeError('expected the exit code of a failure');
  return code;
}

function entryOf({ level, message, stack }: Members): Report {
  if (!isLogLevel(level) || !isText(message)) throw new TypeError('expected a message for the log');
  if (stack !== undefined && !isText(stack)) throw new TypeError('expected a stack');
  return { kind: 'log', level, message, stack };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_ENTRY;
}
