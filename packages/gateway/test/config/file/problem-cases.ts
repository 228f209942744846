import { nabla } from "countersign/schemes";

/** A file whose only source, in line 4, is `{ name: nabla, scheme: nabla, <more> }`. */
export function source(more: string, scheme = "nabla"): string {
  return `organizations:\n  - name: north\n    sources:\n      - { name: a, scheme: ${scheme}, ${more} }\n`;
}

/** A file with one source and one endpoint, in line 6. */
export function endpoint(more: string): string {
  const base = `name: e, scheme: nabla, secrets: ["env:NABLA_SECRET"]`;
  return `${source('secrets: ["env:NABLA_SECRET"]')}    endpoints:\n      - { ${base}, ${more} }\n`;
}

/** The secrets of a source that has nothing wrong with them. */
export const good = 'secrets: ["env:NABLA_SECRET"]';

/** A scheme as one line of a file. */
function written(id: string): string {
  return JSON.stringify({ ...nabla, id });
}

/**
 * What can be wrong with a file. `expected` lists, in the order of the file and with ` / ` between, each problem as
 * `line field code` and, where it matters, how its remedy begins.
 */
export const problemCases: readonly (readonly [name: string, text: string, expected: string])[] = [
  ["broken YAML", "organizations:\n  - name: [", "2"],
  ["a repeated key", "organizations: []\norganizations: []\n", "2"],
  ["a second document, which nobody would read", "organizations: []\n---\norganizations: []\n", "2"],
  ["an empty file", "", "1"],
  ["no organizations", "{}", "1 organizations missing_key"],
  [
    "an unknown key",
    "organizations: []\norganisations: []\n",
    "2 organisations unknown_key did you mean organizations?",
  ],
  ["a list that is none", "organizations: 5\n", "1 organizations wrong_type"],
  ["a bad name", "organizations:\n  - name: North\n", "2 organizations[0].name bad_name"],
  [
    "a name that is a number",
    "organizations:\n  - name: 5\n",
    "2 organizations[0].name wrong_type put it in quotes",
  ],
  [
    "a repeated organization",
    "organizations:\n  - name: a\n  - name: a\n",
    "3 organizations[1] duplicate_name rename one of them",
  ],
  [
    "a repeated source",
    `${source(good)}      - { name: a, scheme: suki, ${good} }\n`,
    "5 organizations[0].sources[1] duplicate_name",
  ],
  [
    "a slip in a key",
    source("secert: [x]"),
    "4 organizations[0].sources[0].secrets missing_key / 4 organizations[0].sources[0].secert unknown_key did you mean secrets?",
  ],
  [
    "an unknown scheme",
    source(good, "nabal"),
    "4 organizations[0].sources[0].scheme unknown_scheme did you mean nabla?",
  ],
  [
    "a scheme that is no scheme",
    source(good, "{ version: 1 }"),
    "4 organizations[0].sources[0].scheme bad_scheme",
  ],
  [
    "a scheme with a mistake deep inside",
    source(good, JSON.stringify({ ...nabla, proof: { ...nabla.proof, key: { encoding: "rot13" } } })),
    "4 organizations[0].sources[0].scheme.proof.key.encoding bad_scheme",
  ],
  [
    "schemes of its own, one with the id of a built-in one and two with one id",
    `organizations:\n  - name: north\n    schemes:\n      - ${written("nabla")}\n      - ${written("own")}\n      - ${written("own")}\n`,
    "4 organizations[0].schemes[0].id duplicate_name / 6 organizations[0].schemes[2] duplicate_name",
  ],
  [
    "a scheme of its own that is none",
    `organizations:\n  - name: north\n    schemes:\n      - { version: 1 }\n`,
    "4 organizations[0].schemes[0] bad_scheme",
  ],
  [
    "a slip in the name of a scheme of its own",
    `${source(good, "ownn")}    schemes:\n      - ${written("own")}\n`,
    "4 organizations[0].sources[0].scheme unknown_scheme did you mean own?",
  ],
  [
    "a scheme of another organization",
    `organizations:\n  - name: south\n    schemes:\n      - ${written("theirs")}\n  - name: north\n    sources:\n      - { name: a, scheme: theirs, ${good} }\n`,
    "7 organizations[1].sources[0].scheme unknown_scheme",
  ],
  [
    "callers where the scheme has none",
    source(`callers: [{ name: c, apiKey: k, secrets: [s] }]`),
    "4 organizations[0].sources[0].secrets missing_key / 4 organizations[0].sources[0].callers unknown_key use secrets instead",
  ],
  [
    "secrets where the scheme has callers",
    source(good, "insight-health"),
    "4 organizations[0].sources[0].callers missing_key / 4 organizations[0].sources[0].secrets unknown_key use callers instead",
  ],
  ["no secret", source("secrets: []"), "4 organizations[0].sources[0].secrets refused_by_library"],
  ["an empty secret", source('secrets: [""]'), "4 organizations[0].sources[0].secrets[0] out_of_range"],
  [
    "a repeated secret id",
    source("secrets: [{ id: k, value: a }, { id: k, value: b }]"),
    "4 organizations[0].sources[0].secrets[1] duplicate_name",
  ],
  [
    "a secret that is not hex",
    source("secrets: [00112233445566778899aabbccddeeff, nothex]", "zentact"),
    "4 organizations[0].sources[0].secrets[1] refused_by_library",
  ],
  [
    "a caller's secret that cannot be used",
    source("callers: [{ name: c, apiKey: k, secrets: [] }]", "insight-health"),
    "4 organizations[0].sources[0].callers[0] refused_by_library",
  ],
  [
    "a time without a zone",
    source('secrets: [{ value: a, notAfter: "2026-12-01T00:00:00" }]'),
    "4 organizations[0].sources[0].secrets[0].notAfter bad_time",
  ],
  [
    "a day that does not exist",
    source('secrets: [{ value: a, notAfter: "2026-02-30T00:00:00Z" }]'),
    "4 organizations[0].sources[0].secrets[0].notAfter bad_time",
  ],
  [
    "an end before the beginning",
    source('secrets: [{ value: a, notBefore: "2026-12-01T00:00:00Z", notAfter: "2026-12-01T00:00:00Z" }]'),
    "4 organizations[0].sources[0].secrets[0].notAfter out_of_range",
  ],
  [
    "a variable that is not set",
    source('secrets: ["env:NOWHERE"]'),
    "4 organizations[0].sources[0].secrets[0] unresolved_reference",
  ],
  [
    "a variable that is empty",
    source('secrets: ["env:EMPTY"]'),
    "4 organizations[0].sources[0].secrets[0] unresolved_reference",
  ],
  [
    "a file that is not there",
    source('secrets: ["file:none"]'),
    "4 organizations[0].sources[0].secrets[0] unresolved_reference",
  ],
  [
    "a command that fails",
    source('secrets: ["cmd:false"]'),
    "4 organizations[0].sources[0].secrets[0] unresolved_reference",
  ],
  [
    "a misspelt reference, which would be a secret that anybody can guess",
    source('secrets: ["ENV:NABLA"]'),
    "4 organizations[0].sources[0].secrets[0] unresolved_reference",
  ],
  [
    "a reference to a manager that is not known",
    source('secrets: ["vault:nabla/key"]'),
    "4 organizations[0].sources[0].secrets[0] unresolved_reference",
  ],
  [
    "no public URL where the scheme signs it",
    source(good, "honeybee"),
    "4 organizations[0].sources[0].publicUrl refused_by_library",
  ],
  [
    "two options that the scheme does not take",
    source(`toleranceMs: 5, ${good}`, "honeybee"),
    "4 organizations[0].sources[0].publicUrl refused_by_library / 4 organizations[0].sources[0].toleranceMs refused_by_library",
  ],
  [
    "a number with a unit",
    source(`toleranceMs: 60s, ${good}`),
    "4 organizations[0].sources[0].toleranceMs wrong_type",
  ],
  [
    "a number out of range",
    source(`maxBodyBytes: -1, ${good}`),
    "4 organizations[0].sources[0].maxBodyBytes out_of_range",
  ],
  [
    "a choice that is none",
    source(`payloadCheck: flagged, ${good}`),
    "4 organizations[0].sources[0].payloadCheck out_of_range did you mean flag?",
  ],
  ["a reserved path", source(`path: /api/v1, ${good}`), "4 organizations[0].sources[0].path bad_path"],
  ["a relative path", source(`path: hooks, ${good}`), "4 organizations[0].sources[0].path bad_path"],
  ["a path with a query", source(`path: "/a?b", ${good}`), "4 organizations[0].sources[0].path bad_path"],
  [
    "a path with dot segments",
    source(`path: /a/../b, ${good}`),
    "4 organizations[0].sources[0].path bad_path",
  ],
  [
    "another source's path",
    source(`path: /in/north/b, ${good}`),
    "4 organizations[0].sources[0].path bad_path did you mean /in/north/a?",
  ],
  [
    "a path that two sources without callers share",
    `${source(`path: /p, ${good}`)}      - { name: b, scheme: nabla, path: /p, ${good} }\n`,
    "5 organizations[0].sources[1].path shared_path",
  ],
  [
    "an API key that repeats on a shared path",
    `${source("path: /p, callers: [{ name: c, apiKey: k, secrets: [s] }]", "insight-health")}      - { name: b, scheme: insight-health, path: /p, callers: [{ name: c, apiKey: k, secrets: [s] }] }\n`,
    "5 organizations[0].sources[1].callers[0].apiKey shared_path",
  ],
  ["a relative URL", endpoint("url: /hooks"), "6 organizations[0].endpoints[0].url bad_url"],
  ["another protocol", endpoint('url: "ftp://h.example/"'), "6 organizations[0].endpoints[0].url bad_url"],
  [
    "credentials in a URL",
    endpoint('url: "https://u:p@h.example/"'),
    "6 organizations[0].endpoints[0].url bad_url",
  ],
  ["plain http", endpoint('url: "http://h.example/"'), "6 organizations[0].endpoints[0].url insecure_url"],
  [
    "a private address in another spelling",
    endpoint('url: "https://0x7f.1/"'),
    "6 organizations[0].endpoints[0].url insecure_url",
  ],
  [
    "a mapped private address",
    endpoint('url: "https://[::ffff:10.0.0.1]/"'),
    "6 organizations[0].endpoints[0].url insecure_url",
  ],
  ["localhost", endpoint('url: "https://localhost./"'), "6 organizations[0].endpoints[0].url insecure_url"],
  [
    "a source that is not there",
    endpoint('url: "https://h.example/", sources: [b]'),
    "6 organizations[0].endpoints[0].sources[0] unknown_source",
  ],
  [
    "a source with a name of the gateway's own",
    `organizations:\n  - name: north\n    sources:\n      - { name: api, scheme: nabla, ${good} }\n`,
    "4 organizations[0].sources[0].name bad_name choose another name",
  ],
  [
    "a condition whose pointer is none",
    endpoint('url: "https://h.example/", where: [{ pointer: data, equals: a }]'),
    "6 organizations[0].endpoints[0].where[0].pointer out_of_range",
  ],
  [
    "a condition that asks nothing",
    endpoint('url: "https://h.example/", where: [{ pointer: /a }]'),
    "6 organizations[0].endpoints[0].where[0] wrong_type",
  ],
  [
    "a condition that asks two things",
    endpoint('url: "https://h.example/", where: [{ pointer: /a, equals: 1, exists: true }]'),
    "6 organizations[0].endpoints[0].where[0] wrong_type",
  ],
  [
    "conditions on what is no leaf",
    endpoint(
      'url: "https://h.example/", where: [{ pointer: /a, equals: [1] }, { pointer: /a, oneOf: [{}] }]',
    ),
    "6 organizations[0].endpoints[0].where[0].equals wrong_type / 6 organizations[0].endpoints[0].where[1].oneOf[0] wrong_type",
  ],
  [
    "a condition that is neither true nor false",
    endpoint('url: "https://h.example/", where: [{ pointer: /a, exists: "yes" }]'),
    "6 organizations[0].endpoints[0].where[0].exists wrong_type",
  ],
  [
    "a header that the gateway sets",
    endpoint('url: "https://h.example/", headers: { Host: a }'),
    "6 organizations[0].endpoints[0].headers bad_header",
  ],
  [
    "a header that the scheme sets",
    endpoint('url: "https://h.example/", headers: { X-Nabla-Webhook-Signature: a }'),
    "6 organizations[0].endpoints[0].headers bad_header",
  ],
  [
    "a line feed in a header",
    endpoint('url: "https://h.example/", headers: { X-A: "a\\nb" }'),
    "6 organizations[0].endpoints[0].headers.X-A bad_header",
  ],
  [
    "a credential that would be passed on",
    endpoint('url: "https://h.example/", forwardHeaders: [Authorization]'),
    "6 organizations[0].endpoints[0].forwardHeaders[0] bad_header",
  ],
  [
    "a rate of nothing",
    endpoint('url: "https://h.example/", rate: { burst: 5 }'),
    "6 organizations[0].endpoints[0].rate missing_key",
  ],
  [
    "two rates at once",
    source(`rateLimit: { perSecond: 1, perMinute: 60 }, ${good}`),
    "4 organizations[0].sources[0].rateLimit unknown_key",
  ],
  [
    "a rate below one",
    endpoint('url: "https://h.example/", rate: { perSecond: 0 }'),
    "6 organizations[0].endpoints[0].rate.perSecond out_of_range",
  ],
  [
    "a circuit whose longest pause is shorter than its first",
    endpoint('url: "https://h.example/", circuit: { pauseMs: 5000, maxPauseMs: 4999 }'),
    "6 organizations[0].endpoints[0].circuit.maxPauseMs out_of_range",
  ],
  [
    "hours that are none, on days that are none, at a place that is none",
    endpoint(
      'url: "https://h.example/", activeHours: [{ days: mo-fr, from: "7:00", to: "24:01", timeZone: Berlin }]',
    ),
    [
      "6 organizations[0].endpoints[0].activeHours[0].days bad_time",
      "6 organizations[0].endpoints[0].activeHours[0].from bad_time",
      "6 organizations[0].endpoints[0].activeHours[0].to bad_time",
      "6 organizations[0].endpoints[0].activeHours[0].timeZone bad_time",
    ].join(" / "),
  ],
  [
    "no hours at all",
    endpoint('url: "https://h.example/", activeHours: []'),
    "6 organizations[0].endpoints[0].activeHours out_of_range",
  ],
  [
    "an order by something unknown",
    endpoint('url: "https://h.example/", orderBy: patient'),
    "6 organizations[0].endpoints[0].orderBy out_of_range",
  ],
  [
    "an order by a pointer that is none",
    endpoint('url: "https://h.example/", orderBy: { pointer: patient.id }'),
    "6 organizations[0].endpoints[0].orderBy.pointer out_of_range",
  ],
  [
    "a quarantine that is neither off nor a room",
    source(`quarantine: never, ${good}`),
    "4 organizations[0].sources[0].quarantine out_of_range",
  ],
  [
    "a quarantine without room",
    source(`quarantine: { maxItems: 0 }, ${good}`),
    "4 organizations[0].sources[0].quarantine.maxItems out_of_range",
  ],
  [
    "networks that are none, or have bits behind the prefix",
    source(`allowFrom: ["203.0.113.0/24", "203.0.113.1/24", "example.org"], ${good}`),
    "4 organizations[0].sources[0].allowFrom[1] bad_network / 4 organizations[0].sources[0].allowFrom[2] bad_network",
  ],
  [
    "an API key where the scheme has none",
    endpoint('url: "https://h.example/", apiKey: k'),
    "6 organizations[0].endpoints[0].apiKey refused_by_library",
  ],
];
