import { describe, expect, test } from "vitest";
import type { OrganizationDocument } from "../../src/config/configuration.ts";
import {
  Scenario,
  START,
  configurationDocument,
  endpointDocument,
  first,
  organizationDocument,
  sourceDocument,
} from "./scenario.ts";
import type { StoreHarness } from "./scenario.ts";

const caller = { name: "clinic-a", apiKey: "api-key", secrets: [{ name: "k1", value: "caller-secret" }] };

/** Everything an organization can have, so that a field that is lost shows. */
const whole: OrganizationDocument = {
  name: "northside",
  sources: [
    sourceDocument({
      callers: [caller],
      publicUrl: "https://x.example/in",
      keyEncoding: "hex",
      toleranceMs: 5,
    }),
  ],
  endpoints: [
    endpointDocument({
      apiKey: "outbound-api-key",
      keyEncoding: "base64",
      headers: { "X-Zone": "a" },
      forwardHeaders: ["x-trace"],
      secrets: [
        { name: "new", value: "n", notBefore: 1 },
        { name: "old", value: "o", notAfter: 2 },
      ],
    }),
  ],
};

export function configurationSuite(harness: StoreHarness): void {
  describe("configuration", () => {
    test("comes back as it was applied", async () => {
      const scenario = await Scenario.start(harness, configurationDocument(whole));
      await scenario.reopen();
      expect(scenario.organization).toMatchObject(whole);
      expect(scenario.organization.configVersion).toBe(1);
    });

    test("does not change when the same document is applied again, in whatever order its fields are", async () => {
      const scenario = await Scenario.start(harness, configurationDocument(whole));
      const before = scenario.organization;
      const reversed = first(whole.endpoints);
      const fields = Object.fromEntries(Object.entries(reversed).toReversed()) as unknown as typeof reversed;
      expect(await scenario.apply({ ...whole, endpoints: [fields] })).toEqual([]);
      expect(scenario.organization).toEqual(before);
    });

    test.each([
      ["a source's setting", { ...whole, sources: [{ ...first(whole.sources), toleranceMs: 6 }] }],
      [
        "a source's secret",
        { ...whole, sources: [{ ...first(whole.sources), secrets: [{ name: "b", value: "b" }] }] },
      ],
      [
        "a caller's key",
        { ...whole, sources: [{ ...first(whole.sources), callers: [{ ...caller, apiKey: "k2" }] }] },
      ],
      [
        "a caller's secret",
        { ...whole, sources: [{ ...first(whole.sources), callers: [{ ...caller, secrets: [] }] }] },
      ],
      ["a caller that leaves", { ...whole, sources: [{ ...first(whole.sources), callers: [] }] }],
      [
        "an endpoint's address",
        { ...whole, endpoints: [{ ...first(whole.endpoints), url: "https://y.example" }] },
      ],
      [
        "the end of a secret",
        {
          ...whole,
          endpoints: [
            { ...first(whole.endpoints), secrets: [{ name: "new", value: "n", notBefore: 1, notAfter: 9 }] },
          ],
        },
      ],
      [
        "the order of secrets",
        {
          ...whole,
          endpoints: [{ ...first(whole.endpoints), secrets: first(whole.endpoints).secrets.toReversed() }],
        },
      ],
    ] as const)(
      "changes with %s, and raises the version of that organization alone",
      async (_what, changed) => {
        const other = organizationDocument({ name: "southside" });
        const scenario = await Scenario.start(harness, configurationDocument(whole, other));
        expect(await scenario.apply(changed, other)).toEqual(["northside"]);
        expect(scenario.organization).toMatchObject(changed);
        const { organizations } = await scenario.store.loadConfiguration();
        expect(organizations.map(({ configVersion }) => configVersion)).toEqual([2, 1]);
      },
    );

    test("disables what has left the document, keeps its id, and enables it again when it returns", async () => {
      const scenario = await Scenario.start(harness, configurationDocument(whole));
      const { source, endpoint } = scenario;
      await scenario.apply(organizationDocument({ sources: [], endpoints: [] }));
      expect(scenario.source).toMatchObject({ id: source.id, isEnabled: false });
      expect(scenario.endpoint).toMatchObject({
        id: endpoint.id,
        isEnabled: false,
        disabledReason: "removed",
      });
      expect(await scenario.apply(organizationDocument({ sources: [], endpoints: [] }))).toEqual([]);
      await scenario.apply(whole);
      expect(scenario.organization).toMatchObject(whole);
      expect(scenario.source).toEqual({ ...source, version: 3 });
      expect(scenario.endpoint).toEqual({ ...endpoint, version: 3 });
    });

    test("disables everything of an organization that has left the document", async () => {
      const scenario = await Scenario.start(harness, configurationDocument(whole));
      const changed = await scenario.apply(organizationDocument({ name: "southside" }));
      expect([...changed].sort()).toEqual(["northside", "southside"]);
      expect(scenario.source.isEnabled).toBe(false);
      expect(scenario.endpoint.isEnabled).toBe(false);
    });

    test("gives a caller that returns its id back, so that its duplicates are still known", async () => {
      const scenario = await Scenario.start(harness, configurationDocument(whole));
      const [present] = scenario.source.callers;
      await scenario.apply({ ...whole, sources: [{ ...first(whole.sources), callers: [] }] });
      await scenario.apply(whole);
      expect(first(scenario.source.callers).id).toBe(present?.id);
    });

    test("gives a new value under a known name a new id", async () => {
      const scenario = await Scenario.start(harness);
      const before = first(scenario.endpoint.secrets);
      const secrets = [{ name: "current", value: "another" }];
      await scenario.apply(organizationDocument({ endpoints: [endpointDocument({ secrets })] }));
      expect(scenario.endpoint.secrets).toMatchObject(secrets);
      expect(first(scenario.endpoint.secrets).id).not.toBe(before.id);
    });

    test("leaves an endpoint that is gone disabled when the same entry is read again", async () => {
      const scenario = await Scenario.start(harness);
      await makeGone(scenario);
      expect(await scenario.apply(organizationDocument())).toEqual([]);
      expect(scenario.endpoint).toMatchObject({ isEnabled: false, disabledReason: "gone" });
    });

    test.each([
      ["its address", endpointDocument({ url: "https://moved.example.org" })],
      ["its secret", endpointDocument({ secrets: [{ name: "next", value: "next" }] })],
    ])("enables an endpoint that was gone when %s changes", async (_what, endpoint) => {
      const scenario = await Scenario.start(harness);
      await makeGone(scenario);
      expect(await scenario.apply(organizationDocument({ endpoints: [endpoint] }))).toEqual(["northside"]);
      expect(scenario.endpoint.isEnabled).toBe(true);
    });

    test("ends in one of the documents when two are applied at once", async () => {
      const scenario = await Scenario.start(harness);
      const documents = ["https://a.example", "https://b.example"].map((url) =>
        organizationDocument({ endpoints: [endpointDocument({ url })] }),
      );
      await Promise.all(
        documents.map((document) => scenario.store.applyConfiguration(configurationDocument(document))),
      );
      await scenario.reload();
      expect(["https://a.example", "https://b.example"]).toContain(scenario.endpoint.url);
      expect(scenario.organization.configVersion).toBe(3);
    });
  });
}

async function makeGone(scenario: Scenario): Promise<void> {
  await scenario.acceptMany(1);
  const delivery = await scenario.claimOne(START);
  await scenario.record(delivery, { status: 410, next: { state: "failed" }, disablesEndpoint: "gone" });
  await scenario.reload();
}
