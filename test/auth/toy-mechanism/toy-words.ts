import {
  type LoginFacts,
  type MechanismWords,
  NtStatus,
  type ProofRecord,
  type Rejections,
} from 'smb2-auth-server/auth';
import type { ToyFact } from './toy-mechanism.js';

const shows = { windows: 'a sad face', linux: 'a sad face', smbclient: 'a sad face', macos: 'a sad face' };

/** Reasons that nothing but the toy has. */
export const toyRejections = {
  'toy-word-wrong': {
    status: NtStatus.STATUS_LOGON_FAILURE,
    sentence: 'The word that came is not the one of the account.',
    advice: 'Whisper the word again, in small letters.',
    clientShows: shows,
    section: 'RFC 2324 2.3.2',
  },
  'toy-odd': {
    status: NtStatus.STATUS_INVALID_PARAMETER,
    sentence: 'A token came that no toy makes.',
    advice: 'Take a new toy.',
    clientShows: shows,
    section: 'RFC 2324 2.3',
  },
} as const satisfies Rejections;

/** The proof of the toy, with a field of its own. */
export interface ToyRecord extends ProofRecord {
  readonly mechanism: 'TOY';
  readonly spelling: string;
}

type Word = Extract<ToyFact, { kind: 'word' }>;

function wordOf({ own }: LoginFacts): Word | undefined {
  return (own as readonly ToyFact[]).findLast((fact): fact is Word => fact.kind === 'word');
}

/** The words of the toy. */
export const toyWords: MechanismWords = {
  authDescription: 'ToyBox',
  checks: [
    ['toy-form', 'RFC 2324 2.3'],
    ['toy-account', 'RFC 2324 2.3'],
    ['toy-word', 'RFC 2324 2.3'],
    ['toy-mood', 'RFC 2324 2.4'],
  ],
  reasons: toyRejections,
  record: (login): ToyRecord | undefined => {
    if (login.own.length === 0) return undefined;
    const word = wordOf(login);
    return {
      mechanism: 'TOY',
      version: word && `TOY${word.length}`,
      remarks: word ? [`spelling ${word.spelling}`] : [],
      weaknesses: word && word.length < 4 ? ['toy-short-word'] : [],
      passwordType: word && 'Whispered',
      spelling: word?.spelling ?? 'unheard',
    };
  },
  describeFact: (fact) => `the toy tells of a ${(fact as ToyFact).kind}`,
  sentences: {
    'toy-word-wrong': (login) => [`It was ${wordOf(login)?.length ?? 0} letters long.`],
    'left-after-challenge': () => ['The riddle was too hard for it.'],
  },
  proofInWords: (login) => `a word of ${wordOf(login)?.length ?? 0} letters`,
  progress: ({ own }) => ({
    sentence: 'The riddle was out.',
    challenged: own.some((fact) => (fact as ToyFact).kind === 'riddle'),
  }),
  howToAllow: 'Give the client a toy.',
  weaknesses: {
    'toy-short-word': {
      title: 'Whispers a short word',
      help: 'Short words are guessed. Take a longer one.',
      level: 'error',
    },
  },
  columns: [{ key: 'toySpellings', title: 'Spelling', values: (proof) => [(proof as ToyRecord).spelling] }],
};
