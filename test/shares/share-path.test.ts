import assert from 'node:assert/strict';
import { parseSharePath } from '../../src/shares/share-path.js';
import { throwsWith } from './fixture.js';

describe('share path: [MS-FSCC] 2.1.5', () => {
  it('is taken apart at backslashes', () => {
    assert.deepEqual(parseSharePath(''), { components: [], trailingBackslash: false });
    assert.deepEqual(parseSharePath('a\\b c\\d.txt').components, ['a', 'b c', 'd.txt']);
    assert.deepEqual(parseSharePath('a\\b\\'), { components: ['a', 'b'], trailingBackslash: true });
  });

  it('may hold any other character, and device names as Samba lets them', () => {
    for (const name of ['日本語', '😀.txt', 'CON', 'com1', 'trailing. ', '...', '.hidden', '~$x', 'é']) {
      assert.deepEqual(parseSharePath(name).components, [name]);
    }
  });

  it('is never absolute', () => {
    for (const path of ['\\', '\\a', '\\\\host\\share', '\\..\\a']) {
      throwsWith(() => parseSharePath(path), 'STATUS_INVALID_PARAMETER');
    }
  });

  it('holds no dot directory names: [MS-FSCC] 2.1.5.1', () => {
    for (const path of ['..', '.', 'a\\..', 'a\\..\\b', '..\\a', 'a\\.\\b', '..\\']) {
      throwsWith(() => parseSharePath(path), 'STATUS_OBJECT_PATH_SYNTAX_BAD');
    }
  });

  it('holds no character a filename cannot have: [MS-FSCC] 2.1.5.2', () => {
    for (const unit of ['"', '/', ':', '|', '<', '>', '*', '?', '\0', '\x01', '\x1f', '\n']) {
      throwsWith(() => parseSharePath(`a\\x${unit}y`), 'STATUS_OBJECT_NAME_INVALID');
    }
    for (const path of ['file:stream', 'file::$DATA', 'C:', 'C:\\Windows', 'a/../../etc', '/etc/passwd']) {
      throwsWith(() => parseSharePath(path), 'STATUS_OBJECT_NAME_INVALID');
    }
  });

  it('holds no empty component and no half of a surrogate pair', () => {
    for (const path of ['a\\\\b', 'a\\\\', '\ud83d', 'x\udc00y', 'a\\\ud83d\\b']) {
      throwsWith(() => parseSharePath(path), 'STATUS_OBJECT_NAME_INVALID');
    }
  });

  it('has an end', () => {
    assert.equal(parseSharePath('n'.repeat(255)).components.length, 1);
    throwsWith(() => parseSharePath('n'.repeat(256)), 'STATUS_OBJECT_NAME_INVALID');
    throwsWith(() => parseSharePath(Array(256).fill('d').join('\\')), 'STATUS_NAME_TOO_LONG');
  });
});
