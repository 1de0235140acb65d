import type { Runtime } from '../runtime/runtime.js';

/** A service record of DNS (RFC 2782). */
export interface ServiceRecord {
  /** Target: a host name; `.` or empty: the service is decidedly not there. */
  readonly name: string;
  /** 0 to 65535; the lowest is tried first. */
  readonly priority: number;
  /** 0 to 65535; among records of one priority, the share of clients that try it first. */
  readonly weight: number;
}

/**
 * The order in which a client tries the targets: by priority, and at random by weight within one (RFC 2782, Usage
 * rules). A target that has several records keeps its first place.
 */
export function orderByWeight(
  records: readonly ServiceRecord[],
  runtime: Pick<Runtime, 'randomBytes'>,
): string[] {
  const priorities = [...new Set(records.map(({ priority }) => priority))].toSorted((a, b) => a - b);
  const names = priorities.flatMap((priority) =>
    drawAll(
      records.filter((record) => record.priority === priority),
      runtime,
    ),
  );
  return [...new Set(names)];
}

function drawAll(records: readonly ServiceRecord[], runtime: Pick<Runtime, 'randomBytes'>): string[] {
  // "all those with weight 0 are placed at the beginning of the list", which leaves them a small chance.
  const left = records.toSorted((one, other) => one.weight - other.weight);
  const names: string[] = [];
  while (left.length > 0) {
    const sum = left.reduce((total, { weight }) => total + weight, 0);
    const drawn = runtime.randomBytes(4).readUInt32LE() % (sum + 1);
    let running = 0;
    const at = left.findIndex(({ weight }) => (running += weight) >= drawn);
    names.push(...left.splice(at, 1).map(({ name }) => name));
  }
  return names;
}
