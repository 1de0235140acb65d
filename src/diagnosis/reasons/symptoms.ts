import { NtStatus } from '../../constants/nt-status.js';
import type { ReasonGroup } from '../reasons.js';
import type { ClientShows } from './reason.js';

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
  const gather = (
    keysOf: (shows: ClientShows) => readonly string[],
    formsOf: (key: string) => readonly string[],
  ): Symptom[] => gatherFrom(groups, keysOf, formsOf);
  return [
    {
      title: 'Windows',
      symptoms: gather(({ windows }) => windowsErrors(windows), windowsForms),
    },
    {
      title: 'Linux mount',
      symptoms: gather(({ linux }) => matchesOf(linux, /error\((\d+)\)/g), linuxForms),
    },
    {
      title:
        'NTSTATUS, as smbclient and kernel logs name it, in hexadecimal, and in decimal with and without sign',
      symptoms: gather(
        ({ smbclient, linux }) => matchesOf(`${smbclient} ${linux}`, /(?:NT_)?(STATUS_\w+)/g),
        statusForms,
      ),
    },
    {
      title: 'macOS',
      symptoms: gather(
        ({ macos }) => matchesOf(macos, /“([^”]+)”/g),
        (text) => [text],
      ),
    },
  ];
}

function gatherFrom(
  groups: readonly ReasonGroup[],
  keysOf: (shows: ClientShows) => readonly string[],
  formsOf: (key: string) => readonly string[],
): Symptom[] {
  const found = new Map<string, Set<string>>();
  for (const { reasons } of groups) {
    for (const [reason, { clientShows }] of Object.entries(reasons)) {
      for (const key of keysOf(clientShows)) {
        const known = found.get(key) ?? new Set<string>();
        found.set(key, known.add(reason));
      }
    }
  }
  return [...found]
    .sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
    .map(([key, reasons]) => ({ forms: formsOf(key), reasons: [...reasons] }));
}

function matchesOf(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, key = '']) => key);
}

/** FACILITY_WIN32 of an HRESULT ([MS-ERREF] 2.1): the form in which Explorer shows an error. */
const HRESULT_WIN32 = 0x80070000;

/** The numbers outside quotation marks; an HRESULT counts as the error in it. */
function windowsErrors(text: string): string[] {
  const numbers = text.replace(/“[^”]*”/g, '').match(/0x[0-9a-f]{8}|\b\d+\b/gi) ?? [];
  return numbers.map((number) => String(Number(number) >= HRESULT_WIN32 ? Number(number) & 0xffff : number));
}

function windowsForms(error: string): string[] {
  return [`error ${error}`, hexadecimal(HRESULT_WIN32 + Number(error))];
}

function linuxForms(errno: string): string[] {
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
