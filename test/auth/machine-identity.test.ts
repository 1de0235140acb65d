import assert from 'node:assert/strict';
import { decodeSingleHostData, decodeTokenInfoIntegrity } from '../../src/auth/machine-identity.js';

const id = 'cb17c8a83441f404d89379c17275d373e1969888f8f09ff9ec677838af0ab8f2';
const lasting = '00'.repeat(31) + '01';
const zero = '00'.repeat(32);
const hex = (text: string): Buffer => Buffer.from(text, 'hex');

describe('[MS-NLMP] 2.2.2.2 Single_Host_Data', () => {
  // As smbclient 4.17 sent it.
  const sent = hex(`30000000000000000000000000000000${id}`);

  it('has the MachineID of the client’s machine', () => {
    assert.deepEqual(decodeSingleHostData(sent), {
      size: 48,
      customData: Buffer.alloc(8),
      machine: { machineId: id },
    });
  });

  it('has what Windows sends: a MachineID, and the integrity level of the caller in CustomData', () => {
    // The AUTHENTICATE_MESSAGE of smb311_session_master_channel in test/vectors/ms-smb2-crypto.json.
    const windows = 'b61fefcaa857ea57bf1edcebf8974b8e0eba5a6dfd9d07a31d11b548f8c9d0cc';
    const data = decodeSingleHostData(hex(`30000000000000000000000000300000${windows}`));
    assert.deepEqual(data?.machine, { machineId: windows });
    assert.equal(data.customData.readUInt32LE(4), 0x3000);
  });

  it('has the id that stays across restarts behind it, as Windows sends since KB5068222', () => {
    const longer = hex(`50000000000000000100000000200000${id}${lasting}`);
    assert.deepEqual(decodeSingleHostData(longer), {
      size: 80,
      customData: hex('0100000000200000'),
      machine: { machineId: id, crossBootMachineId: lasting },
    });
  });

  it('MUST be ignored by another host: any other length has as much as there is, and the size decides nothing', () => {
    for (let length = 0; length < 48; length++) {
      assert.equal(decodeSingleHostData(sent.subarray(0, length)), undefined, String(length));
    }
    for (let more = 0; more < 32; more++) {
      const machine = decodeSingleHostData(Buffer.concat([sent, Buffer.alloc(more, 7)]))?.machine;
      assert.deepEqual(machine, { machineId: id }, String(more));
    }
    const beyond = Buffer.concat([sent, hex(lasting), Buffer.alloc(9, 7)]);
    beyond.writeUInt32LE(7, 0);
    assert.deepEqual(decodeSingleHostData(beyond)?.machine, { machineId: id, crossBootMachineId: lasting });
  });

  it('names no machine by zeros', () => {
    const of = (...ids: readonly string[]) =>
      decodeSingleHostData(hex('00'.repeat(16) + ids.join('')))?.machine;
    assert.equal(of(zero), undefined);
    assert.equal(of(zero, lasting), undefined);
    assert.deepEqual(of(id, zero), { machineId: id });
  });
});

describe('[MS-KILE] 2.2.5 LSAP_TOKEN_INFO_INTEGRITY', () => {
  const sent = hex(`0100000000300000${id}`);

  it('has the integrity level of the caller and its machine', () => {
    const all = { flags: 1, tokenIntegrityLevel: 0x3000 };
    assert.deepEqual(decodeTokenInfoIntegrity(sent), { ...all, machine: { machineId: id } });
    assert.deepEqual(decodeTokenInfoIntegrity(Buffer.concat([sent, hex(lasting)])), {
      ...all,
      machine: { machineId: id, crossBootMachineId: lasting },
    });
  });

  it('is nothing where it is too short', () => {
    for (let length = 0; length < 40; length++) {
      assert.equal(decodeTokenInfoIntegrity(sent.subarray(0, length)), undefined, String(length));
    }
  });
});
