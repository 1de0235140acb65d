import type { Operation } from '../service.js';
import { Win32Error } from '../win32-error.js';

/** The rules for names of each type ([MS-SRVS] 2.2.2.8). */
interface NameRule {
  readonly minimum: number;
  readonly maximum: number;
  /** Characters that it must not contain. */
  readonly invalid: readonly string[];
  /** Beyond the characters. */
  readonly further?: (name: string) => boolean;
}

const CONTROLS = Array.from({ length: 0x1f }, (_, index) => String.fromCharCode(index + 1));
const DEFAULT_INVALID = [...CONTROLS, '"', '/', '\\', '[', ']', ':', '|', '<', '>', '+', '=', ';', ',', '?'];

function plain(minimum: number, maximum: number, ...invalid: string[]): NameRule {
  return { minimum, maximum, invalid: [...DEFAULT_INVALID, ...invalid] };
}

/** By NAMETYPE. */
const rules: ReadonlyMap<number, NameRule> = new Map([
  [1, plain(1, 256)],
  [2, { minimum: 0, maximum: 256, invalid: [] }],
  [3, plain(1, 256)],
  [4, { ...plain(1, 260, '*'), further: (name) => name === name.trim() }],
  [5, plain(1, 16)],
  [6, plain(1, 15, '*', ' ')],
  [7, plain(1, 80)],
  [8, plain(1, 260)],
  [9, plain(1, 80)],
  [10, plain(1, 15)],
  [11, { ...plain(1, 260), further: isMessageDestination }],
  [12, { minimum: 0, maximum: 8, invalid: [] }],
  [13, plain(1, 15)],
]);

/** Names as LAN Manager 2.x has them, which Windows accepts as a flag and we check no differently. */
const LM2X_COMPATIBLE = 0x80000000;

/** NetprNameValidate ([MS-SRVS] 3.1.4.32). */
export const nameValidate: Operation = {
  name: 'NetprNameValidate',
  run: (r, w) => {
    r.optionalText('ServerName');
    const name = r.text('Name');
    const nameType = r.u32('NameType');
    const flags = r.u32('Flags');
    w.u32(validate(name, nameType, flags));
  },
};

function validate(name: string, nameType: number, flags: number): Win32Error {
  const rule = rules.get(nameType);
  if (!rule || (flags !== 0 && flags !== LM2X_COMPATIBLE)) return Win32Error.ERROR_INVALID_PARAMETER;
  const fits = name.length >= rule.minimum && name.length <= rule.maximum;
  const clean = rule.invalid.every((character) => !name.includes(character));
  return fits && clean && (rule.further?.(name) ?? true)
    ? Win32Error.NERR_Success
    : Win32Error.ERROR_INVALID_NAME;
}

/** `*` stands at the end only, and must stand there in a name of full length. */
function isMessageDestination(name: string): boolean {
  const star = name.indexOf('*');
  return star < 0 ? name.length < 260 : star === name.length - 1;
}
