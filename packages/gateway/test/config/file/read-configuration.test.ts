import { describe, expect, test } from "vitest";
import { ConfigurationError } from "../../../src/config/file/configuration-error.ts";
import { formatProblem } from "../../../src/config/file/configuration-problem.ts";
import type { ConfigurationProblem } from "../../../src/config/file/configuration-problem.ts";
import { readConfiguration } from "../../../src/config/file/read-configuration.ts";
import type { ReadConfiguration } from "../../../src/config/file/read-configuration.ts";
import { endpoint, good, problemCases, source } from "./problem-cases.ts";

const environment = {
  NABLA_SECRET: "nabla secret",
  NABLA_OLD: "old nabla secret",
  HB_SECRET: "honeybee secret",
  A_API_KEY: "clinic a",
  A_KEY: "clinic a's key",
  EHR_SECRET: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  I_API_KEY: "our api key",
  I_KEY: "our signing key",
  EMPTY: "",
};

async function read(
  text: string,
  options: { readonly allowInsecureEndpoints?: boolean } = {},
): Promise<ReadConfiguration> {
  return await readConfiguration({
    text,
    file: "c.yaml",
    references: { environment, directory: import.meta.dirname },
    ...options,
  });
}

async function problemsOf(text: string): Promise<readonly ConfigurationProblem[]> {
  try {
    await read(text);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

const complete = `organizations:
  - name: northside
    sources:
      - { name: nabla, scheme: nabla, secrets: ["env:NABLA_SECRET", { id: old, value: "env:NABLA_OLD", notAfter: "2026-12-01T00:00:00Z" }] }
      - { name: rx, scheme: honeybee, secrets: ["env:HB_SECRET"], publicUrl: "https://hooks.example.org/in/northside/rx" }
      - { name: visits, scheme: insight-health, path: /v2/webhooks/nexus/sync-appointments,
          callers: [{ name: clinic-a, apiKey: "env:A_API_KEY", secrets: ["env:A_KEY"] }] }
    endpoints:
      - { name: ehr, url: "https://ehr.example.org/hooks", scheme: standard-webhooks, secrets: ["env:EHR_SECRET"], sources: [nabla, rx], events: ["*"] }
      - { name: insight, url: "https://integrations.example.org/v2/webhooks/nexus/sync-appointments", scheme: insight-health, apiKey: "env:I_API_KEY", secrets: ["env:I_KEY"], events: ["appointments.*"] }
`;

describe("a complete file", () => {
  test("gives every organization, source and endpoint with secrets resolved and defaults filled in", async () => {
    const { document, literalSecrets } = await read(complete);
    expect(literalSecrets).toEqual([]);
    const [organization] = document.organizations;
    expect(organization?.name).toBe("northside");
    expect(organization?.sources.map(({ scheme, ...source }) => ({ ...source, scheme: scheme.id }))).toEqual([
      {
        name: "nabla",
        scheme: "nabla",
        secrets: [
          { name: "key-1", value: "nabla secret" },
          { name: "old", value: "old nabla secret", notAfter: Date.UTC(2026, 11, 1) },
        ],
        callers: [],
        path: "/in/northside/nabla",
        method: "POST",
        maxBodyBytes: 8 * 1024 * 1024,
        payloadCheck: "flag",
        onConflict: "hold",
        repeatWindowMs: 600_000,
      },
      expect.objectContaining({ name: "rx", publicUrl: "https://hooks.example.org/in/northside/rx" }),
      expect.objectContaining({
        path: "/v2/webhooks/nexus/sync-appointments",
        callers: [
          { name: "clinic-a", apiKey: "clinic a", secrets: [{ name: "key-1", value: "clinic a's key" }] },
        ],
      }),
    ]);
    expect(
      organization?.endpoints.map(({ scheme, ...endpoint }) => ({ ...endpoint, scheme: scheme.id })),
    ).toEqual([
      {
        name: "ehr",
        url: "https://ehr.example.org/hooks",
        scheme: "standard-webhooks",
        secrets: [{ name: "key-1", value: environment.EHR_SECRET }],
        sources: ["nabla", "rx"],
        events: ["*"],
        headers: {},
        forwardHeaders: [],
        concurrency: 16,
        connectTimeoutMs: 5000,
        attemptTimeoutMs: 15_000,
        retryScheduleMs: [5, 30, 120, 600, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400].map(
          (seconds) => seconds * 1000,
        ),
      },
      expect.objectContaining({ apiKey: "our api key", sources: ["*"], events: ["appointments.*"] }),
    ]);
  });

  test("may be JSON", async () => {
    const sources = [{ name: "a", scheme: "nabla", secrets: ["env:NABLA_SECRET"] }];
    const { document } = await read(JSON.stringify({ organizations: [{ name: "o", sources }] }));
    expect(document.organizations[0]?.sources[0]?.name).toBe("a");
  });

  test("may write a scheme out", async () => {
    const { nabla } = await import("countersign/schemes");
    const sources = [{ name: "a", scheme: { ...nabla, id: "our-own" }, secrets: ["env:NABLA_SECRET"] }];
    const { document } = await read(JSON.stringify({ organizations: [{ name: "o", sources }] }));
    expect(document.organizations[0]?.sources[0]?.scheme.id).toBe("our-own");
  });

  test("may keep schemes of the organization, which its sources and endpoints name", async () => {
    const { nabla } = await import("countersign/schemes");
    const own = { ...nabla, id: "our-own" };
    const secrets = ["env:NABLA_SECRET"];
    const sources = [{ name: "a", scheme: "our-own", secrets }];
    const endpoints = [{ name: "e", url: "https://e.example", scheme: "our-own", secrets }];
    const { document } = await read(
      JSON.stringify({ organizations: [{ name: "o", schemes: [own], sources, endpoints }] }),
    );
    const [organization] = document.organizations;
    expect(organization?.schemes).toEqual([own]);
    expect(organization?.sources[0]).toMatchObject({ scheme: own, hasStoredScheme: true });
    expect(organization?.endpoints[0]).toMatchObject({ scheme: own, hasStoredScheme: true });
  });

  test("may repeat itself by alias", async () => {
    const { document } = await read(`organizations:
  - name: o
    sources:
      - { name: a, scheme: nabla, secrets: &s ["env:NABLA_SECRET"] }
      - { name: b, scheme: suki, secrets: *s }
`);
    expect(document.organizations[0]?.sources[1]?.secrets[0]?.value).toBe("nabla secret");
  });

  test("notes where literal secrets stand", async () => {
    const { literalSecrets } = await read(source(`secrets: [plain, { id: b, value: also plain }]`));
    expect(literalSecrets).toEqual([
      { line: 4, column: 45 },
      { line: 4, column: 68 },
    ]);
  });

  test("permits http and private addresses only when told to", async () => {
    const text = endpoint(`url: "http://127.0.0.1:9/x"`);
    expect((await problemsOf(text)).map(({ code }) => code)).toEqual(["insecure_url"]);
    const { document } = await read(text, { allowInsecureEndpoints: true });
    expect(document.organizations[0]?.endpoints[0]?.url).toBe("http://127.0.0.1:9/x");
  });
});

describe("each problem is reported at its line, with its field and a remedy", () => {
  test.each(problemCases)("%s", async (_, text, expected) => {
    const problems = await problemsOf(text);
    const wanted = expected.split(" / ");
    expect(problems.map(({ line, field, code, remedy }) => `${line} ${field} ${code} ${remedy}`)).toEqual(
      wanted.map(asPattern),
    );
  });

  test("all problems are reported at once, in the order of the file", async () => {
    const all = await problemsOf(`organizations:
  - name: A
    sources:
      - { name: a, scheme: nope, secrets: [x] }
    endpoints:
      - { name: e, url: "http://h.example", scheme: nabla, secrets: [], sources: [b] }
  - name: A
    extra: 1
`);
    expect(all.map(({ line, code }) => `${line} ${code}`)).toEqual([
      "2 bad_name",
      "4 unknown_scheme",
      "6 insecure_url",
      "6 refused_by_library",
      "6 unknown_source",
      "7 bad_name",
      "8 unknown_key",
    ]);
  });

  test("the message is one line a problem: file, line, column, field, expected, found, remedy", async () => {
    const [problem] = await problemsOf("organizations:\n  - name: North\n");
    if (problem === undefined) throw new Error("no problem was found");
    expect(formatProblem("c.yaml", problem)).toBe(
      "c.yaml:2:11 organizations[0].name: expected 1 to 63 lower-case letters, digits and hyphens, not a hyphen first, found a text of 5 characters; choose another name",
    );
  });

  test("no message ever shows a value that may be secret", async () => {
    const marker = "S3CRET-marker";
    const texts = [
      source(`secrets: ["${marker}é", { value: [${marker}] }]`, "zentact"),
      source(`secrets: ["env:${marker}", "file:${marker}", "cmd:${marker}"]`),
      source(`toleranceMs: ${marker}, payloadCheck: ${marker}, path: ${marker}, ${marker}.: 1, ${good}`),
      endpoint(
        `url: "https://${marker}:x@h.example/", apiKey: ${marker}, sources: [${marker}], headers: { X: "${marker}\\n" }`,
      ),
      `organizations: [${marker}: {`,
      `a: "${marker}" "${marker}"`,
    ];
    for (const text of texts) {
      const problems = await problemsOf(text);
      expect(problems).not.toEqual([]);
      expect(JSON.stringify(problems)).not.toContain(marker);
    }
  });
});

describe("bounds", () => {
  test("aliases that repeat aliases are refused before they fill the memory", async () => {
    const levels = Array.from({ length: 12 }, (_, index) =>
      index === 0
        ? `l0: &l0 [x,x,x,x,x,x,x,x,x]`
        : `l${index}: &l${index} [${Array(9)
            .fill(`*l${index - 1}`)
            .join(",")}]`,
    );
    const problems = await problemsOf(levels.join("\n"));
    expect(problems.map(({ code }) => code)).toEqual(["too_large"]);
  });

  test("an alias to itself is refused", async () => {
    expect((await problemsOf("organizations: &a [*a]")).length).toBeGreaterThan(0);
  });

  test("deep nesting is refused", async () => {
    expect((await problemsOf(`${"[".repeat(200)}${"]".repeat(200)}`)).map(({ code }) => code)).toEqual([
      "too_large",
    ]);
  });

  test("so many problems are reported and no more", async () => {
    const names = Array.from({ length: 1000 }, () => "  - name: X").join("\n");
    expect((await problemsOf(`organizations:\n${names}\n`)).length).toBe(200);
  });
});

function escaped(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
}

/** A matcher of `line field code` at the start and, where the case names one, the remedy somewhere behind it. */
function asPattern(expected: string): unknown {
  const [, start = "", remedy = ""] = /^(\d+(?: \S+ [a-z_]+)?)(?: (.*))?$/.exec(expected) ?? [];
  return expect.stringMatching(new RegExp(`^${escaped(start)} .*${escaped(remedy)}`));
}
