import assert from 'node:assert/strict';
import { AccountDirectory } from '../../../src/auth/account-directory.js';
import type { AccountStore } from '../../../src/auth/account.js';
import type { GroupDefinitions } from '../../../src/auth/group-definitions.js';
import { GroupTable } from '../../../src/auth/groups.js';
import { userIdentity, type Identity } from '../../../src/auth/identity.js';
import { accountsInMemory } from '../../../src/auth/memory-store.js';
import { NdrReader, NdrWriter, optionalSid, unicodeString } from '../../../src/ndr/index.js';
import { ContextHandles } from '../../../src/rpc/context-handles.js';
import { createLsarpc, type CallContext } from '../../../src/rpc/index.js';
import { callBy } from './server-info.js';

export const MACHINE = 'S-1-5-21-1-2-3';

export const alice = userIdentity({ account: 'alice', domain: 'RECORDER', sid: `${MACHINE}-1000` });

export const MAXIMUM_ALLOWED = 0x02000000;

export interface LsaServer {
  readonly accounts?: AccountStore;
  readonly groups?: GroupDefinitions;
  readonly netbiosDomain?: string;
  /** The domain that has the accounts; default: that of the server. */
  readonly accountDomain?: string;
  readonly tellsOfAudit?: boolean;
}

/** An entry of an answer to a look-up. */
export interface Looked {
  readonly use: number;
  /** The SID or the RID of a name, or the name of a SID. */
  readonly value: string | number | undefined;
  readonly domain: string | undefined;
  readonly flags?: number;
}

/** The answer to a look-up. */
export interface LookUp {
  readonly entries: readonly Looked[];
  readonly mapped: number;
  readonly status: number;
}

/** A client of lsarpc on one association. */
export class LsaClient {
  readonly errors: unknown[] = [];
  readonly context: CallContext;
  readonly #service;

  constructor(
    { accounts, groups = {}, netbiosDomain = '', accountDomain, tellsOfAudit = false }: LsaServer = {},
    caller: Identity = alice,
    handles = new ContextHandles(1),
  ) {
    const names = {
      netbiosName: 'RECORDER',
      dnsName: 'recorder.example',
      netbiosDomain,
      dnsDomain: 'example',
    };
    const realm = {
      domain: accountDomain ?? (netbiosDomain || 'RECORDER'),
      machineSid: MACHINE,
      groups: new GroupTable(groups, MACHINE),
    };
    const store = accounts ?? accountsInMemory([{ name: 'alice', password: 'x', sid: alice.sid }]);
    const directory = new AccountDirectory(store, realm, (error) => this.errors.push(error));
    this.#service = createLsarpc({ names, accounts: directory, tellsOfAudit });
    this.context = callBy(caller, handles);
  }

  /** @returns the reply, or the status of a fault */
  async call(opnum: number, stub: Buffer, context = this.context): Promise<Buffer | number> {
    const reply = await this.#service.call(opnum, stub, context);
    assert.ok(reply !== undefined);
    return reply;
  }

  async reply(opnum: number, stub: Buffer): Promise<Buffer> {
    const reply = await this.call(opnum, stub);
    assert.ok(Buffer.isBuffer(reply));
    return reply;
  }

  /** @returns the handle and the status of LsarOpenPolicy2 */
  async open(access = MAXIMUM_ALLOWED): Promise<{ handle: Buffer; status: number }> {
    const reply = await this.reply(44, openRequest(access));
    return { handle: reply.subarray(0, 20), status: statusOf(reply) };
  }

  async names(names: readonly string[], { opnum = 68, level = 1, options = 0 } = {}): Promise<LookUp> {
    const { handle } = await this.open();
    const reply = await this.reply(opnum, namesRequest(handle, names, { opnum, level, options }));
    const value = (r: NdrReader, store: (value: string | number | undefined) => void) =>
      opnum === 68 ? optionalSid.read(r, 'Sid', store) : store(r.u32('RelativeId'));
    return readLookUp(reply, value, opnum !== 14);
  }

  async sids(sids: readonly (string | undefined)[], { opnum = 57, level = 1 } = {}): Promise<LookUp> {
    const { handle } = await this.open();
    const reply = await this.reply(opnum, sidsRequest(handle, sids, { opnum, level }));
    return readLookUp(reply, (r, store) => unicodeString.read(r, 'Name', store), opnum === 57);
  }
}

export function openRequest(access: number): Buffer {
  const w = new NdrWriter().textPointer('\\\\RECORDER');
  w.construct(() => {
    w.u32(24)
      .pointer()
      .pointer()
      .u32(0)
      .pointer()
      .pointer(() => w.u32(12).u16(2).u8(1).u8(0));
  });
  return w.u32(access).finish();
}

export function namesRequest(
  handle: Buffer,
  names: readonly string[],
  { opnum = 68, level = 1, options = 0 } = {},
): Buffer {
  const w = new NdrWriter().bytes(handle).u32(names.length);
  w.construct(() => {
    w.u32(names.length);
    for (const name of names) unicodeString.write(w, name);
  });
  w.construct(() => w.u32(0).pointer());
  w.u16(level).u32(0);
  return (opnum === 14 ? w : w.u32(options).u32(2)).finish();
}

export function sidsRequest(
  handle: Buffer,
  sids: readonly (string | undefined)[],
  { opnum = 57, level = 1 } = {},
): Buffer {
  const w = new NdrWriter().bytes(handle);
  w.construct(() => {
    w.u32(sids.length).pointer(() => {
      w.u32(sids.length);
      for (const sid of sids) optionalSid.write(w, sid);
    });
  });
  w.construct(() => w.u32(0).pointer());
  w.u16(level).u32(0);
  return (opnum === 15 ? w : w.u32(0).u32(2)).finish();
}

export const statusOf = (reply: Buffer): number => reply.readUInt32LE(reply.length - 4);

type ReadValue = (r: NdrReader, store: (value: string | number | undefined) => void) => void;

function readLookUp(reply: Buffer, readValue: ReadValue, hasFlags: boolean): LookUp {
  const r = new NdrReader(reply, 'look-up');
  const domains: string[] = [];
  r.pointer('ReferencedDomains', () => {
    const count = r.u32('Entries');
    r.pointer('Domains', () => {
      r.conformance(count, 12, 'Domains');
      for (let i = 0; i < count; i++) {
        unicodeString.read(r, 'Name', (name) => (domains[i] = name));
        optionalSid.read(r, 'Sid', (sid) => (domains[i] += ` ${sid}`));
      }
    });
    r.u32('MaxEntries');
  });
  const entries: Looked[] = [];
  r.construct(() => {
    const count = r.u32('Entries');
    r.pointer('Entries', () => {
      r.conformance(count, 12, 'Entries');
      for (let i = 0; i < count; i++) {
        const use = r.u16('Use');
        let value: Looked['value'];
        readValue(r, (read) => {
          value = read;
          if (entries[i] !== undefined) entries[i] = { ...entries[i]!, value: read };
        });
        const index = r.u32('DomainIndex');
        const domain = index === 0xffffffff ? undefined : domains[index];
        entries[i] = { use, value, domain, ...(hasFlags && { flags: r.u32('Flags') }) };
      }
    });
  });
  const mapped = r.u32('MappedCount');
  const status = r.u32('status');
  assert.equal(r.remaining, 0);
  return { entries, mapped, status };
}
