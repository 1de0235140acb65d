import { accountNameForm } from '../auth/account-rules.js';
import { isLoopback } from '../bytes/index.js';
import { principalFromText } from '../krb5/messages/principal.js';
import { isPlain, type Path } from '../values/configuration-error.js';
import {
  aFilledText,
  aWholeNumber,
  both,
  fits,
  listOf,
  obey,
  onlyWith,
  optional,
  problemAt,
  type Rule,
  textOf,
} from '../values/rules.js';
import { copyState, type ScriptedState, scriptedStateRule } from './scripted-state.js';

/** A Kerberos realm for tests. */
export interface TestRealmOptions {
  /** Its name, such as `EXAMPLE.TEST`; names of realms have case. */
  readonly realm: string;
  /** An address of the loopback interface, where the KDC listens; default `127.0.0.1`. Any other is refused. */
  readonly host?: string | undefined;
  /** The port of the KDC, for UDP and TCP; default 0: a free one. */
  readonly port?: number | undefined;
  /**
   * Folder for `krb5.conf`, `server.keytab` and the credential caches, which stay in it. Default: a temporary folder,
   * which is removed when the realm closes.
   */
  readonly directory?: string | undefined;
  /** Accounts that get a credential cache `NAME.ccache` with their tickets, without a password. Default: none. */
  readonly ccaches?: readonly string[] | undefined;
  /**
   * Names of services beside `cifs/`, `host/`, `HTTP/` and `TERMSRV/` of the server: `HTTP/www.example.test`. Default:
   * none.
   */
  readonly services?: readonly string[] | undefined;
  /**
   * Faults of the KDC on purpose, by account (`alice`, in any case) or service (`cifs/files.example.test`,
   * `krbtgt/EXAMPLE.TEST`). Default: nothing.
   */
  readonly states?: Readonly<Record<string, ScriptedState>> | undefined;
  /** The longest life of a ticket; default 36000, ten hours. */
  readonly ticketLifetimeSeconds?: number | undefined;
  /** The longest time in which a ticket can be renewed; default 604800, a week. */
  readonly renewableLifetimeSeconds?: number | undefined;
}

/** Addresses alone, and the one name that means one everywhere. */
const aLoopbackHost: Rule = both(
  aFilledText,
  fits(
    (value) =>
      value === 'localhost' || (/^(127(\.\d{1,3}){3}|::1)$/.test(String(value)) && isLoopback(String(value))),
    'expected an address of the loopback interface, such as 127.0.0.1: a test realm is for this machine alone',
  ),
);

const aRealmName: Rule = textOf({
  pattern: /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,253}[A-Za-z0-9])?$/,
  expected: 'expected a name such as EXAMPLE.TEST',
});

/** The name becomes that of a file. */
const anAccountWithFile: Rule = both(
  both(aFilledText, textOf(accountNameForm)),
  fits((value) => !/[/\0]/.test(String(value)), 'expected a name that a file can have'),
);

const aServiceName: Rule = both(
  aFilledText,
  fits((value) => {
    const principal = principalFromText(String(value), 'REALM');
    return (
      principal?.realm === 'REALM' &&
      principal.name.nameString.length > 1 &&
      principal.name.nameString[0] !== 'krbtgt' &&
      /^\P{C}{1,255}$/u.test(String(value))
    );
  }, 'expected the name of a service without its realm, such as HTTP/files.example.test'),
);

const someStates: Rule = (value, place) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !isPlain(value))
    return [problemAt(place, 'expected an object')];
  return Object.entries(value).flatMap(([principal, state]) =>
    scriptedStateRule(state, [...place, principal]),
  );
};

/** Seconds of ten years, which is as good as forever and still a time that clients can add. */
const LONGEST_SECONDS = 315_360_000;

/** The rule of {@link TestRealmOptions}. Principals of states are checked where the server's names are known. */
export const testRealmRule: Rule = onlyWith({
  realm: aRealmName,
  host: optional(aLoopbackHost),
  port: optional(aWholeNumber(0, 65_535)),
  directory: optional(aFilledText),
  ccaches: optional(listOf(anAccountWithFile)),
  services: optional(listOf(aServiceName)),
  states: optional(someStates),
  ticketLifetimeSeconds: optional(aWholeNumber(1, LONGEST_SECONDS)),
  renewableLifetimeSeconds: optional(aWholeNumber(1, LONGEST_SECONDS)),
} satisfies Record<keyof TestRealmOptions, Rule>);

/**
 * A copy of the options. A getter may give another value each time, so it is the copy that is looked at in the end.
 *
 * @param place of the options, for the problems of the error
 * @throws ConfigurationError with a line for each option that cannot be used
 */
export function copyRealmOptions(options: TestRealmOptions, place: Path): TestRealmOptions {
  obey(testRealmRule, options, place);
  const { realm, host, port, directory, ticketLifetimeSeconds, renewableLifetimeSeconds } = options;
  const { ccaches = [], services = [], states = {} } = options;
  const copy: Required<TestRealmOptions> = {
    realm,
    host,
    port,
    directory,
    ccaches: [...ccaches],
    services: [...services],
    states: Object.fromEntries(
      Object.entries(states).map(([principal, state]) => [
        principal,
        copyState(state, [...place, 'states', principal]),
      ]),
    ),
    ticketLifetimeSeconds,
    renewableLifetimeSeconds,
  };
  obey(testRealmRule, copy, place);
  return copy;
}
