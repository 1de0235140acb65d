import { NtStatus } from '../../constants/nt-status.js';
import type { ReasonGroup } from '../reasons.js';
import type { CarrierSymptoms, Symptoms } from '../../text/reason-text.js';
import { rdpShownFor } from '../shown/rdp.js';

/** An error as a client shows it, and every reason that can cause it. */
export interface Symptom {
  /** The error in every form in which people search for it. */
  readonly forms: readonly string[];
  readonly reasons: readonly string[];
}

/** The symptoms of one kind of client. */
export interface SymptomGroup {
  readonly title: string;
  readonly symptoms: readonly Symptom[];
}

/** The index from errors that clients show to reasons, for readers who have only the error message. */
export function listSymptoms(groups: readonly ReasonGroup[]): readonly SymptomGroup[] {
  const gather = <Key extends string | number>(
    keysOf: (symptoms: Symptoms & CarrierSymptoms, text: object) => readonly Key[] | undefined,
    formsOf: (key: Key) => readonly string[],
  ): Symptom[] => gatherFrom(groups, keysOf, formsOf);
  return [
    {
      title: 'Windows',
      symptoms: gather(({ windows }) => windows, windowsForms),
    },
    {
      title: 'Linux mount',
      symptoms: gather(({ linux }) => linux, linuxForms),
    },
    {
      title:
        'NTSTATUS, as smbclient and kernel logs name it, in hexadecimal, and in decimal with and without sign',
      symptoms: gather(({ status }) => status, statusForms),
    },
    {
      title: 'macOS',
      symptoms: gather(
        ({ macos }) => macos,
        (text) => [text],
      ),
    },
    {
      title: 'xfreerdp, by its exit code',
      symptoms: gather(exitCodesOf, (code) => [`exit code ${code}`]),
    },
    {
      title: 'curl, by its exit code',
      symptoms: gather(
        ({ curl }) => curl,
        (code) => [`curl: (${code})`],
      ),
    },
  ];
}

function gatherFrom<Key extends string | number>(
  groups: readonly ReasonGroup[],
  keysOf: (symptoms: Symptoms & CarrierSymptoms, text: object) => readonly Key[] | undefined,
  formsOf: (key: Key) => readonly string[],
): Symptom[] {
  const found = new Map<Key, Set<string>>();
  for (const { reasons } of groups) {
    for (const [reason, text] of Object.entries(reasons)) {
      for (const key of keysOf(text.symptoms ?? {}, text) ?? []) {
        const known = found.get(key) ?? new Set<string>();
        found.set(key, known.add(reason));
      }
    }
  }
  return [...found]
    .sort(([a], [b]) => String(a).localeCompare(String(b), 'en', { numeric: true }))
    .map(([key, reasons]) => ({ forms: formsOf(key), reasons: [...reasons] }));
}

/** A refusal of an acceptor is told by its status, which xfreerdp makes an exit code of. */
function exitCodesOf({ xfreerdp }: CarrierSymptoms, text: object): readonly number[] | undefined {
  return 'status' in text && typeof text.status === 'number'
    ? rdpShownFor(text.status).symptoms.xfreerdp
    : xfreerdp;
}

/** FACILITY_WIN32 of an HRESULT ([MS-ERREF] 2.1): the form in which Explorer shows an error. */
const HRESULT_WIN32 = 0x80070000;

function windowsForms(error: number): string[] {
  return [`error ${error}`, hexadecimal(HRESULT_WIN32 + error)];
}

function linuxForms(errno: number): string[] {
  return [`mount error(${errno})`, `-${errno}`];
}

function statusForms(name: string): string[] {
  const code = Object.entries(NtStatus).find(([known]) => known === name)?.[1];
  const numbers = code === undefined ? [] : [hexadecimal(code), String(code | 0), String(code)];
  return [`NT_${name}`, ...numbers];
}

function hexadecimal(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`;
}
