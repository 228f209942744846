interface Addressed {
  readonly path: string;
  readonly receiveUrl: string | null;
}

/** The URL that a sender calls: as the gateway knows it, else the source's path at this page's own origin. */
export function senderUrl({ path, receiveUrl }: Addressed): string {
  return receiveUrl ?? `${globalThis.location.origin}${path}`;
}
