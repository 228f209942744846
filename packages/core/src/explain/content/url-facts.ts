import { type Evidence, headerValues } from "../evidence.ts";
import type { UrlFacts } from "./url-candidates.ts";

const FORWARDED_HOST = /(?:^|[;,\s])host="?([^";,\s]+)/i;
const HOST = /^[A-Za-z0-9.:[\]_-]{1,253}$/;
const PREFIX = /^\/[!-~]{0,255}$/;
/** Of each kind. */
const MAX_FACTS = 4;

/** What the request, its proxies and the configuration say about the URL. */
export function urlFacts(evidence: Evidence): UrlFacts {
  const { options, request } = evidence.input;
  const first = (name: string): readonly string[] =>
    headerValues(evidence, name).flatMap((value) => value.split(",").map((each) => each.trim()));
  const forwarded = headerValues(evidence, "forwarded").map((value) => FORWARDED_HOST.exec(value)?.[1] ?? "");
  const named = [...forwarded, ...first("x-forwarded-host"), ...first("x-original-host"), ...first("host")];
  const ports = first("x-forwarded-port").filter((port) => /^[0-9]{1,5}$/.test(port));
  const hosts = named.filter((host) => HOST.test(host));
  const paths = [...first("x-original-url"), ...first("x-original-uri"), ...first("x-rewrite-url")];
  const absolute = paths.flatMap((path) => hosts.map((host) => `https://${host}${path}`));
  return {
    publicUrl: typeof options.publicUrl === "string" ? options.publicUrl : undefined,
    url: typeof request.url === "string" ? request.url : undefined,
    hosts: unique([...hosts, ...hosts.flatMap((host) => ports.map((port) => `${host}:${port}`))]),
    prefixes: unique(first("x-forwarded-prefix").filter((prefix) => PREFIX.test(prefix) && prefix !== "/")),
    known: unique([...(evidence.context.urls ?? []), ...absolute].filter((each) => typeof each === "string")),
  };
}

function unique(texts: readonly string[]): readonly string[] {
  return Array.from(new Set(texts)).slice(0, MAX_FACTS);
}
