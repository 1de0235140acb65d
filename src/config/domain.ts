import { resolve } from 'node:path';
import { openKeytab } from '../accounts/keytab-file.js';
import type { DomainOptions } from '../domain/index.js';
import type { DomainConfiguration } from '../schema/domain.js';
import { faultsOfMember } from '../schema/domain-names.js';
import { ConfigurationError, type Problem } from '../values/configuration-error.js';
import { withoutAbsent } from '../values/filled.js';
import type { Layer } from './layer.js';
import { passwordIn } from './password-file.js';
import type { Configuration } from './schema.js';

/** The section with its paths counted from a folder. */
export function domainFrom(section: DomainConfiguration, folder: string): DomainConfiguration {
  const { machinePasswordFile, keytab } = section;
  return {
    ...section,
    ...(machinePasswordFile !== undefined && { machinePasswordFile: resolve(folder, machinePasswordFile) }),
    ...(keytab !== undefined && { keytab: resolve(folder, keytab) }),
  };
}

const secrets = ['machinePasswordFile', 'keytab'] as const;

/**
 * Joins what the layers say of the domain; undefined when they say nothing.
 *
 * @param layers weakest first
 * @param joined their sections key by key
 * @throws ConfigurationError for a join without its names or its secret, or with two of them, a file that cannot be
 * used, and names of the server that contradict the join
 */
export function resolveDomain(
  layers: readonly Layer[],
  { domain: joined, server }: Configuration,
): DomainOptions | undefined {
  if (joined === undefined) return undefined;
  const { name, dnsName, machineAccount, machinePasswordFile: _file, keytab: _keytab, ...rest } = joined;
  if (name === undefined || dnsName === undefined || machineAccount === undefined) {
    const missing = Object.entries({ name, dnsName, machineAccount }).flatMap(([key, value]) =>
      value === undefined ? [key] : [],
    );
    return refuse([problemOf(layers, `needs ${missing.join(' and ')} beside it`)]);
  }
  const join = { name, dnsName, machineAccount };
  refuseNames(layers, join, server);
  const secret = secretOf(layers);
  checkSecret(secret);
  return { ...join, ...secret.said, ...withoutAbsent(rest) };
}

/** A secret, and the layer that says it. */
interface PlacedSecret {
  readonly said: { readonly machinePasswordFile: string } | { readonly keytab: string };
  readonly place: string;
}

/** The strongest source that says one of both replaces the other of a weaker one. */
function secretOf(layers: readonly Layer[]): PlacedSecret {
  const source = layers.findLast(({ value }) => secrets.some((key) => value.domain?.[key] !== undefined));
  const { machinePasswordFile, keytab } = source?.value.domain ?? {};
  if (source !== undefined && (machinePasswordFile === undefined) !== (keytab === undefined)) {
    return machinePasswordFile === undefined
      ? { said: { keytab: keytab ?? '' }, place: source.label(['domain', 'keytab']) }
      : { said: { machinePasswordFile }, place: source.label(['domain', 'machinePasswordFile']) };
  }
  return source === undefined
    ? refuse([problemOf(layers, 'needs the machine account’s secret: machinePasswordFile or keytab')])
    : refuse([{ path: source.label(['domain', 'keytab']), message: 'cannot go with machinePasswordFile' }]);
}

/** The server reads the file later, but only here can an error name the variable or the key at fault. */
function checkSecret({ said, place }: PlacedSecret): void {
  if ('keytab' in said) openKeytab(said.keytab, { onProblem: () => {}, place });
  else passwordIn(said.machinePasswordFile, place);
}

/** The server refuses them as well, but only here can an error name the source. */
function refuseNames(
  layers: readonly Layer[],
  join: Pick<DomainOptions, 'name' | 'dnsName' | 'machineAccount'>,
  server: Configuration['server'],
): void {
  const { machineSid: _sid, ...names } = server ?? {};
  const problems = faultsOfMember(join, withoutAbsent(names)).map(({ place, message }) => {
    const source = layers.findLast(
      ({ value }) => value.server?.[place[0] as keyof typeof value.server] !== undefined,
    );
    return source === undefined
      ? problemOf(layers, message)
      : { path: source.label(['server', ...place]), message };
  });
  if (problems.length > 0) refuse(problems);
}

/** Names the key that the strongest source says of the domain: it is what the missing one belongs to. */
function problemOf(layers: readonly Layer[], message: string): Problem {
  const source = layers.findLast(({ value }) => value.domain !== undefined);
  const [said] = Object.keys(source?.value.domain ?? {});
  return { path: source?.label(['domain', ...(said === undefined ? [] : [said])]) ?? '', message };
}

function refuse(problems: readonly Problem[]): never {
  throw new ConfigurationError(problems);
}
