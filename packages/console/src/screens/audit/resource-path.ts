/** Where the things that something is done to are shown. */
const pages: Readonly<Record<string, string>> = {
  connection: "/console/connections/",
  delivery: "/console/deliveries/",
  endpoint: "/console/endpoints/",
  event: "/console/events/",
  quarantine: "/console/quarantine/",
  replay: "/console/replays/",
  source: "/console/sources/",
};

/** Gives the page of what an entry is about; undefined where there is none of its own. It may be gone since. */
export function resourcePath({
  kind,
  name,
}: {
  readonly kind: string;
  readonly name: string;
}): string | undefined {
  const page = Object.hasOwn(pages, kind) ? pages[kind] : undefined;
  return page === undefined ? undefined : `${page}${encodeURIComponent(name)}`;
}
