import assert from 'node:assert/strict';
import type { LoginCheck } from '../../../src/auth/ntlm/login-check.js';
import { loginChecks, runLoginChecks } from '../../../src/auth/ntlm/login-checks.js';
import { everySubject, type Subject, type SubjectsOfCheck } from '../../../src/auth/ntlm/subject.js';

describe('the checks that follow a proof', () => {
  it('run for every user, however it was proved', () => {
    for (const { name, subjects } of loginChecks) assert.equal(subjects.user, 'checked', name);
  });

  it('name every kind of subject, or do not compile', () => {
    const run: LoginCheck['run'] = () => 'passed';
    // @ts-expect-error No subjects are named.
    const silent: LoginCheck = { name: 'silent', section: '', run };
    // @ts-expect-error One kind is left out.
    const forgetful: SubjectsOfCheck = { user: 'checked', guest: 'checked' };
    assert.equal(silent.subjects, undefined);
    assert.equal(forgetful.anonymous, undefined);
    assert.deepEqual(Object.keys(everySubject), ['user', 'guest', 'anonymous']);
  });

  it('all run for a subject of a kind that they do not name', () => {
    const stranger: Subject = JSON.parse('{"kind":"machine"}');
    const login = new Proxy(
      { subject: stranger },
      // The first check that asks for anything else has run, and so has a report.
      { get: (target, key) => Reflect.get(target, key) ?? assert.fail('a check ran') },
    );
    assert.throws(() => Reflect.apply(runLoginChecks, undefined, [login]), /a check ran/);
  });
});
