interface Addressed {
  readonly path: string;
  readonly publicUrl?: string | undefined;
}

/** The URL that a sender calls: as it was given it, else the source's path at this page's own origin. */
export function senderUrl({ path, publicUrl }: Addressed): string {
  return publicUrl ?? `${globalThis.location.origin}${path}`;
}
