import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AttemptRecord } from '../../../diagnosis/attempt-record.js';
import type { ConversationStep } from '../../messages.js';
import { endpointWords } from '../words/attempt-words.js';
import { isPassed, noteWords } from '../words/note-words.js';
import { byteWords, durationWords } from '../words/time-words.js';
import { Foreign } from './foreign.js';
import { Icon } from './icons.js';

/** Steps that are drawn at first. */
const FIRST = 60;

/** Milliseconds of silence that are told. */
const SILENCE = 1000;

interface DiagramProps {
  readonly steps: readonly ConversationStep[];
  readonly record: AttemptRecord;
}

/** The messages between both lifelines in their order. In words it is a list: who said what, and what came of it. */
export function SequenceDiagram({ steps, record }: DiagramProps): JSX.Element {
  const [limit, setLimit] = useState(FIRST);
  const { remote, local } = record.connection;
  const start = steps[0]?.time ?? 0;
  // The step at which the login broke is always drawn.
  const drawn = Math.max(limit, steps.findIndex(({ broke }) => broke) + 2);
  return (
    <div class="sequence">
      <div class="ends" aria-hidden="true">
        <span class="end">
          <b>Client</b> {endpointWords(remote)}
        </span>
        <span class="end">
          <b>Server</b> {endpointWords(local)}
        </span>
      </div>
      <ol class="steps" aria-label="Messages between client and server">
        {steps.slice(0, drawn).map((step, at) => (
          <Step
            step={step}
            since={step.time - start}
            pause={step.time - (steps[at - 1]?.time ?? step.time)}
            record={record}
          />
        ))}
      </ol>
      {steps.length > drawn && (
        <p class="more">
          <button type="button" onClick={() => setLimit(drawn + FIRST)}>
            Show {Math.min(FIRST, steps.length - drawn)} more messages
          </button>
        </p>
      )}
    </div>
  );
}

interface StepProps {
  readonly step: ConversationStep;
  /** Milliseconds since the first message. */
  readonly since: number;
  /** Milliseconds since the message before. */
  readonly pause: number;
  readonly record: AttemptRecord;
}

function Step({ step, since, pause, record }: StepProps): JSX.Element {
  const { from, title, detail, bytes, notes, broke } = step;
  const failed = record.checks.find(({ outcome }) => outcome === 'failed');
  return (
    <li class={`step from-${from}${broke ? ' broke' : ''}`}>
      {pause >= SILENCE && <p class="pause">{durationWords(pause * 1000)} without a message</p>}
      <span class="since">+{sinceWords(since)} ms</span>
      <p class="message">
        <span class="unseen">{from === 'client' ? 'Client to server: ' : 'Server to client: '}</span>
        <span class="title">
          <Foreign text={title} />
        </span>
        {detail !== undefined && (
          <span class="message-detail">
            <Foreign text={detail} whole />
          </span>
        )}
        <span class="size">{byteWords(bytes)}</span>
      </p>
      <span class="arrow" aria-hidden="true" />
      {broke && (
        <div class="break">
          <p>
            <Icon name="refused" /> <b>The login broke here.</b>{' '}
            {failed === undefined ? (
              <code>{record.reason}</code>
            ) : (
              <>
                Check <code>{failed.check}</code> failed <span class="section">{failed.section}</span>
                {failed.detail !== undefined && (
                  <>
                    : <Foreign text={failed.detail} whole />
                  </>
                )}
              </>
            )}
          </p>
        </div>
      )}
      {notes.length > 0 && <Notes notes={notes} told={broke ? failed?.check : undefined} />}
    </li>
  );
}

interface NotesProps {
  readonly notes: readonly string[];
  /** The check that is told already. */
  readonly told: string | undefined;
}

/** The words of the facts; checks that passed are told in one line. */
function Notes({ notes, told }: NotesProps): JSX.Element | null {
  const all = notes.map(noteWords).filter(({ check }) => check === undefined || check !== told);
  if (all.length === 0) return null;
  const passed = all.filter(isPassed);
  return (
    <ul class="notes" aria-label="Noticed by the server">
      {all
        .filter((note) => !isPassed(note))
        .map((note) =>
          note.check === undefined ? (
            <li>
              <Foreign text={note.words} whole />
            </li>
          ) : (
            <li class="failed">
              <Icon name="refused" /> <code>{note.check}</code> failed
              <Foreign text={note.words} whole />
            </li>
          ),
        )}
      {passed.length > 0 && (
        <li class="passed">
          <Icon name="accepted" /> <span class="unseen">passed: </span>
          {passed.map(({ check }) => check).join(', ')}
        </li>
      )}
    </ul>
  );
}

/** Whole milliseconds are told as such: the server may know no more. */
function sinceWords(since: number): string {
  return since.toFixed(Number.isInteger(since) || since >= 100 ? 0 : 1);
}
