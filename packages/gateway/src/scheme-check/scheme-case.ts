/** What came of one request whose verdict is known beforehand. */
export interface SchemeCase {
  /** `vector`: computed by other programs. `made_up`: signed by the scheme itself. */
  readonly kind: "made_up" | "vector";
  readonly name: string;
  readonly isRight: boolean;
  /** `accept`, `refuse` with whatever code, or the code it is to be refused with. */
  readonly expected: string;
  /** `accept`, the code of the refusal, or of the misuse that the library sees. */
  readonly found: string;
}
