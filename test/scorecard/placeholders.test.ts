import assert from 'node:assert/strict';
import type { PlaceholderValues } from '../../src/scorecard/client.js';
import { fillPlaceholders, placeholderNames, unknownPlaceholders } from '../../src/scorecard/placeholders.js';

const values = Object.fromEntries(
  placeholderNames.map((name) => [name, `<${name}>`]),
) as unknown as PlaceholderValues;

describe('placeholders of a command', () => {
  it('are filled in, each argument by itself', () => {
    assert.deepEqual(fillPlaceholders(['//{host}/{share}', '-U', '{user}%{password}'], values), [
      '//<host>/<share>',
      '-U',
      '<user>%<password>',
    ]);
  });

  it('a value is not looked at again', () => {
    assert.deepEqual(fillPlaceholders(['{user}'], { ...values, user: '{password}' }), ['{password}']);
    assert.deepEqual(fillPlaceholders(['{user}'], { ...values, user: '$&$1' }), ['$&$1']);
  });

  it('doubled braces stand for themselves, and other braces mean nothing', () => {
    const command = ['{{user}}', '{"a": {}}', '{ user }', '{User}', '${HOME}'];
    assert.deepEqual(fillPlaceholders(command, values), [
      '{user}',
      '{"a": {}}',
      '{ user }',
      '{User}',
      '${HOME}',
    ]);
    assert.deepEqual(unknownPlaceholders(command), []);
  });

  it('an unknown one is named, once', () => {
    assert.deepEqual(unknownPlaceholders(['{hots}:{port}', '{hots}', '{constructor}']), [
      'hots',
      'constructor',
    ]);
  });
});
