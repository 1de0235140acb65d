/** A rule of the protocol that is answered by a disconnect alone. */
export class Violation extends Error {
  override readonly name = 'Violation';
  readonly code: string;
  readonly section: string;

  constructor(code: string, section: string, detail?: string) {
    super(detail);
    this.code = code;
    this.section = section;
  }
}
