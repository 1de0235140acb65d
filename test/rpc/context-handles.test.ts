import assert from 'node:assert/strict';
import { CONTEXT_HANDLE_LENGTH, ContextHandles, NULL_CONTEXT_HANDLE } from '../../src/rpc/context-handles.js';
import { alice, guest } from './support/server-info.js';

describe('rpc: context handles', () => {
  it('stand for state of their type and user', () => {
    const handles = new ContextHandles(7);
    const state = { of: 'alice' };
    const handle = handles.open('policy', alice, state) ?? assert.fail();
    assert.equal(handle.length, CONTEXT_HANDLE_LENGTH);
    assert.equal(handles.find('policy', alice, handle), state);
    assert.equal(handles.find('look-up', alice, handle), undefined);
    assert.equal(handles.find('policy', guest, handle), undefined);
    assert.equal(handles.find('policy', { ...alice, sid: 'S-1-5-21-1-2' }, handle), undefined);
    assert.equal(handles.find('policy', alice, NULL_CONTEXT_HANDLE), undefined);
  });

  it('end once, by the user that they are for', () => {
    const handles = new ContextHandles(7);
    const handle = handles.open('policy', alice, {}) ?? assert.fail();
    assert.equal(handles.close('policy', guest, handle), false);
    assert.equal(handles.close('policy', alice, handle), true);
    assert.equal(handles.close('policy', alice, handle), false);
    assert.equal(handles.find('policy', alice, handle), undefined);
    assert.equal(handles.size, 0);
  });

  it('of one connection are none of another', () => {
    const [one, other] = [new ContextHandles(1), new ContextHandles(2)];
    const handle = one.open('policy', alice, {}) ?? assert.fail();
    other.open('policy', alice, {});
    assert.equal(other.find('policy', alice, handle), undefined);
  });

  it('of one user take no place of another in the association', () => {
    const handles = new ContextHandles(1);
    const bob = { ...alice, account: 'bob', sid: 'S-1-5-21-1-2-3-1001' };
    for (let i = 0; i < 256; i++) handles.open('policy', bob, {});
    assert.equal(handles.open('policy', bob, {}), undefined);
    const handle = handles.open('policy', alice, {}) ?? assert.fail();
    assert.equal(handles.close('policy', bob, handle), false);
    assert.equal(handles.close('policy', alice, handle), true);
  });

  it('are 256 at most for a user', () => {
    const handles = new ContextHandles(1);
    const opened = Array.from({ length: 256 }, () => handles.open('policy', alice, {}));
    assert.equal(new Set(opened.map((handle) => handle?.toString('hex'))).size, 256);
    assert.equal(handles.open('policy', alice, {}), undefined);
    handles.close('policy', alice, opened[3] ?? assert.fail());
    assert.ok(handles.open('policy', alice, {}));
  });
});
