import type { Answer } from "../../api/answer-types.ts";
import type { ShownHeader } from "../../payload/header-list.tsx";

const HIDDEN = "••••••";

/**
 * The headers of a delivery's latest request, in the order in which they are sent. What may hold credentials is never told
 * by the API and stays hidden; signatures are made at each try and kept nowhere.
 */
export function requestHeaders(
  delivery: Answer<"getDelivery">,
  endpoint: Answer<"getEndpoint">,
  scheme: Readonly<Record<string, unknown>>,
): readonly ShownHeader[] {
  const secret = delivery.tries.at(-1)?.secret;
  const by = secret === undefined || secret === null ? "all live secrets" : `secret ${secret}`;
  return [
    { name: "content-type", value: "as it was received" },
    { name: "user-agent", value: "countersign/…" },
    ...endpoint.headerNames.map((name) => ({ name, value: HIDDEN })),
    ...endpoint.forwardHeaders.map((name) => ({ name, value: "as it was received, where it was" })),
    { name: "countersign-event", value: delivery.event },
    { name: "countersign-source", value: delivery.source },
    { name: "countersign-type", value: delivery.eventType },
    { name: "countersign-delivery", value: delivery.id },
    { name: "countersign-attempt", value: String(Math.max(delivery.attempts, 1)) },
    ...(delivery.replay === null ? [] : [{ name: "countersign-replay", value: delivery.replay }]),
    ...signedHeaders(scheme).map(({ name, role }) => ({ name, value: signedValue(role, by) })),
  ];
}

type SignedRole = "signature" | "secret" | "part" | "caller";

function signedValue(role: SignedRole, by: string): string {
  if (role === "signature") return `a signature made at the try, with ${by}`;
  if (role === "part") return "made at the try, and signed with the rest";
  return HIDDEN;
}

/** What a scheme writes: as the scheme language has it. A scheme of a newer gateway shows what is known of it. */
function signedHeaders(
  scheme: Readonly<Record<string, unknown>>,
): readonly { readonly name: string; readonly role: SignedRole }[] {
  const { proof, caller } = scheme as SchemeShape;
  const parts = (proof?.message?.parts ?? []).flatMap(({ header }) => header ?? []);
  return [
    ...(caller?.header === undefined ? [] : [{ name: caller.header, role: "caller" as const }]),
    ...[...new Set(parts)].map((name) => ({ name, role: "part" as const })),
    ...(proof?.header === undefined ? [] : [{ name: proof.header, role: "secret" as const }]),
    ...(proof?.signature?.header === undefined
      ? []
      : [{ name: proof.signature.header, role: "signature" as const }]),
  ].map(({ name, role }) => ({ name: name.toLowerCase(), role }));
}

interface SchemeShape {
  readonly caller?: { readonly header?: string };
  readonly proof?: {
    readonly header?: string;
    readonly signature?: { readonly header?: string };
    readonly message?: { readonly parts?: readonly { readonly header?: string }[] };
  };
}
