import assert from 'node:assert/strict';
import { Backlog } from '../../../src/runtime/backlog.js';
import { type Closing, OpenTable } from '../../../src/session/model/open-table.js';
import type { OpenPipe } from '../../../src/shares/pipe-share.js';

describe('Session.OpenTable', () => {
  it('loses thousands of opens at once, and closes them in turns of the event loop', async () => {
    const errors: unknown[] = [];
    const closings = new Backlog<Closing>(({ close }) => close());
    const table = new OpenTable({ closings, nextOpenId: () => 1 }, (error) => errors.push(error));
    const closed: unknown[] = [];
    const pipe = { close: () => void closed.push(pipe) } as OpenPipe;
    const opens = Array.from({ length: 1000 }, (_, index) =>
      table.add({
        treeId: index % 2,
        target: { type: 'pipe', pipe },
        persistent: 1n,
        channelSequence: { current: 0 } as never,
      }),
    );
    assert.deepEqual([table.countOf(0), table.countOf(1)], [500, 500]);
    table.closeTree(1);
    assert.equal(table.size, 500);
    assert.deepEqual([table.countOf(0), table.countOf(1)], [500, 0]);
    assert.equal(table.findAnywhere(opens[999]!.fileId), undefined);
    table.closeAll();
    assert.equal(table.size, 0);
    assert.equal(table.findAnywhere(opens[998]!.fileId), undefined);
    let most = closed.length;
    while (closed.length < 1000) {
      const before = closed.length;
      await new Promise((resolve) => setImmediate(resolve));
      most = Math.max(most, closed.length - before);
    }
    assert.ok(most <= 16, `${most} in one turn`);
    await closings.settle();
    await table.close(opens[0]!);
    assert.equal(closed.length, 1000);
    assert.deepEqual(errors, []);
  });
});
