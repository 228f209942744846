/** What a request and its proxies say about the URL. All texts are as received. */
export interface UrlFacts {
  readonly publicUrl: string | undefined;
  /** The request's URL: absolute or a path. */
  readonly url: string | undefined;
  /** Host names in the order in which they are trusted: forwarded ones first. */
  readonly hosts: readonly string[];
  /** Path prefixes that a proxy may have removed. */
  readonly prefixes: readonly string[];
  /** Further URLs that someone knows. */
  readonly known: readonly string[];
}

/** All candidates of one request; the likeliest come first. */
const MAX_CANDIDATES = 64;

const URL_PARTS = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/([^/?#]*)([^?#]*)(\?[^#]*)?/;
const PORT = /:[0-9]+$/;

interface UrlParts {
  readonly scheme: string;
  readonly host: string;
  readonly path: string;
  readonly query: string;
}

/** Every text that the sender may have signed as the URL (C26), with what differs from the configured one. */
export function urlCandidates(facts: UrlFacts): readonly string[] {
  const configured = facts.publicUrl === undefined ? undefined : parse(facts.publicUrl);
  const requested = requestedParts(facts, configured);
  const bases = [configured, requested].filter((each) => each !== undefined);
  const first = bases.flatMap((base) => [write(base), ...variants(base, facts).map(write)]);
  const second = bases.flatMap((base) =>
    variants(base, facts).flatMap((each) => variants(each, facts).map(write)),
  );
  const paths = requested === undefined ? [] : [requested.path + requested.query, requested.path];
  const all = new Set([...facts.known, ...first, ...paths, ...second]);
  if (facts.publicUrl !== undefined) all.delete(facts.publicUrl);
  return Array.from(all).slice(0, MAX_CANDIDATES);
}

function parse(url: string): UrlParts | undefined {
  const [found, scheme = "", host = "", path = "", query = ""] = URL_PARTS.exec(url) ?? [];
  return found === undefined ? undefined : { scheme, host, path, query };
}

function requestedParts({ url, hosts }: UrlFacts, configured: UrlParts | undefined): UrlParts | undefined {
  if (url === undefined) return undefined;
  const absolute = parse(url);
  if (absolute !== undefined) return absolute;
  if (!url.startsWith("/")) return undefined;
  const host = configured?.host ?? hosts[0];
  if (host === undefined) return undefined;
  const [path = "", ...query] = url.split("?");
  return {
    scheme: configured?.scheme ?? "https",
    host,
    path,
    query: query.length === 0 ? "" : `?${query.join("?")}`,
  };
}

/** The URL with one part changed, the likeliest changes first. */
function variants(base: UrlParts, { hosts, prefixes }: UrlFacts): readonly UrlParts[] {
  const { scheme, host, path, query } = base;
  const defaultPort = scheme === "http" ? ":80" : ":443";
  return [
    { ...base, scheme: scheme === "http" ? "https" : "http" },
    { ...base, path: path.endsWith("/") ? path.slice(0, -1) : `${path}/` },
    ...(query === "" ? [] : [{ ...base, query: "" }]),
    ...hosts.map((each) => ({ ...base, host: each })),
    PORT.test(host) ? { ...base, host: host.replace(PORT, "") } : { ...base, host: host + defaultPort },
    ...prefixes.map((each) => ({ ...base, path: each + path })),
    ...decodedPath(base),
    ...sortedQuery(base),
    { ...base, host: host.toLowerCase(), scheme: scheme.toLowerCase() },
    { ...base, host: host.startsWith("www.") ? host.slice("www.".length) : `www.${host}` },
    ...withoutFirstSegment(base),
  ];
}

function decodedPath(base: UrlParts): readonly UrlParts[] {
  try {
    const path = decodeURIComponent(base.path);
    return path === base.path ? [{ ...base, path: encodeURI(base.path) }] : [{ ...base, path }];
  } catch {
    return [];
  }
}

function sortedQuery(base: UrlParts): readonly UrlParts[] {
  if (!base.query.includes("&")) return [];
  return [{ ...base, query: `?${base.query.slice(1).split("&").toSorted().join("&")}` }];
}

function withoutFirstSegment(base: UrlParts): readonly UrlParts[] {
  const end = base.path.indexOf("/", 1);
  return end < 0 ? [] : [{ ...base, path: base.path.slice(end) }];
}

function write({ scheme, host, path, query }: UrlParts): string {
  return `${scheme}://${host}${path}${query}`;
}
