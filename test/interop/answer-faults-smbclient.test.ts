import assert from 'node:assert/strict';
import { faultPresets, faults, type FaultPresetName } from '../../src/faults/preset.js';
import { createServer } from '../../src/server/create-server.js';
import type { ServerOptions } from '../../src/server/options.js';
import { requireProgram } from '../support/require-program.js';
import { alice, smbclient } from '../support/smbclient.js';

interface Judged {
  readonly preset: FaultPresetName;
  /** The words of smbclient 4.17; absent: it gets on. */
  readonly says?: RegExp;
  readonly options?: Partial<ServerOptions>;
}

const encrypted = { policy: { encryption: 'required' } } as const;

const judged: readonly Judged[] = [
  { preset: 'unsignedSuccess', says: /session setup failed: NT_STATUS_ACCESS_DENIED.*Bad SMB2/s },
  { preset: 'guestInsteadOfUser', says: /NT_STATUS_/ },
  { preset: 'changedAnswer', says: /tree connect failed: NT_STATUS_ACCESS_DENIED.*Bad SMB2/s },
  { preset: 'signatureZeroed', says: /tree connect failed: NT_STATUS_ACCESS_DENIED.*Bad SMB2/s },
  { preset: 'signatureStripped', says: /tree connect failed: NT_STATUS_ACCESS_DENIED/ },
  { preset: 'signedWithZeroKey', says: /tree connect failed: NT_STATUS_ACCESS_DENIED.*Bad SMB2/s },
  { preset: 'encryptionOff', says: /tree connect failed: NT_STATUS_ACCESS_DENIED/, options: encrypted },
  { preset: 'encryptionUnasked' },
  { preset: 'oneCredit' },
  { preset: 'noCredits', says: /Insufficient credits/ },
  { preset: 'pendingFirst' },
  { preset: 'outOfOrder' },
  { preset: 'otherMessageId', says: /tree connect failed: NT_STATUS_INVALID_NETWORK_RESPONSE/ },
  // It looks for the request alone, and does not mind the session.
  { preset: 'otherSessionId' },
  { preset: 'sessionDeleted', says: /tree connect failed: NT_STATUS_USER_SESSION_DELETED/ },
  { preset: 'accountLocked', says: /session setup failed: NT_STATUS_ACCOUNT_LOCKED_OUT/ },
];

describe('faults as smbclient sees them', () => {
  before(function () {
    requireProgram(this, 'smbclient');
  });

  for (const { preset, says, options } of judged) {
    it(`${preset}: ${says === undefined ? 'it gets on' : 'it ends with an error'}`, async () => {
      await using server = createServer({
        accounts: [alice],
        shares: [{ name: 'files', temporary: true }],
        faults: [faults[preset]()],
        ...options,
      });
      const { port } = await server.listen();
      const { code, stdout, stderr } = await smbclient({ port, commands: 'mkdir a; ls' });
      const said = stdout + stderr;
      if (says === undefined) assert.equal(code, 0, said);
      else assert.match(said, says);
      const [fault] = server.faults;
      assert.ok(fault !== undefined && fault.happened > 0, `${preset} did not happen`);
      assert.equal(fault.fault.when.step, faultPresets[preset].when.step);
    });
  }
});
