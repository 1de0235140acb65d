import { resolve } from 'node:path';
import { openKeytab } from '../accounts/keytab-file.js';
import type { KerberosConfiguration } from '../schema/kerberos.js';
import type { KerberosOptions } from '../server/kerberos-options.js';
import { withoutAbsent } from '../values/filled.js';
import { ConfigurationError } from '../values/configuration-error.js';
import type { Layer } from './layer.js';
import { passwordIn } from './password-file.js';

/** The section with its paths counted from a folder. */
export function kerberosFrom(section: KerberosConfiguration, folder: string): KerberosConfiguration {
  const { keytab, stateFolder, password, testRealm } = section;
  const from = (path: string): string => resolve(folder, path);
  return {
    ...section,
    ...(keytab !== undefined && { keytab: from(keytab) }),
    ...(stateFolder !== undefined && { stateFolder: from(stateFolder) }),
    ...(password?.passwordFile !== undefined && {
      password: { ...password, passwordFile: from(password.passwordFile) },
    }),
    ...(testRealm?.directory !== undefined && {
      testRealm: { ...testRealm, directory: from(testRealm.directory) },
    }),
  };
}

/**
 * Joins what the layers say of Kerberos; undefined when they say nothing.
 *
 * @param layers weakest first
 * @param joined their sections key by key
 * @throws ConfigurationError for a keytab that cannot be used, a password without its principal, a principal without a
 * password, a file of a password that cannot be read, and a key of a test realm without the realm's name
 */
export function resolveKerberos(
  layers: readonly Layer[],
  joined: KerberosConfiguration | undefined,
): KerberosOptions | undefined {
  if (joined === undefined) return undefined;
  const { password: _password, testRealm, ...rest } = joined;
  // A table is replaced as a whole: one that was narrowed must not keep the principals of a weaker source.
  const principals = layers.findLast(({ value }) => value.kerberos?.principals !== undefined)?.value.kerberos
    ?.principals;
  checkKeytab(layers);
  const password = resolvePassword(layers, joined);
  if (testRealm !== undefined && testRealm.realm === undefined) {
    refuse(layers, 'testRealm', 'needs the name of a realm (--test-realm)');
  }
  const options = withoutAbsent({
    ...rest,
    principals,
    password,
    testRealm: testRealm && withoutAbsent(testRealm),
  });
  return options as KerberosOptions;
}

/** The server reads the keytab later, but only here can an error name the flag, the variable or the key at fault. */
function checkKeytab(layers: readonly Layer[]): void {
  const source = layers.findLast(({ value }) => value.kerberos?.keytab !== undefined);
  const keytab = source?.value.kerberos?.keytab;
  if (source === undefined || keytab === undefined) return;
  openKeytab(keytab, { onProblem: () => {}, place: source.label(['kerberos', 'keytab']) });
}

function resolvePassword(
  layers: readonly Layer[],
  { password: joined }: KerberosConfiguration,
): KerberosOptions['password'] {
  if (joined === undefined) return undefined;
  const { password: _text, passwordFile: _file, principal, ...rest } = joined;
  const place = ['kerberos', 'password', 'passwordFile'];
  if (principal === undefined)
    return refuse(layers, 'password', 'needs the principal that the password belongs to');
  // The strongest source that says one of both replaces the other of a weaker one.
  const source = layers.findLast(({ value }) => {
    const said = value.kerberos?.password;
    return said?.password !== undefined || said?.passwordFile !== undefined;
  });
  const { password, passwordFile } = source?.value.kerberos?.password ?? {};
  if ((password === undefined) === (passwordFile === undefined)) {
    return refuse(layers, 'password', 'needs either password or passwordFile');
  }
  return withoutAbsent({
    ...rest,
    principal,
    password: password ?? passwordIn(passwordFile ?? '', source?.label(place) ?? ''),
  }) as KerberosOptions['password'];
}

/** Names the key that the strongest source says there: it is what the missing one belongs to. */
function refuse(layers: readonly Layer[], key: 'password' | 'testRealm', message: string): never {
  const source = layers.findLast(({ value }) => value.kerberos?.[key] !== undefined);
  const [said] = Object.keys(source?.value.kerberos?.[key] ?? {});
  const place = ['kerberos', key, ...(said === undefined ? [] : [said])];
  throw new ConfigurationError([{ path: source?.label(place) ?? '', message }]);
}
