import { anonymousIdentity } from '../../auth/identity.js';
import type { Fact } from '../../facts/fact.js';
import type { CarriedLogin } from '../../facts/recorder.js';
import {
  Association,
  type AssociationGroup,
  type AssociationGroups,
  type Bind,
  type CallInQuestion,
  createEndpointMapper,
  createManagement,
  interfaceName,
  type RpcService,
  type StartLogin,
  type SyntaxId,
} from '../../rpc/index.js';
import { stepOfPdu } from '../../faults/rpc-bytes.js';
import type { NamedService } from '../rpc-services.js';
import { endpointMapOf } from './endpoint-map.js';
import type { StreamProtocol, Transport } from './stream-protocol.js';

/** Interfaces of one bind that its fact names. */
const NAMED_INTERFACES = 8;

/** Bytes of a connection before its logins and contexts, roughly. */
const BYTES_OF_ASSOCIATION = 8 * 1024;

/** The parts that all connections of the listener share. */
export interface RpcListener {
  readonly services: readonly NamedService[];
  readonly startLogin: StartLogin;
  readonly groups: AssociationGroups;
  /** Whether calls without a login are carried out. */
  readonly anonymous: 'refuse' | 'accept';
  /** Whether the server has the pipes of the services, too. */
  readonly hasPipes: boolean;
}

/** RPC on one TCP connection ([MS-RPCE] 2.1.1.1). */
export class RpcConnection implements StreamProtocol {
  readonly #transport: Transport;
  readonly #listener: RpcListener;
  readonly #association: Association;
  /** Services that nobody need log in to: they tell where others are. */
  readonly #open: readonly RpcService[];
  #group: AssociationGroup | undefined;
  #received = false;
  /** Facts that were reported, each of which is once for a connection. */
  readonly #reported = new Set<Fact['kind']>();

  constructor(transport: Transport, listener: RpcListener) {
    const { info, server, held } = transport.connection;
    const { services, startLogin } = listener;
    this.#transport = transport;
    this.#listener = listener;
    const mapper = createEndpointMapper(
      endpointMapOf(services, info.local, listener.hasPipes ? server.names.netbiosName : undefined),
    );
    const served = [mapper, ...services.map(({ service }) => service)];
    const management = createManagement(served.map(({ syntax }) => syntax));
    this.#open = [mapper, management];
    this.#association = new Association({
      services: [...served, management],
      carrier: 'rpc',
      transport: 'tcp',
      secondaryAddress: String(info.local.port),
      identity: anonymousIdentity(),
      startLogin,
      loginBegan: (abstractSyntax) => this.#loginBegan(abstractSyntax),
      joinGroup: (assocGroupId) => this.#joinGroup(assocGroupId),
      onBind: (bind) => this.#reportBind(bind),
      admits: (call) => this.#admits(call),
      now: () => server.runtime.now(),
      held,
    });
  }

  get authenticated(): boolean {
    const { bound, loggedIn } = this.#association;
    return loggedIn === 'yes' || (bound && this.#listener.anonymous === 'accept');
  }

  get stage(): string {
    const { bound, loggedIn } = this.#association;
    if (loggedIn === 'yes') return 'is logged in';
    if (loggedIn === 'under-way') return 'has begun a login, and not finished it';
    return bound ? 'is bound, and not logged in' : 'has sent no bind yet';
  }

  get heldLength(): number {
    return BYTES_OF_ASSOCIATION + this.#association.heldLength;
  }

  async receive(bytes: Buffer): Promise<void> {
    if (!this.#received && !beginsLikeRpc(bytes)) {
      this.#transport.drop('refused', {
        kind: 'other-protocol',
        firstBytes: Buffer.from(bytes.subarray(0, 64)),
      });
      return;
    }
    this.#received = true;
    this.#association.push(bytes);
    while (await this.#answerNext());
    const { end } = this.#association;
    if (end?.kind === 'malformed') {
      const section = '[MS-RPCE] 3.3.1.5.1';
      const { detail } = end;
      this.#transport.drop('protocol-violation', {
        kind: 'protocol-violation',
        code: 'rpc-malformed',
        section,
        detail,
      });
    } else if (end) this.#transport.drop('refused');
  }

  closed(): void {
    this.#association.close();
    if (this.#group) this.#listener.groups.leave(this.#group);
    this.#group = undefined;
  }

  /** Answers one PDU; false when there is none. */
  async #answerNext(): Promise<boolean> {
    const answers = await this.#association.answerNext();
    if (!answers) return false;
    for (const answer of answers) this.#transport.send(answer, stepOfPdu(answer));
    // A client may send a thousand calls at once: it reads their answers, and the others have their turns in between.
    await this.#transport.drained();
    await this.#turn();
    return true;
  }

  #turn(): Promise<void> {
    const { connection } = this.#transport;
    return new Promise((resolve) => {
      connection.server.turns.take(connection, () => {
        resolve();
        return false;
      });
    });
  }

  /** Refuses calls without a login, but for those that ask where to log in; as smbd does. */
  #admits({ service, opnum, caller, loggedIn }: CallInQuestion): boolean {
    if (caller.kind !== 'anonymous') return true;
    const call = { interface: interfaceName(service.syntax), opnum };
    if (this.#listener.anonymous !== 'accept' && !this.#open.includes(service)) {
      this.#reportOnce({ kind: 'rpc-unauthenticated', ...call });
      return false;
    }
    if (!loggedIn) this.#reportOnce({ kind: 'rpc-call-anonymous', ...call });
    return true;
  }

  #joinGroup(assocGroupId: number): AssociationGroup | undefined {
    const { remote } = this.#transport.connection.info;
    this.#group = this.#listener.groups.join(assocGroupId, remote.address);
    return this.#group;
  }

  #loginBegan(abstractSyntax: SyntaxId | undefined): CarriedLogin {
    const { connection } = this.#transport;
    const asked = abstractSyntax ? interfaceName(abstractSyntax) : '';
    const login = connection.recorder.loginBegan({ carrier: 'rpc', interface: asked });
    return {
      report: login.report,
      finished: (verdict) => login.finished(verdict),
      abandoned: () => login.abandoned(),
      connection: connection.info,
      // Made when a mechanism asks for it.
      get signal() {
        return connection.signal;
      },
      get lost() {
        return connection.closed;
      },
    };
  }

  #reportBind({ contexts }: Bind): void {
    const asked = contexts
      .slice(0, NAMED_INTERFACES)
      .map(({ abstractSyntax }) => interfaceName(abstractSyntax));
    this.#transport.connection.recorder.report({ kind: 'rpc-bind', interfaces: [...new Set(asked)] });
  }

  #reportOnce(fact: Fact): void {
    if (this.#reported.has(fact.kind)) return;
    this.#reported.add(fact.kind);
    this.#transport.connection.recorder.report(fact);
  }
}

/** rpc_vers and rpc_vers_minor, as far as they have arrived. */
function beginsLikeRpc(bytes: Buffer): boolean {
  return bytes[0] === 5 && (bytes.length === 1 || bytes[1] === 0);
}
