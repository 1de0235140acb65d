/** A line of JSON in ASCII: a name that a client sent cannot move a terminal's cursor, or end the line. */
export function lineOf(value: object): string {
  const escaped = JSON.stringify(value).replaceAll(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${escaped}\n`;
}
