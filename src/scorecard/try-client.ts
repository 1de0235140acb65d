import { join } from 'node:path';
import { createServer } from '../server/create-server.js';
import type { ServerOptions } from '../server/options.js';
import type { AuthPolicyChange } from '../auth/policy.js';
import type { SessionPolicy } from '../session/model/policy.js';
import type { Fault } from '../faults/fault.js';
import type { PresetFault } from '../faults/preset.js';
import type { CaseSetting, CheckedCarrier } from './case.js';
import type { ClientEnd, PlaceholderValues, RunClient } from './client.js';
import { collectEvidence, type Evidence, probes } from './evidence.js';

/** The account and the share that the client uses. */
export interface Credentials {
  readonly user: string;
  readonly password: string;
  /** A password that is not the account's. */
  readonly wrongPassword: string;
  readonly domain: string;
  readonly share: string;
  /** Name of a file in the share. */
  readonly file: string;
}

/** A folder for one run. */
export interface ShareFolder {
  readonly path: string;
  remove(): Promise<void>;
}

/** Everything that the tries of one scorecard have in common. */
export interface Surroundings {
  readonly carrier: CheckedCarrier;
  readonly credentials: Credentials;
  readonly runClient: RunClient;
  /** Makes a folder with the file. */
  readonly makeFolder: () => Promise<ShareFolder>;
  /** The realm of a KDC for tests, which every server gets, and the name for which there are tickets. */
  readonly realm?: { readonly name: string; readonly host: string };
  /** The policy that every server has, but for what a case changes. */
  readonly policy?: Partial<SessionPolicy>;
  readonly authPolicy?: AuthPolicyChange;
  readonly names?: NonNullable<ServerOptions['names']>;
}

/** One run of the client against a server of its own. */
export interface Trial {
  readonly end: ClientEnd;
  readonly evidence: Evidence;
}

/** In seconds. */
const A_DAY = 86_400;

/** Runs the client once against a new server with a setting and faults. */
export async function tryClient(
  surroundings: Surroundings,
  setting: CaseSetting,
  faults: readonly (Fault | PresetFault)[] = [],
): Promise<Trial> {
  const folder = await surroundings.makeFolder();
  try {
    const options = optionsOf(surroundings, setting, folder.path);
    const server = createServer({ ...options, faults: [...probesFor(surroundings, options), ...faults] });
    const evidence = collectEvidence(server);
    try {
      const { host, port } = await server.listen();
      const { realm } = server;
      const directory = realm?.directory ?? '';
      const values = valuesOf(surroundings, setting, { host, port, directory });
      const end = await surroundings.runClient({
        values,
        environment:
          directory === '' ? {} : { KRB5_CONFIG: values.krb5conf, KRB5CCNAME: `FILE:${values.ccache}` },
        secrets: [surroundings.credentials.password, surroundings.credentials.wrongPassword],
      });
      await server.close();
      return { end, evidence: evidence() };
    } finally {
      await server.close();
    }
  } finally {
    await folder.remove();
  }
}

/** The probes of a server; SMB 3.1.1 does not validate its negotiation, so that a probe there could never match. */
function probesFor({ carrier }: Surroundings, { policy }: ServerOptions): readonly Fault[] {
  if (carrier !== 'smb') return [];
  const validates = policy?.dialects?.some((name) => name !== '3.1.1') ?? true;
  return validates ? probes : probes.filter(({ when }) => when.step !== 'validate-negotiate');
}

function optionsOf(
  { carrier, credentials, policy, authPolicy, names, realm }: Surroundings,
  setting: CaseSetting,
  path: string,
): ServerOptions {
  const { user: name, password, share } = credentials;
  const { status = 'enabled', access } = setting;
  const ntlm = { ...authPolicy?.ntlm, ...setting.authPolicy?.ntlm };
  return {
    accounts: [{ name, password, status }],
    shares: carrier === 'smb' ? [{ name: share, path, ...(access && { access }) }] : [],
    policy: { ...policy, ...setting.policy },
    authPolicy: {
      ...authPolicy,
      ...setting.authPolicy,
      ntlm,
      ...(setting.kerberos && { mechanisms: ['kerberos'] }),
    },
    ...(names && { names }),
    // The client's own time limits are looked at, not those of the server.
    limits: { authenticationSeconds: A_DAY, idleSeconds: A_DAY },
    ...(realm !== undefined && {
      kerberos: {
        testRealm: { realm: realm.name, ccaches: status === 'enabled' ? [name] : [] },
      },
    }),
    ...(carrier === 'http' && { listen: null, http: {} }),
    logger: { error: () => {}, warn: () => {} },
  };
}

function valuesOf(
  { carrier, credentials, realm }: Surroundings,
  { wrongPassword, absentShare }: CaseSetting,
  { host, port, directory }: { readonly host: string; readonly port: number; readonly directory: string },
): PlaceholderValues {
  const { user, domain, file } = credentials;
  const share = absentShare ? `${credentials.share}-that-is-not-there` : credentials.share;
  const name = realm?.host ?? host;
  const cache = wrongPassword ? 'nobody.ccache' : `${user}.ccache`;
  return {
    host: name,
    address: host,
    port: String(port),
    user,
    password: wrongPassword ? credentials.wrongPassword : credentials.password,
    domain,
    share,
    file,
    unc: `\\\\${name}\\${share}`,
    url: carrier === 'smb' ? `smb://${name}:${port}/${share}` : `http://${name}:${port}/`,
    ccache: directory === '' ? '' : join(directory, cache),
    krb5conf: directory === '' ? '' : join(directory, 'krb5.conf'),
  };
}
