/** What an option of curl means for the request that is sent. */
export type CurlOptionKind =
  /** Sets or adds something that is sent. */
  | "method"
  | "header"
  | "data"
  | "data-raw"
  | "data-binary"
  | "json"
  | "url"
  | "user-agent"
  | "referer"
  | "cookie"
  /** Takes a value and says how curl works, not what it sends. */
  | "value-ignored"
  /** Takes no value and says how curl works, not what it sends. */
  | "flag";

/** Options by their long names (https://curl.se/docs/manpage.html). One that is not here is refused, not guessed. */
export const curlOptions: Readonly<Record<string, CurlOptionKind>> = {
  request: "method",
  header: "header",
  data: "data",
  "data-ascii": "data",
  "data-raw": "data-raw",
  "data-binary": "data-binary",
  json: "json",
  url: "url",
  "user-agent": "user-agent",
  referer: "referer",
  cookie: "cookie",
  output: "value-ignored",
  "max-time": "value-ignored",
  "connect-timeout": "value-ignored",
  retry: "value-ignored",
  "write-out": "value-ignored",
  cacert: "value-ignored",
  resolve: "value-ignored",
  "dump-header": "value-ignored",
  silent: "flag",
  "show-error": "flag",
  insecure: "flag",
  location: "flag",
  include: "flag",
  verbose: "flag",
  fail: "flag",
  "fail-with-body": "flag",
  "http1.1": "flag",
  http2: "flag",
  // About the answer's encoding; browsers add it to every line they copy.
  compressed: "flag",
  globoff: "flag",
  "path-as-is": "flag",
};

/** The one-letter options of the table above. */
export const curlLetters: Readonly<Record<string, string>> = {
  X: "request",
  H: "header",
  d: "data",
  A: "user-agent",
  e: "referer",
  b: "cookie",
  o: "output",
  m: "max-time",
  w: "write-out",
  D: "dump-header",
  s: "silent",
  S: "show-error",
  k: "insecure",
  L: "location",
  i: "include",
  v: "verbose",
  f: "fail",
  g: "globoff",
};
