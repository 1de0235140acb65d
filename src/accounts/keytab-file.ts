import type { ServiceKey, ServiceKeys } from '../auth/kerberos/service-keys.js';
import { CodecError } from '../bytes/index.js';
import { encryptionTypeOf } from '../krb5/encryption/index.js';
import { decodeKeytab, type KeytabEntry, MAX_KEYTAB_LENGTH } from '../krb5/keytab.js';
import { principalToText } from '../krb5/messages/principal.js';
import { checkedTime, systemRuntime, type Runtime } from '../runtime/runtime.js';
import { ConfigurationError } from '../values/configuration-error.js';
import { systemErrorText } from '../values/system-error.js';
import { FileFault, fingerprintOf, readBounded } from './bounded-file.js';

/** How a keytab is watched. */
export interface KeytabFileOptions {
  /** Told, once for each edit, why the file cannot be used; holds no secret. */
  readonly onProblem: (problem: string) => void;
  /** The clock by which the file is looked at once a second at most; default: that of the system. */
  readonly runtime?: Pick<Runtime, 'monotonic'>;
  /** The option that named the file, in messages; default: `kerberos.keytab`. */
  readonly place?: string;
}

/** The keys of a keytab, which may change while they are used. */
export interface KeytabKeys extends ServiceKeys {
  /** Looks at the file at once, whenever it was looked at before, for a program that knows that it has changed. */
  reread(): void;
}

/** A file is looked at no more often than this, however many logins there are. */
const CHECK_INTERVAL_MS = 1000;

/**
 * The keys of an MIT keytab, which is read again when it changed. It is looked at when a login asks, so that there is
 * no timer; a file that cannot be used later leaves the keys read before in force.
 *
 * @throws ConfigurationError when the file cannot be used at first: it cannot be read, is no keytab, or has no key of
 *   an encryption type that we have
 */
export function openKeytab(path: string, options: KeytabFileOptions): KeytabKeys {
  const { onProblem, runtime = systemRuntime, place = 'kerberos.keytab' } = options;
  const now = (): number => checkedTime(runtime.monotonic(), 'monotonic');
  let fingerprint = fingerprintOf(path);
  let checkedAt = now();
  const first = readKeys(path);
  if (typeof first === 'string')
    throw new ConfigurationError([{ path: place, message: `${path}: ${first}` }]);
  let keys = first;
  let trouble: string | undefined;

  const check = (): void => {
    const found = fingerprintOf(path);
    if (found === fingerprint) return;
    fingerprint = found;
    const read = readKeys(path);
    trouble = typeof read === 'string' ? `keytab ${path}: ${read}` : undefined;
    if (typeof read === 'string') onProblem(`${trouble}; the keys read before stay in force`);
    else keys = read;
  };
  const isDue = (): boolean => now() - checkedAt >= CHECK_INTERVAL_MS;
  const checkNow = (): void => {
    checkedAt = now();
    check();
  };
  return {
    source: `keytab ${path}`,
    current: () => {
      if (isDue()) checkNow();
      return keys;
    },
    trouble: () => {
      if (isDue()) checkNow();
      return trouble;
    },
    reread: checkNow,
  };
}

/** The keys of the file, or why there are none: a clause that quotes nothing from the file. */
function readKeys(path: string): readonly ServiceKey[] | string {
  try {
    const entries = decodeKeytab(readBounded(path, MAX_KEYTAB_LENGTH));
    const keys = entries.filter(isUsable).map(({ principal, etype, kvno, key }) => ({
      principal: principalToText(principal),
      etype,
      kvno,
      key: Buffer.from(key),
    }));
    if (keys.length > 0) return keys;
    return entries.length === 0
      ? 'holds no key; expected a keytab with a key of this server, as ktutil or ktpass writes it'
      : `has no whole key of encryption type 17, 18, 19, 20 or 23; its encryption types are ${etypesOf(entries)}`;
  } catch (error) {
    if (error instanceof CodecError)
      return `is no keytab that can be read (${error.message}); expected MIT’s format, version 0x0501 or 0x0502`;
    if (error instanceof FileFault) return `${error.message}; expected a keytab`;
    return `cannot be read (${systemErrorText(error) ?? 'unknown error'}); expected a keytab`;
  }
}

function isUsable({ etype, key }: KeytabEntry): boolean {
  return encryptionTypeOf(etype)?.keyLength === key.length;
}

function etypesOf(entries: readonly KeytabEntry[]): string {
  return [...new Set(entries.map(({ etype }) => etype))].toSorted((a, b) => a - b).join(', ');
}
