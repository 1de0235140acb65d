import assert from 'node:assert/strict';
import { AvId } from '../../src/auth/ntlm/av-pairs.js';
import type { MachineIdentity } from '../../src/auth/machine-identity.js';
import type { AttemptRecord } from '../../src/diagnosis/attempt-record.js';
import { judge } from '../../src/posture/judge.js';
import { Machines } from '../../src/posture/machines.js';
import { Posture } from '../../src/posture/posture.js';
import { renderReport } from '../../src/posture/render.js';
import { serve } from '../session/support.js';
import { login, tryLogin } from '../support/smb-client-login.js';
import { catalogue } from './support.js';

const idOf = (digit: string): string => digit.repeat(64);

/** A login: address, name of the machine, MachineID, the id across restarts, time. */
type Login = readonly [
  client: string,
  name: string,
  start: string,
  installation: string | undefined,
  time: number,
];

function copiesOf(...logins: readonly Login[]): Record<string, string[]> {
  const machines = new Machines();
  for (const [client, name, start, installation, time] of logins) {
    const machine: MachineIdentity = {
      machineId: idOf(start),
      ...(installation !== undefined && { crossBootMachineId: idOf(installation) }),
    };
    machines.add(machine, { client, name, time });
  }
  return Object.fromEntries([...machines.copies].map(([client, others]) => [client, [...others]]));
}

describe('copies of a machine', () => {
  const both = { '10.0.0.1': ['10.0.0.2'], '10.0.0.2': ['10.0.0.1'] };

  it('are two starts of one installation at one time', () => {
    assert.deepEqual(
      copiesOf(['10.0.0.1', '', 'a', 'f', 1], ['10.0.0.2', '', 'b', 'f', 2], ['10.0.0.1', '', 'a', 'f', 3]),
      both,
    );
    assert.deepEqual(copiesOf(['10.0.0.1', 'PC', 'a', 'f', 1], ['10.0.0.2', 'PC', 'b', 'f', 1]), both);
  });

  it('are two starts of one installation with other names and addresses', () => {
    assert.deepEqual(copiesOf(['10.0.0.1', 'PC-1', 'a', 'f', 1], ['10.0.0.2', 'PC-2', 'b', 'f', 2]), both);
  });

  it('a client with ever new addresses and names makes no long list of them', () => {
    const logins = Array.from({ length: 200 }, (_, at): Login => {
      return [`fd00::${at}`, `PC-${at}`, at % 2 ? 'a' : 'b', 'f', at];
    });
    const copies = Object.values(copiesOf(...logins));
    assert.equal(copies.length, 64);
    for (const others of copies) assert.equal(others.length, 32);
  });

  it('are seen behind one address', () => {
    const logins: Login[] = [
      ['10.0.0.1', '', 'a', 'f', 1],
      ['10.0.0.1', '', 'b', 'f', 2],
      ['10.0.0.1', '', 'a', 'f', 3],
    ];
    assert.deepEqual(copiesOf(...logins), { '10.0.0.1': ['10.0.0.1'] });
  });

  it('are machines that go on from one saved state: one start under two names', () => {
    assert.deepEqual(
      copiesOf(['10.0.0.1', 'PC-1', 'a', undefined, 1], ['10.0.0.2', 'PC-2', 'a', undefined, 2]),
      both,
    );
    assert.deepEqual(copiesOf(['10.0.0.1', 'PC-1', 'a', 'f', 1], ['10.0.0.2', 'PC-2', 'a', 'f', 2]), both);
  });

  for (const [title, logins] of [
    [
      'two addresses, such as IPv4 and IPv6',
      [
        ['10.0.0.1', 'PC', 'a', 'f', 1],
        ['fe80::1', 'PC', 'a', 'f', 2],
        ['10.0.0.1', 'PC', 'a', 'f', 3],
      ],
    ],
    [
      'two addresses, and shows no other id',
      [
        ['10.0.0.1', 'PC', 'a', undefined, 1],
        ['fe80::1', '', 'a', undefined, 2],
      ],
    ],
    [
      'another address after a restart',
      [
        ['10.0.0.1', 'PC', 'a', 'f', 1],
        ['10.0.0.1', 'PC', 'a', 'f', 2],
        ['10.0.0.2', 'PC', 'b', 'f', 3],
      ],
    ],
    [
      'another name after a restart',
      [
        ['10.0.0.1', 'WIN-1', 'a', 'f', 1],
        ['10.0.0.1', 'PC', 'b', 'f', 2],
      ],
    ],
    [
      'no name',
      [
        ['10.0.0.1', '', 'a', 'f', 1],
        ['10.0.0.2', '', 'b', 'f', 2],
      ],
    ],
    [
      'a MachineID for each login, as Samba’s clients',
      [
        ['10.0.0.1', 'PC', 'a', undefined, 1],
        ['10.0.0.1', 'PC', 'b', undefined, 1],
        ['10.0.0.2', 'PC', 'c', undefined, 1],
      ],
    ],
    [
      'nothing in common with another',
      [
        ['10.0.0.1', 'PC-1', 'a', 'e', 1],
        ['10.0.0.2', 'PC-2', 'b', 'f', 1],
      ],
    ],
  ] as const) {
    it(`are none where a machine has ${title}`, () => assert.deepEqual(copiesOf(...logins), {}));
  }

  it('are kept in a memory that is bounded', () => {
    const machines = new Machines();
    for (let i = 0; i < 20_000; i++) {
      const machineId = i.toString(16).padStart(64, '0');
      const name = `PC-${i % 100}`;
      const sighting = { client: `10.0.${i % 7}.1`, name, time: i };
      machines.add({ machineId, crossBootMachineId: idOf('f') }, sighting);
      machines.add({ machineId }, sighting);
      machines.add({ machineId: idOf('a'), crossBootMachineId: machineId }, sighting);
    }
    assert.ok(machines.copies.size <= 7);
  });
});

describe('the finding cloned-machine', () => {
  const singleHost = (start: string, installation: string) => {
    const value = Buffer.from(`50000000${'00'.repeat(12)}${idOf(start)}${idOf(installation)}`, 'hex');
    return { editAvPairs: <Pair>(pairs: readonly Pair[]) => [...pairs, { id: AvId.MsvAvSingleHost, value }] };
  };

  /** Logins of two machines of one image, and of one that is another’s, each at its address. */
  async function attempts(): Promise<AttemptRecord[]> {
    await using server = await serve();
    for (const [workstation, start, installation] of [
      ['PC-1', 'a', 'f'],
      ['PC-2', 'b', 'f'],
      ['PC-3', 'c', 'e'],
    ] as const) {
      const client = await server.negotiated();
      await login(client, { workstation, ...singleHost(start, installation) });
      client.close();
    }
    await tryLogin(await server.negotiated(), { response: 'ntlmv1' });
    const records = await server.records(4);
    return records.map((record, i) => ({
      ...record,
      connection: { ...record.connection, remote: { address: `10.0.0.${i + 1}`, port: 1 } },
    }));
  }

  it('comes from the MachineID that NTLM’s records have', async () => {
    const records = await attempts();
    assert.deepEqual(
      records.map(({ proof }) => proof?.machine),
      [
        { machineId: idOf('a'), crossBootMachineId: idOf('f') },
        { machineId: idOf('b'), crossBootMachineId: idOf('f') },
        { machineId: idOf('c'), crossBootMachineId: idOf('e') },
        undefined,
      ],
    );
    const posture = new Posture(catalogue);
    for (const record of records) posture.add(record);
    const rows = posture.rows();
    assert.deepEqual(
      rows.map(({ findings, copies }) => [findings.includes('cloned-machine'), ...copies]),
      [[true, '10.0.0.2'], [true, '10.0.0.1'], [false], [false]],
    );
    assert.deepEqual([...(rows[0]?.machineIds ?? [])], [idOf('a')]);
    assert.deepEqual([...(rows[0]?.crossBootMachineIds ?? [])], [idOf('f')]);
    assert.deepEqual(
      judge(rows, 0, catalogue, { failOn: ['cloned-machine'], expectClients: 1 }).map(({ text }) => text),
      ['10.0.0.1', '10.0.0.2'].map(
        (client) => `${client}: cloned-machine: Is a copy of another machine, or another is one of it`,
      ),
    );
  });

  it('is in every form of the report, with its advice', async () => {
    const posture = new Posture(catalogue);
    for (const record of await attempts()) posture.add(record);
    const report = { catalogue, rows: posture.rows(), generatedAt: 0, version: '1', omitted: 0 };
    const { clients } = JSON.parse(renderReport(report, 'json')) as {
      clients: { machineIds: string[]; crossBootMachineIds: string[]; copies: string[] }[];
    };
    assert.deepEqual(
      [clients[1]?.machineIds, clients[1]?.crossBootMachineIds, clients[1]?.copies],
      [[idOf('b')], [idOf('f')], ['10.0.0.1']],
    );
    assert.match(renderReport(report, 'csv'), /,copies,/);
    assert.match(renderReport(report, 'sarif'), /"ruleId":"cloned-machine".*?sysprep \/generalize/s);
    assert.match(renderReport(report, 'html'), /<section id="cloned-machine">.*sysprep \/generalize/s);
  });
});
