import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import type { Fact } from "../../parts/facts.tsx";
import { IdText } from "../../parts/id-text.tsx";
import { signingSecretColumns } from "../../secrets/secret-columns.tsx";
import { PartnerSide } from "./partner-side.tsx";

type Outbound = Answer<"getConnection">["outbound"];

/** What a partner is sent, and the states of the secrets that it verifies with. */
export function PartnerIsSent({ outbound }: { readonly outbound: Outbound }): ReactElement {
  return (
    <PartnerSide
      title="What the partner is sent"
      side={outbound === null ? undefined : { ...outbound, facts: factsOf(outbound) }}
      without="Nothing. Edit the connection to say which endpoint is its own."
      secretsLabel="Secrets the partner verifies with"
      secretColumns={signingSecretColumns}
      withoutSecrets="Nothing can be signed for it: add one at the endpoint."
    />
  );
}

function factsOf({ url, scheme }: NonNullable<Outbound>): readonly Fact[] {
  return [
    { name: "URL", value: <IdText id={url} what="URL" /> },
    { name: "Signed as", value: <code>{scheme}</code> },
  ];
}
