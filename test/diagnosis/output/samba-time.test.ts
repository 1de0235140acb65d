import assert from 'node:assert/strict';
import { sambaTime } from '../../../src/diagnosis/output/samba-time.js';

describe('a time as Samba’s audit writes it', () => {
  it('has six digits of a second, the last three zeros, whatever time was written before', () => {
    const second = Date.UTC(2026, 10, 21, 7, 0, 0);
    assert.equal(sambaTime(second + 123), '2026-11-21T07:00:00.123000+0000');
    assert.equal(sambaTime(second + 7), '2026-11-21T07:00:00.007000+0000');
    assert.equal(sambaTime(second + 999.9), '2026-11-21T07:00:00.999000+0000');
    assert.equal(sambaTime(second + 1000), '2026-11-21T07:00:01.000000+0000');
    assert.equal(sambaTime(second - 1), '2026-11-21T06:59:59.999000+0000');
    assert.equal(sambaTime(0), '1970-01-01T00:00:00.000000+0000');
    assert.equal(sambaTime(-1), '1969-12-31T23:59:59.999000+0000');
  });

  it('is that of Date for any time', () => {
    for (const time of [1, 1e12 + 0.4, 1_764_409_000_001, 1_764_409_000_999, 253_402_300_799_999]) {
      assert.equal(sambaTime(time), `${new Date(time).toISOString().slice(0, -1)}000+0000`);
    }
  });
});
