/** The password of every user. */
export const adPassword = 'Pa55w0rd!';

/** Users, groups and computers of a domain; ad-populate.py makes them. */
export interface DomainContents {
  readonly users: readonly {
    readonly name: string;
    readonly password: string;
    readonly state?: UserState;
    /** NetBIOS names of the only computers from which the user may log in. */
    readonly workstations?: readonly string[];
  }[];
  readonly groups: readonly {
    readonly name: string;
    readonly members: readonly string[];
    readonly scope?: 'domain-local';
    /** The domain has it from the beginning. */
    readonly exists?: true;
  }[];
  readonly computers: readonly {
    /** sAMAccountName. */
    readonly name: string;
    readonly password: string;
    readonly services?: readonly string[];
  }[];
}

export type UserState =
  | 'disabled'
  | 'must-change'
  | 'expired'
  | 'password-expired'
  /** No hour of the week is allowed. */
  | 'no-hours'
  /** Three wrong passwords lock the account for half an hour. */
  | 'lockable';

/** The account of the machine that our server takes the place of. */
export const machine = { name: 'FILES$', password: 'M4chine-pw!', host: 'files.ad.lab.test' } as const;

/** A machine of the domain that logs in as a user. */
export const otherMachine = { name: 'CLIENT$', password: 'Cl1ent-pw!' } as const;

const password = adPassword;
const stated = (name: string, state: UserState): DomainContents['users'][number] => ({
  name,
  password,
  state,
});

/**
 * Alice and bob may log in, and pat with Kerberos alone. Alice is in staff, staff in audit, and audit in the
 * domain-local group vault.
 */
export const labContents: DomainContents = {
  users: [
    { name: 'alice', password },
    { name: 'bob', password },
    { name: 'pat', password },
    stated('carol', 'disabled'),
    stated('dave', 'must-change'),
    stated('erin', 'expired'),
    stated('frank', 'password-expired'),
    stated('grace', 'no-hours'),
    stated('heidi', 'lockable'),
    { name: 'ivan', password, workstations: ['ELSEWHERE'] },
  ],
  groups: [
    { name: 'staff', members: ['alice'] },
    { name: 'audit', members: ['staff'] },
    { name: 'vault', members: ['audit'], scope: 'domain-local' },
    { name: 'Protected Users', members: ['pat'], exists: true },
  ],
  computers: [{ ...machine, services: [`cifs/${machine.host}`] }, otherMachine],
};
