import { createKerberosMechanism } from '../../../src/auth/kerberos/create-mechanism.js';
import type { Acceptor, Mechanism } from '../../../src/auth/mechanism.js';
import { accountsInMemory } from '../../../src/auth/memory-store.js';
import { createNtlmMechanism } from '../../../src/auth/ntlm/create-mechanism.js';
import { defaultAuthPolicy } from '../../../src/auth/policy.js';
import { createSpnegoAcceptor } from '../../../src/auth/spnego/index.js';
import { createCredSspAcceptor, passwordVerifier } from '../../../src/credssp/index.js';
import { AuthType, createRpcPipe, createSrvsvc } from '../../../src/rpc/index.js';
import { serverKey } from '../../credssp/support.js';
import { Scripted } from '../../http/support.js';
import { RpcClient } from '../../rpc/support/rpc-client.js';
import { recordedServer } from '../../rpc/support/server-info.js';
import { KerberosForge, serviceKey, serviceKeys } from '../../support/kerberos-client.js';
import { KerberosProofs, LoginJudge, provesNtlm } from './judged-mechanism.js';

/** The mechanisms of a server in memory, every login of which is judged. */
export class Doors {
  readonly judge = new LoginJudge();
  readonly forge = new KerberosForge();
  readonly kerberosProofs = new KerberosProofs();
  readonly ntlm: Mechanism;
  readonly kerberos: Mechanism;
  readonly accounts = accountsInMemory([
    { name: 'alice', password: 'secret' },
    { name: 'bob', password: 'hunter2' },
  ]);

  constructor() {
    const { runtime } = this.forge;
    const names = {
      netbiosName: 'FILES',
      dnsName: 'files.example.com',
      netbiosDomain: 'FILES',
      dnsDomain: '',
    };
    const { accounts } = this;
    this.ntlm = this.judge.judged(
      createNtlmMechanism({ accounts, policy: defaultAuthPolicy, names, runtime }),
      provesNtlm,
    );
    this.kerberos = this.judge.judged(
      createKerberosMechanism({
        keys: serviceKeys(serviceKey()),
        accounts: accountsInMemory([]),
        names,
        runtime,
        onStoreFailure: () => {},
      }),
      this.kerberosProofs.proves,
    );
  }

  get mechanisms(): readonly Mechanism[] {
    return [this.kerberos, this.ntlm];
  }

  bare(mechanism: Mechanism): Acceptor {
    return mechanism.createAcceptor({ report: () => {}, carrier: 'program' });
  }

  spnego(): Acceptor {
    return createSpnegoAcceptor({ mechanisms: this.mechanisms });
  }

  http(): Scripted {
    return new Scripted({ mechanisms: this.mechanisms });
  }

  credssp() {
    const { mechanisms, accounts } = this;
    return createCredSspAcceptor({
      mechanisms,
      subjectPublicKey: serverKey,
      verifyPassword: passwordVerifier(accounts),
      report: () => {},
    });
  }

  rpc(): RpcClient {
    const pipe = createRpcPipe({
      name: 'srvsvc',
      services: [createSrvsvc(recordedServer)],
      startLogin: (type) =>
        type === AuthType.NTLM
          ? this.bare(this.ntlm)
          : type === AuthType.KERBEROS
            ? this.bare(this.kerberos)
            : createSpnegoAcceptor({ mechanisms: this.mechanisms }),
    });
    return new RpcClient(pipe);
  }
}
