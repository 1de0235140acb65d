import { availableParallelism } from 'node:os';
import { ConfigurationError, type ServeConfiguration } from '../../config/index.js';
import { MAX_WORKERS } from '../../schema/defaults.js';
import type { OriginOf, ServerFlags } from '../flags.js';

/** Something that several processes cannot share. */
export interface Alone {
  /** How it was asked for. */
  readonly origin: string;
  readonly why: string;
}

/**
 * The number of processes that serve.
 *
 * @param whyAlone why the command serves in one process; undefined: it need not
 * @param platform the one that they would run on; default: this one
 * @throws ConfigurationError when several are asked for on Windows, or with something that one process alone can do
 */
export function numberOfWorkers(
  flags: ServerFlags,
  originOf: OriginOf,
  configuration: ServeConfiguration,
  whyAlone: Alone | undefined,
  platform: NodeJS.Platform = process.platform,
): number {
  const { workers } = configuration;
  if (workers === 1) return 1;
  const alone = [
    ...(whyAlone === undefined ? [] : [whyAlone]),
    ...aloneIn(flags, originOf, configuration),
    ...(platform === 'win32' ? [{ origin: 'Windows', why: 'its processes inherit no sockets' }] : []),
  ];
  const place = flags.workers === undefined ? 'workers of the configuration file' : originOf('workers');
  if (alone.length > 0) {
    throw new ConfigurationError(
      alone.map(({ origin, why }) => ({ path: place, message: `cannot be with ${origin}: ${why}` })),
    );
  }
  return workers === 'auto' ? Math.min(availableParallelism(), MAX_WORKERS) : workers;
}

function aloneIn(flags: ServerFlags, originOf: OriginOf, { kerberos, faults }: ServeConfiguration): Alone[] {
  return [
    ...(flags.control === undefined
      ? []
      : [
          {
            origin: originOf('control'),
            why: 'the API changes accounts, faults and the clock of one process',
          },
        ]),
    ...(flags.watch === undefined
      ? []
      : [{ origin: originOf('watch'), why: 'the page shows the bytes of one process' }]),
    ...(flags.once === undefined && flags.exitAfter === undefined
      ? []
      : [
          {
            origin: originOf(flags.once === undefined ? 'exitAfter' : 'once'),
            why: 'the attempts are counted in one process',
          },
        ]),
    ...(flags.record === undefined
      ? []
      : [{ origin: originOf('record'), why: 'a transcript is that of one process' }]),
    ...(kerberos?.testRealm === undefined
      ? []
      : [
          {
            origin: flags.testRealm === undefined ? 'kerberos.testRealm' : originOf('testRealm'),
            why: 'its KDC is part of one process',
          },
        ]),
    ...(faults.length === 0
      ? []
      : [{ origin: 'faults', why: 'they count the connections and logins of one process' }]),
  ];
}
