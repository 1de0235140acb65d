import { ignoreRejection } from '../../values/realm.js';

/** One key of a service, as a keytab holds it. Secret. */
export interface ServiceKey {
  /** The principal it belongs to, such as `cifs/files.example.com@EXAMPLE.COM`. */
  readonly principal: string;
  /** Number of its encryption type, such as 18. */
  readonly etype: number;
  /** Its version; 0: it is not known. */
  readonly kvno: number;
  /** Secret: who has it can make tickets for every user. */
  readonly key: Buffer;
}

/** The keys that an acceptor decrypts tickets with. */
export interface ServiceKeys {
  /**
   * The present keys. Asked once a login, so that a keytab may change while the server runs. An error refuses the
   * login.
   */
  current(): readonly ServiceKey[];
  /** Where they come from, in words: `keytab /etc/krb5.keytab`. */
  readonly source: string;
  /** Why the source cannot be read now, as a clause without secrets; undefined, and absent: it can. */
  trouble?(): string | undefined;
}

/**
 * The keys of a source, which may be a program's own.
 *
 * @throws TypeError for anything but a list of keys; it repeats no value
 */
export function checkedKeys(keys: unknown): readonly ServiceKey[] {
  ignoreRejection(keys);
  if (!Array.isArray(keys) || !keys.every(isServiceKey))
    throw new TypeError('keys.current gave no list of keys');
  return keys;
}

function isServiceKey(value: unknown): value is ServiceKey {
  const { principal, etype, kvno, key } = Object(value) as Partial<Record<keyof ServiceKey, unknown>>;
  return (
    typeof principal === 'string' && Number.isInteger(etype) && Number.isInteger(kvno) && Buffer.isBuffer(key)
  );
}

/** The keys of several sources together, in their order. */
export function joinServiceKeys(sources: readonly ServiceKeys[]): ServiceKeys {
  const [only] = sources;
  if (only !== undefined && sources.length === 1) return only;
  return {
    current: () => sources.flatMap((source) => source.current()),
    source: sources.map(({ source }) => source).join(' and '),
    trouble: () => sources.map((source) => source.trouble?.()).find((trouble) => trouble !== undefined),
  };
}
