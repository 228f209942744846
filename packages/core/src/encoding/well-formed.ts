/** ES2024, in Node since 20.0; the compiler's ES2023 library does not know it yet. */
interface WellFormedness {
  isWellFormed(): boolean;
}

/** Whether text holds whole characters only: no lone surrogate, which has no bytes in UTF-8. */
export function isWellFormed(text: string): boolean {
  return (text as string & WellFormedness).isWellFormed();
}
