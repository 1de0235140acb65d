import assert from 'node:assert/strict';
import type { MechanismWords } from '../../src/auth/mechanism-words.js';
import { attemptParagraph, noColours } from '../../src/diagnosis/output/paragraph.js';
import { authenticationRecord } from '../../src/diagnosis/output/samba-audit.js';
import { createServer } from '../../src/server/create-server.js';
import { printableJson } from '../../src/text/printable.js';
import { ConfigurationError } from '../../src/values/configuration-error.js';
import { ToyClient } from '../auth/toy-mechanism/toy-client.js';
import { toyMechanism } from '../auth/toy-mechanism/toy-mechanism.js';
import { toyRejections, toyWords } from '../auth/toy-mechanism/toy-words.js';
import { serve } from '../session/support.js';

const layout = { colours: noColours, width: 400 };

/** A server that refuses a toy of these words, the record of that, and what its log says. */
async function refusedBy(change: object) {
  const errors: string[] = [];
  const logger = {
    error: (message: string, { error }: { readonly error: unknown }) =>
      errors.push(`${message}: ${String(error)}`),
    warn: () => {},
  };
  const words = { ...toyWords, ...change } as MechanismWords;
  const unhandled: unknown[] = [];
  const listen = (error: unknown): number => unhandled.push(error);
  process.on('unhandledRejection', listen);
  try {
    const server = await serve({ mechanisms: [toyMechanism({ words })], logger });
    await new ToyClient(await server.negotiated(), { word: 'Sesam' }).say();
    const [record] = await server.records(1);
    await new ToyClient(await server.negotiated()).ask();
    await server.close();
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(unhandled, []);
    assert.ok(record);
    return { record, errors };
  } finally {
    process.off('unhandledRejection', listen);
  }
}

describe('words of a program’s own that are none cost no record', () => {
  const rejecting = async (): Promise<never> => {
    throw new Error('a broken toy');
  };
  const circle: Record<string, unknown> = {
    mechanism: 'TOY',
    version: undefined,
    remarks: [],
    weaknesses: [],
    passwordType: undefined,
  };
  circle['self'] = circle;

  for (const [title, change, problem] of [
    ['a promise of a record', { record: rejecting }, 'words.record: expected no promise'],
    ['a record without remarks', { record: () => ({ mechanism: 'TOY' }) }, 'words.record.remarks'],
    ['a record that is a text', { record: () => 'TOY' }, 'words.record: expected an object'],
    ['a record without an end', { record: () => circle }, 'words.record: expected what JSON'],
    [
      'a promise of sentences',
      { sentences: { 'toy-word-wrong': rejecting } },
      'sentences.toy-word-wrong: expected no promise',
    ],
    [
      'a sentence without a list',
      { sentences: { 'toy-word-wrong': () => 'Wrong.' } },
      'sentences.toy-word-wrong: expected a list',
    ],
    [
      'a list of nothing',
      { sentences: { 'toy-word-wrong': () => [undefined] } },
      'sentences.toy-word-wrong[0]: expected a text',
    ],
    ['a proof that has failed somehow', { failedProof: () => ({}) }, 'words.failedProof.user'],
  ] as const) {
    it(title, async () => {
      const { record, errors } = await refusedBy(change);
      assert.equal(record.reason, 'toy-word-wrong');
      assert.match(record.explanation, /^The word that came is not the one of the account\. The client sent/);
      assert.match(attemptParagraph(record, layout), /REFUSED {2}“TOYS\\alice”/);
      assert.match(printableJson(authenticationRecord(record)), /"clientAccount":"alice"/);
      if (!('failedProof' in change)) {
        assert.ok(
          errors.some(
            (error) => error.includes(`the words of a mechanism failed`) && error.includes(problem),
          ),
          errors.join('\n'),
        );
      }
    });
  }

  for (const [title, progress] of [
    ['a promise', rejecting],
    ['a text', () => 'half-way'],
    ['one without a sentence', () => ({ challenged: true })],
  ] as const) {
    it(`progress that is ${title}`, async () => {
      await using server = await serve({
        mechanisms: [toyMechanism({ words: { ...toyWords, progress } as unknown as MechanismWords })],
        logger: { error: () => {}, warn: () => {} },
      });
      const client = await server.negotiated();
      await new ToyClient(client).ask();
      client.close();
      const [record] = await server.records(1);
      assert.equal(record?.reason, 'left-before-challenge');
    });
  }
});

describe('words of a program’s own are looked at when the server is made', () => {
  const [odd] = [toyRejections['toy-odd']];
  for (const [title, change, problem] of [
    ['a check without its section', { checks: ['toy-form'] }, 'words.checks[0]: expected a list'],
    [
      'a check with too much',
      { checks: [['toy-form', 'RFC 2324', '2']] },
      'words.checks[0]: expected a check',
    ],
    ['a promise of reasons', { reasons: Promise.resolve({}) }, 'words.reasons: expected a plain object'],
    [
      'a reason without what clients show',
      { reasons: { 'toy-odd': { ...odd, clientShows: undefined } } },
      'words.reasons.toy-odd.clientShows: expected an object',
    ],
    [
      'an error that is none of Windows',
      { reasons: { 'toy-odd': { ...odd, symptoms: { windows: [0x80070035] } } } },
      'words.reasons.toy-odd.symptoms.windows[0]: expected at most 65535',
    ],
    [
      'a refusal with success',
      { reasons: { 'toy-odd': { ...odd, status: 0 } } },
      'words.reasons.toy-odd.status: expected an NTSTATUS',
    ],
    ['a reason of the server', { reasons: { accepted: odd } }, 'words.reasons.accepted: expected a reason'],
    [
      'a reason of all',
      { reasons: { 'wrong-password': odd } },
      'words.reasons.wrong-password: expected a reason',
    ],
    [
      'a common reason that is none',
      { commonReasons: { 'toy-odd': { sentence: 'Odd.', advice: 'Odd.' } } },
      'words.commonReasons.toy-odd: expected a reason that every mechanism may have',
    ],
    [
      'a common reason without its advice',
      { commonReasons: { 'wrong-password': { sentence: 'Wrong.' } } },
      'words.commonReasons.wrong-password.advice: expected a text',
    ],
    [
      'a promise of common reasons',
      { commonReasons: Promise.resolve({}) },
      'words.commonReasons: expected a plain object',
    ],
    [
      'a sentence that is none',
      { sentences: { 'toy-odd': 'Odd.' } },
      'words.sentences.toy-odd: expected a fu',
    ],
    [
      'a weakness of no level',
      { weaknesses: { short: { title: 'a', help: 'b', level: 'bad' } } },
      'words.weaknesses.short.level: expected "error"',
    ],
    [
      'a code that ends an attribute',
      { weaknesses: { '"><script>': { title: 'a', help: 'b', level: 'note' } } },
      'expected letters, digits, dots and hyphens',
    ],
    [
      'a column without values',
      { columns: [{ key: 'a', title: 'A' }] },
      'words.columns[0].values: expected a',
    ],
  ] as const) {
    it(`${title}: refused`, () => {
      const words = { ...toyWords, ...change } as unknown as MechanismWords;
      for (const mechanisms of [[toyMechanism({ words })], () => [toyMechanism({ words })]]) {
        assert.throws(
          () => createServer({ accounts: [], mechanisms }),
          (error) => error instanceof ConfigurationError && error.message.includes(problem),
        );
      }
    });
  }

  it('and so are object identifiers that DER has no form for', () => {
    for (const oid of ['0.40', '1.40.1', '3.1', '1.02.3', '1']) {
      assert.throws(
        () => createServer({ accounts: [], mechanisms: [toyMechanism({ oids: [oid] })] }),
        /mechanisms\[0\]\.oids\[0\]: expected an object identifier/,
      );
    }
    for (const oid of ['2.999.1', '1.39', '2.25.329800735698586629295641978511506172918']) {
      createServer({ accounts: [], mechanisms: [toyMechanism({ oids: [oid] })] });
    }
  });
});
