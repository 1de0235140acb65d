import assert from 'node:assert/strict';
import { AccessMask, expandGenericAccess, maximalAccessOf } from '../../src/shares/index.js';

describe('access mask: [MS-SMB2] 2.2.13.1.1', () => {
  it('expands generic rights', () => {
    assert.equal(expandGenericAccess(AccessMask.GENERIC_READ), 0x00120089);
    assert.equal(expandGenericAccess(AccessMask.GENERIC_WRITE), 0x00120116);
    assert.equal(expandGenericAccess(AccessMask.GENERIC_EXECUTE), 0x001200a0);
    assert.equal(expandGenericAccess(AccessMask.GENERIC_ALL), 0x001f01ff);
    assert.equal(expandGenericAccess(AccessMask.DELETE | AccessMask.FILE_READ_DATA), 0x00010001);
  });

  it('gives a level every right it includes, and no other', () => {
    assert.equal(maximalAccessOf('none'), 0);
    assert.equal(maximalAccessOf('read'), 0x001200a9);
    assert.equal(maximalAccessOf('write'), 0x001f01ff);
  });

  it('gives what is no level nothing', () => {
    for (const word of [
      undefined,
      false,
      true,
      'readwrite',
      'Write',
      'toString',
      '__proto__',
      Promise.resolve('write'),
    ]) {
      assert.equal(Reflect.apply(maximalAccessOf, undefined, [word]), 0);
    }
  });
});
