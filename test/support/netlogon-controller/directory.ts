import { ntHashOfPassword } from '../../../src/auth/nt-hash.js';
import { type Proof, proofOf, type Responses } from './ntlm-proofs.js';

/** A user of the domain. */
export interface FakeUser {
  /** sAMAccountName, such as `alice`; that of a machine ends with `$`. */
  readonly name: string;
  readonly password: string;
  /** RID of the user; without one it has a number from 1100 on, by its place in the list. */
  readonly rid?: number;
  /** RID of the primary group; without one, 513. */
  readonly primaryGroup?: number;
  /** RIDs of the user's groups in this domain. */
  readonly groups?: readonly number[];
  /** SIDs of other authorities and of resource groups (ExtraSids). */
  readonly extraSids?: readonly string[];
  /** NTSTATUS of every logon with the right password; a wrong one is answered by 0xC000006A before. */
  readonly status?: number;
  /** Bits of UserFlags beside those of the answer itself, such as 1, LOGON_GUEST. */
  readonly userFlags?: number;
  /** Without it 0x10, an ordinary account; 0x80 for a name that ends with `$`. */
  readonly accountControl?: number;
  /** NetBIOS names of the computers from which the user may log in. */
  readonly workstations?: readonly string[];
  /** Attributes of the group memberships; without it 7. */
  readonly attributes?: number;
}

export interface FakeDomain {
  /** NetBIOS name. */
  readonly name: string;
  readonly dnsName: string;
  readonly sid: string;
  readonly users: readonly FakeUser[];
}

/** A logon as a member asks about it. */
export interface FakeQuestion extends Responses {
  readonly workstation: string;
  readonly parameterControl: number;
  /** NetBIOS name of the member that asks. */
  readonly member: string;
}

export type Judgement =
  { readonly user: FakeUser; readonly rid: number; readonly proof: Proof } | { readonly status: number };

const Status = {
  NO_SUCH_USER: 0xc0000064,
  WRONG_PASSWORD: 0xc000006a,
  LOGON_FAILURE: 0xc000006d,
  INVALID_WORKSTATION: 0xc0000070,
  NOLOGON_WORKSTATION_TRUST_ACCOUNT: 0xc0000199,
} as const;

/** Bit K of ParameterControl: a computer's account may log on ([MS-NRPC] 2.2.1.4.15). */
const ALLOW_WORKSTATION_TRUST = 0x800;

/** Judges as a controller of Windows does ([MS-APDS] 3.1.5.2): the proof first, then the account. */
export function judge({ name, users }: FakeDomain, question: FakeQuestion): Judgement {
  const at = users.findIndex((each) => each.name.toLowerCase() === question.user.toLowerCase());
  const user = users[at];
  if (user === undefined) return { status: Status.NO_SUCH_USER };
  const proof = proofOf(question, ntHashOfPassword(user.password));
  if (proof === undefined) return { status: Status.WRONG_PASSWORD };
  if (!isForMember(proof, name, question.member)) return { status: Status.LOGON_FAILURE };
  if (user.status !== undefined) return { status: user.status };
  const { workstations } = user;
  if (workstations && !workstations.includes(question.workstation.toUpperCase())) {
    return { status: Status.INVALID_WORKSTATION };
  }
  const mayBeMachine = (question.parameterControl & ALLOW_WORKSTATION_TRUST) !== 0;
  if (user.name.endsWith('$') && !mayBeMachine) return { status: Status.NOLOGON_WORKSTATION_TRUST_ACCOUNT };
  return { user, rid: user.rid ?? 1100 + at, proof };
}

/** The target information that the client signed names the member and the domain: the challenge was not relayed. */
function isForMember({ version, targetInfo }: Proof, domain: string, member: string): boolean {
  if (version === 1) return true;
  const nameOf = (id: number): string | undefined => targetInfo.get(id)?.toString('utf16le').toUpperCase();
  return nameOf(1) === member.toUpperCase() && nameOf(2) === domain.toUpperCase();
}
