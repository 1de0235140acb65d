import type { Expectation } from '../case.js';

/** The conduct of a good client, behind “a good client”. */
export const expectation: Readonly<Record<Expectation, string>> = {
  succeeds: 'logs in and does its work',
  reports: 'ends with an error',
  refuses: 'does not go on',
  bears: 'does its work all the same',
  'fails-cleanly': 'does its work, or ends with an error',
};
