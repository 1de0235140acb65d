const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** `14:03:59`, with the day in front where it is another than today: `28 Nov 14:03:59`. */
export function clockWords(time: number): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return '—';
  const today = new Date().toDateString() === date.toDateString();
  return today ? clock.format(date) : `${day.format(date)} ${clock.format(date)}`;
}

/** `2026-11-29T14:03:59.123Z`; empty for a time that cannot be. */
export function exactTime(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

/** `850 µs`, `4.2 ms`, `1.3 s`, `2 min 5 s`. */
export function durationWords(microseconds: number): string {
  if (microseconds < 1000) return `${Math.round(microseconds)} µs`;
  const milliseconds = microseconds / 1000;
  if (milliseconds < 1000) return `${milliseconds.toFixed(milliseconds < 100 ? 1 : 0)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}

/** `1 byte`, `162 bytes`, `64 KiB`. */
export function byteWords(bytes: number): string {
  if (bytes < 10_000) return counted(bytes, 'byte');
  const [size, unit] = bytes < 10_000_000 ? [bytes / 1024, 'KiB'] : [bytes / 1048576, 'MiB'];
  return `${size.toFixed(Number.isInteger(size) ? 0 : 1)} ${unit}`;
}

/** `1 attempt`, `3 attempts`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
