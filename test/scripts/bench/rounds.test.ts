import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { load } from './load.js';

type Figures = Readonly<Record<string, number>>;
type Note = (sentence: string) => void;
interface Contender {
  readonly title: string;
  readonly measure: (note: Note) => Figures;
}

const { measureInRounds } = await load<{
  measureInRounds: (
    part: object,
    present: readonly string[],
    asked: { readonly rounds: number },
    note: Note,
    options: { readonly known: Readonly<Record<string, Contender>>; readonly tell: Note },
  ) => Promise<{
    rounds: Readonly<Record<string, readonly Figures[]>>;
    medians: Readonly<Record<string, Figures>>;
  }>;
}>('rounds.mjs');

const { Stop } = (await import(pathToFileURL(resolve('scripts/support/project.mjs')).href)) as {
  Stop: new (message: string) => Error;
};

const part = {
  name: 'part',
  contenders: ['ours', 'theirs', 'absent'],
  measure: (contender: Contender, _asked: object, note: Note) => Promise.resolve(contender.measure(note)),
};

describe('bench: rounds', () => {
  const measured = async (
    ours: (note: Note) => Figures,
    theirs: (note: Note) => Figures,
    more: object = {},
  ) => {
    const notes: string[] = [];
    const steps: string[] = [];
    const known = { ours: { title: 'Ours', measure: ours }, theirs: { title: 'Theirs', measure: theirs } };
    const note = (sentence: string): void => void notes.push(sentence);
    const result = await measureInRounds({ ...part, ...more }, Object.keys(known), { rounds: 3 }, note, {
      known,
      tell: (step) => void steps.push(step),
    });
    return { ...result, notes, steps };
  };

  it('one round measures each server once, in turn', async () => {
    const order: string[] = [];
    const step = (name: string) => () => ({ rate: order.push(name) });
    const { rounds, medians, notes, steps } = await measured(step('ours'), step('theirs'));
    assert.deepEqual(steps.slice(0, 2), ['part: round 1 of 3, Ours …', 'part: round 1 of 3, Theirs …']);
    assert.deepEqual(order, ['ours', 'theirs', 'ours', 'theirs', 'ours', 'theirs']);
    assert.deepEqual(rounds['ours'], [{ rate: 1 }, { rate: 3 }, { rate: 5 }]);
    assert.deepEqual(medians, { ours: { rate: 3 }, theirs: { rate: 4 } });
    assert.deepEqual(notes, []);
  });

  it('a server that fails is named and left out; the others go on', async () => {
    let asked = 0;
    const failing = (): Figures => {
      asked += 1;
      throw new Stop('it ended before it listened:\nwith a long story');
    };
    const { medians, notes } = await measured(() => ({ rate: 7 }), failing);
    assert.equal(asked, 1);
    assert.deepEqual(medians, { ours: { rate: 7 }, theirs: {} });
    assert.deepEqual(notes, [
      'Theirs, part: it failed in round 1, and is left out of the others: it ended before it listened',
    ]);
  });

  it('the figures of the rounds before the failure count', async () => {
    let asked = 0;
    const failing = (): Figures => {
      asked += 1;
      if (asked === 2) throw new Stop('the server ended.');
      return { rate: 9 };
    };
    const { medians, notes } = await measured(failing, () => ({ rate: 7 }));
    assert.deepEqual([asked, medians], [2, { ours: { rate: 9 }, theirs: { rate: 7 } }]);
    assert.deepEqual(notes, [
      'Ours, part: it failed in round 2, and is left out of the others: the server ended',
    ]);
  });

  it('a part may have fewer rounds than were asked for', async () => {
    const { rounds } = await measured(
      () => ({ rate: 1 }),
      () => ({ rate: 2 }),
      { rounds: 1 },
    );
    assert.deepEqual(rounds, { ours: [{ rate: 1 }], theirs: [{ rate: 2 }] });
  });

  it('a note names the server', async () => {
    const noting = (note: Note): Figures => {
      note('8 clients: nothing');
      return {};
    };
    const { notes } = await measured(noting, () => ({}), { rounds: 1 });
    assert.deepEqual(notes, ['Ours, 8 clients: nothing']);
  });
});
