import assert from 'node:assert/strict';
import { AccessMask } from '../../src/shares/index.js';
import { isSharingViolation } from '../../src/shares/share-mode.js';

describe('share mode: [MS-FSA] 2.1.5.1.2.2', () => {
  const uses = [
    { access: AccessMask.FILE_READ_DATA, needs: 1 },
    { access: AccessMask.FILE_EXECUTE, needs: 1 },
    { access: AccessMask.FILE_WRITE_DATA, needs: 2 },
    { access: AccessMask.FILE_APPEND_DATA, needs: 2 },
    { access: AccessMask.DELETE, needs: 4 },
    { access: AccessMask.FILE_READ_DATA | AccessMask.FILE_WRITE_DATA | AccessMask.DELETE, needs: 7 },
  ];

  it('conflicts when either forbids what the other does: the whole matrix', () => {
    let conflicts = 0;
    for (const first of uses) {
      for (const second of uses) {
        for (let shareFirst = 0; shareFirst < 8; shareFirst++) {
          for (let shareSecond = 0; shareSecond < 8; shareSecond++) {
            const a = { grantedAccess: first.access, shareAccess: shareFirst };
            const b = { grantedAccess: second.access, shareAccess: shareSecond };
            const allowed = (second.needs & ~shareFirst) === 0 && (first.needs & ~shareSecond) === 0;
            assert.equal(isSharingViolation(a, b), !allowed);
            conflicts += allowed ? 0 : 1;
          }
        }
      }
    }
    assert.equal(conflicts > 0 && conflicts < 36 * 64, true);
  });

  it('leaves out opens that only look at attributes', () => {
    const looking = { grantedAccess: 0x00120080, shareAccess: 0 };
    const working = { grantedAccess: 0x001f01ff, shareAccess: 0 };
    assert.equal(isSharingViolation(looking, working), false);
    assert.equal(isSharingViolation(working, looking), false);
    assert.equal(isSharingViolation(working, working), true);
  });
});
