/** The second of the last line: most lines under load are of the same one. */
let latest = { second: NaN, text: '' };

/**
 * A time as Samba's audit writes it, in UTC: `2026-11-21T07:00:00.123000+0000`.
 *
 * @param milliseconds since 1970
 */
export function sambaTime(milliseconds: number): string {
  const whole = Math.trunc(milliseconds);
  const second = Math.floor(whole / 1000);
  if (second !== latest.second) {
    latest = { second, text: new Date(second * 1000).toISOString().slice(0, -'000Z'.length) };
  }
  return `${latest.text}${String(whole - second * 1000).padStart(3, '0')}000+0000`;
}
