/** Sockets that systemd hands over. */
export interface GivenSockets {
  /** NaN where it is no number. */
  readonly count: number;
  /** In the order of the descriptors; may be fewer. */
  readonly names: readonly string[];
}

/** Everything that a service manager tells a service by its variables. */
export interface ServiceVariables {
  /** Undefined: there are none, or they are those of another process. */
  readonly sockets: GivenSockets | undefined;
  /** The path of the socket that takes notifications, or `@` and a name; undefined: nobody listens. */
  readonly notifySocket: string | undefined;
  /** Milliseconds within which a sign of life is expected; undefined: none is. */
  readonly watchdogMilliseconds: number | undefined;
}

const names = [
  'LISTEN_PID',
  'LISTEN_FDS',
  'LISTEN_FDNAMES',
  'LISTEN_PIDFDID',
  'NOTIFY_SOCKET',
  'WATCHDOG_PID',
  'WATCHDOG_USEC',
] as const;

/**
 * Takes the variables out of an environment: a child that inherits them would take the sockets for its own, and speak
 * for the service (sd_listen_fds(3), sd_notify(3)).
 */
export function takeServiceVariables(environment: NodeJS.ProcessEnv, pid: number): ServiceVariables {
  const taken = Object.fromEntries(names.map((name) => [name, environment[name]]));
  for (const name of names) delete environment[name];
  const { LISTEN_PID, LISTEN_FDS, LISTEN_FDNAMES = '', NOTIFY_SOCKET, WATCHDOG_PID, WATCHDOG_USEC } = taken;
  const hasSockets = LISTEN_PID === String(pid) && LISTEN_FDS !== undefined && LISTEN_FDS !== '0';
  const isWatched = WATCHDOG_USEC !== undefined && (WATCHDOG_PID ?? String(pid)) === String(pid);
  const watchdog = isWatched && /^\d{1,15}$/.test(WATCHDOG_USEC) ? Number(WATCHDOG_USEC) / 1000 : 0;
  return {
    sockets: hasSockets ? { count: countOf(LISTEN_FDS), names: LISTEN_FDNAMES.split(':') } : undefined,
    notifySocket: NOTIFY_SOCKET === '' ? undefined : NOTIFY_SOCKET,
    watchdogMilliseconds: watchdog > 0 ? watchdog : undefined,
  };
}

function countOf(text: string): number {
  return /^\d{1,3}$/.test(text) ? Number(text) : NaN;
}
