import { resolve } from 'node:path';
import { FileFault, readBounded } from '../accounts/bounded-file.js';
import { problemsOfState, type StateConfiguration } from '../schema/state.js';
import type { StateOptions } from '../valkey/options.js';
import { ConfigurationError, type Problem } from '../values/configuration-error.js';
import { withoutAbsent } from '../values/filled.js';
import { systemErrorText } from '../values/system-error.js';
import type { Layer } from './layer.js';
import { passwordIn } from './password-file.js';

/** The section with its paths counted from a folder. */
export function stateFrom(section: StateConfiguration, folder: string): StateConfiguration {
  const { passwordFile, caFile } = section;
  return {
    ...section,
    ...(passwordFile !== undefined && { passwordFile: resolve(folder, passwordFile) }),
    ...(caFile !== undefined && { caFile: resolve(folder, caFile) }),
  };
}

/** Bytes of the most certificates that are read: a bundle of all authorities of the web has less. */
const MOST_CERTIFICATES = 4 * 1024 * 1024;

/** The key of the file by the option that it fills. */
const fileKeys = { password: 'passwordFile', ca: 'caFile' } as const;

/**
 * Reads the files that the shared state names; undefined when nothing is said of it.
 *
 * @param layers weakest first
 * @param joined their sections key by key
 * @throws ConfigurationError without an address, for a file that cannot be used, for two passwords, for certificates
 * without TLS, and beside a folder for authenticators
 */
export function resolveState(
  layers: readonly Layer[],
  joined: StateConfiguration | undefined,
  stateFolder: string | undefined,
): StateOptions | undefined {
  if (joined === undefined) return undefined;
  const { valkey, passwordFile, caFile, ...rest } = joined;
  if (valkey === undefined) {
    throw refusal(layers, Object.keys(joined)[0] ?? '', 'needs the address of the store (state.valkey)');
  }
  const state = {
    ...withoutAbsent(rest),
    valkey,
    ...(passwordFile !== undefined && {
      password: passwordIn(passwordFile, placeOf(layers, 'passwordFile')),
    }),
    ...(caFile !== undefined && { ca: readCertificates(layers, caFile) }),
  } as StateOptions;
  const [problem] = problemsOfState(state) as readonly (Problem & { path: keyof typeof fileKeys })[];
  if (problem !== undefined) throw refusal(layers, fileKeys[problem.path], problem.message);
  if (stateFolder !== undefined) {
    throw refusal(layers, 'valkey', 'remembers authenticators as well: leave kerberos.stateFolder out');
  }
  return state;
}

function readCertificates(layers: readonly Layer[], path: string): string {
  try {
    return readBounded(path, MOST_CERTIFICATES).toString('latin1');
  } catch (error) {
    const why = error instanceof FileFault ? error.message : `cannot be read (${systemErrorText(error)})`;
    throw refusal(layers, 'caFile', why);
  }
}

function refusal(layers: readonly Layer[], key: string, message: string): ConfigurationError {
  return new ConfigurationError([{ path: placeOf(layers, key), message }]);
}

/** The key where the strongest source says it. */
function placeOf(layers: readonly Layer[], key: string): string {
  const says = ({ value }: Layer): boolean => Object.hasOwn(value.state ?? {}, key);
  const source = layers.findLast(says) ?? layers.findLast(({ value }) => value.state !== undefined);
  return source?.label(['state', key]) ?? '';
}
