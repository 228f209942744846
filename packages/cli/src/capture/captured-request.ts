/** A request as it was captured somewhere. */
export interface CapturedRequest {
  readonly method: string;
  /** As the capture has it: a whole URL, or the path alone. */
  readonly url: string;
  /** Name, value, name, value, …: repeated headers stay visible. */
  readonly headers: readonly string[];
  readonly body: Uint8Array;
  /** Reasons to doubt that these are the bytes that were sent, in words and without content. */
  readonly doubts: readonly string[];
}

/** Values of all headers with this name, whatever its case. */
export function headerValues(headers: readonly string[], name: string): readonly string[] {
  const wanted = name.toLowerCase();
  return headers.filter((_, index) => index % 2 === 1 && headers[index - 1]?.toLowerCase() === wanted);
}
