import type { CheckedRuntime } from '../runtime/runtime.js';
import type { RecordedServer } from '../transcript/format.js';
import { writerOf } from '../transcript/transcript.js';
import { storeOf } from './account-store.js';
import { carriersOf, type ResolvedOptions } from './resolve-options.js';
import { isShare } from './share-definition.js';

/** Options with a transcript of what they give. */
export interface RecordedOptions extends ResolvedOptions {
  /** The runtime of whatever draws keys: they are recorded with secrets alone. */
  readonly keyRuntime: CheckedRuntime;
}

/** The same options with the transcript of them in between; without one, as they are. */
export function withTranscript(options: ResolvedOptions): RecordedOptions {
  const { transcript } = options;
  if (transcript === undefined) return { ...options, keyRuntime: options.runtime };
  const writer = writerOf(transcript);
  const runtime = writer.begin(recordedServer(options), options.runtime);
  const store = storeOf(options);
  const accounts = store.find === undefined ? store : writer.recordedStore(store);
  return {
    ...options,
    runtime,
    keyRuntime: writer.keepsSecrets
      ? runtime
      : { ...runtime, randomBytes: (length) => options.runtime.randomBytes(length) },
    accounts,
  };
}

/** The options that the answers depend on, without secrets and without paths of this machine. */
function recordedServer(options: ResolvedOptions): RecordedServer {
  const { names, machineSid, policy, authPolicy, profile, limits, diagnosis, groups, faults } = options;
  const plain = {
    // A name that is left out is empty here, and may not be given as an empty one.
    names: Object.fromEntries(Object.entries(names).filter(([, name]) => name !== '')),
    machineSid,
    policy,
    authPolicy,
    profile,
    limits,
    diagnosis,
    groups,
    shares: options.shares.flatMap((share) => {
      if (isShare(share)) return [];
      const { name, comment, encrypt, access } = share;
      return [{ name, temporary: true, comment, encrypt, access }];
    }),
    faults,
    carriers: carriersOf(options),
    kerberos: hasKeys(options),
    besides: besides(options),
  };
  // As a reader of the file gets it: nothing frozen, nothing undefined.
  return JSON.parse(JSON.stringify(plain)) as RecordedServer;
}

function hasKeys({ kerberos, domain }: ResolvedOptions): boolean {
  const { keytab, password, testRealm } = kerberos ?? {};
  return [keytab, password, testRealm, domain].some((key) => key !== undefined);
}

/** Everything of a program, and of the machine, that a file cannot hold, in words. */
function besides({ mechanisms, shares, accounts, domain, state }: ResolvedOptions): string[] {
  const own = shares.filter(isShare).map(({ name }) => `the program’s own share ${name}`);
  const directories = shares.flatMap((share) =>
    !isShare(share) && 'path' in share ? [`the files of share ${share.name}`] : [],
  );
  const verifies = 'verify' in accounts ? ['the answers of an account store that verifies by itself'] : [];
  return [
    ...(mechanisms === undefined ? [] : ['the program’s own mechanisms']),
    ...own,
    ...directories,
    ...verifies,
    ...(domain === undefined ? [] : [`the answers of the controllers of ${domain.name}`]),
    ...(state === undefined ? [] : ['the answers of the store of the shared state']),
  ];
}
