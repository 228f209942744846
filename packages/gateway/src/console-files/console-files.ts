/** The console as it was built, in memory. */
export interface ConsoleFiles {
  /** The one page, cut where each visit's nonce goes. */
  readonly page: readonly string[];
  /** All other files by their path in the built folder, such as `assets/main-B1x2.js`. */
  readonly files: ReadonlyMap<string, ConsoleFile>;
}

export interface ConsoleFile {
  readonly contentType: string;
  readonly bytes: Buffer;
  /** The same, compressed by whoever built it; keys are content codings. */
  readonly compressed: Readonly<Partial<Record<ContentCoding, Buffer>>>;
}

/** Codings in the order in which they are preferred, with the end of a compressed file's name. */
export const contentCodings = { br: ".br", gzip: ".gz" } as const;
export type ContentCoding = keyof typeof contentCodings;
