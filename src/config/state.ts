import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { problemsOfState, type StateConfiguration } from '../schema/state.js';
import type { StateOptions } from '../valkey/options.js';
import { ConfigurationError, type Problem } from '../values/configuration-error.js';
import { withoutAbsent } from '../values/filled.js';
import { systemErrorText } from '../values/system-error.js';
import type { Layer } from './layer.js';

/** The section with its paths counted from a folder. */
export function stateFrom(section: StateConfiguration, folder: string): StateConfiguration {
  const { passwordFile, caFile } = section;
  return {
    ...section,
    ...(passwordFile !== undefined && { passwordFile: resolve(folder, passwordFile) }),
    ...(caFile !== undefined && { caFile: resolve(folder, caFile) }),
  };
}

/** The key of the file by the option that it fills. */
const fileKeys = { password: 'passwordFile', ca: 'caFile' } as const;

/**
 * Reads the files that the shared state names; undefined when nothing is said of it.
 *
 * @param layers weakest first
 * @param joined their sections key by key
 * @throws ConfigurationError without an address, for a file that cannot be read or that is empty, for two passwords,
 * for certificates without TLS, and beside a folder for authenticators
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
      password: readFile(layers, 'passwordFile', passwordFile).replace(/\r?\n$/, ''),
    }),
    ...(caFile !== undefined && { ca: readFile(layers, 'caFile', caFile) }),
  } as StateOptions;
  if (state.password === '') throw refusal(layers, 'passwordFile', 'expected a file with a password in it');
  const [problem] = problemsOfState(state) as readonly (Problem & { path: keyof typeof fileKeys })[];
  if (problem !== undefined) throw refusal(layers, fileKeys[problem.path], problem.message);
  if (stateFolder !== undefined) {
    throw refusal(layers, 'valkey', 'remembers authenticators as well: leave kerberos.stateFolder out');
  }
  return state;
}

function readFile(layers: readonly Layer[], key: string, path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw refusal(layers, key, `cannot be read (${systemErrorText(error)})`);
  }
}

/** Names the key where the strongest source says it. */
function refusal(layers: readonly Layer[], key: string, message: string): ConfigurationError {
  const says = ({ value }: Layer): boolean => Object.hasOwn(value.state ?? {}, key);
  const source = layers.findLast(says) ?? layers.findLast(({ value }) => value.state !== undefined);
  return new ConfigurationError([{ path: source?.label(['state', key]) ?? '', message }]);
}
