import { anonymousIdentity, guestIdentity, type Identity, userIdentity } from '../../../src/auth/identity.js';
import { ContextHandles } from '../../../src/rpc/context-handles.js';
import { Stype, type CallContext, type ServerInfo } from '../../../src/rpc/index.js';

/** The server information of the recorded smbd. */
export const recordedServer: ServerInfo = {
  names: { netbiosName: 'RECORDER', dnsName: 'recorder', netbiosDomain: 'WORKGROUP', dnsDomain: '' },
  comment: 'Recording server',
  shares: () => [
    {
      name: 'public',
      type: Stype.STYPE_DISKTREE,
      comment: 'Öffentlich 日本',
      path: 'C:\\tmp\\rpcsmbd\\share',
      currentUses: 1,
      securityDescriptor: everyone,
    },
    {
      name: 'media',
      type: Stype.STYPE_DISKTREE,
      comment: '',
      path: 'C:\\tmp\\rpcsmbd\\share',
      currentUses: 1,
      securityDescriptor: everyone,
    },
    {
      name: 'IPC$',
      type: Stype.STYPE_IPC | Stype.STYPE_SPECIAL,
      comment: 'IPC Service (Recording server)',
      path: 'C:\\tmp',
      currentUses: 1,
      securityDescriptor: everyone,
    },
  ],
  sessions: () => [
    {
      client: '127.0.0.1',
      user: 'root',
      domain: 'RECORDER',
      guest: false,
      openCount: 0,
      activeSeconds: 0,
      idleSeconds: 0,
    },
  ],
  connections: () => [],
  opens: () => [],
  now: () => Date.UTC(2026, 10, 21, 7, 13, 46, 129),
};

/** Everyone has full control, self-relative. */
const everyone = Buffer.from(
  '010004800000000000000000000000001400000002001c000100000000001400ff011f00010100000000000100000000',
  'hex',
);

export const anonymous: Identity = anonymousIdentity();

export const guest: Identity = guestIdentity('RECORDER', 'S-1-5-21-1');

export const alice: Identity = userIdentity({
  account: 'alice',
  domain: 'RECORDER',
  sid: 'S-1-5-21-1-1000',
});

/** A call of an association of its own. */
export function callBy(caller: Identity, handles = new ContextHandles(1)): CallContext {
  return { caller, handles, transport: 'pipe', bigEndian: false, ended: () => false };
}
