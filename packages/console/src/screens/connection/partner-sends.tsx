import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import type { Fact } from "../../parts/facts.tsx";
import { IdText } from "../../parts/id-text.tsx";
import { verifyingSecretColumns } from "../../secrets/secret-columns.tsx";
import { senderUrl } from "../../senders/sender-url.ts";
import { PartnerSide } from "./partner-side.tsx";

type Inbound = Answer<"getConnection">["inbound"];

/** What a partner sends, and the states of its secrets. */
export function PartnerSends({ inbound }: { readonly inbound: Inbound }): ReactElement {
  return (
    <PartnerSide
      title="What the partner sends"
      side={inbound === null ? undefined : { ...inbound, facts: factsOf(inbound) }}
      without="Nothing. Edit the connection to say which source is its own."
      secretsLabel="Secrets the partner signs with"
      secretColumns={verifyingSecretColumns}
      withoutSecrets="Nothing it sends can be verified: add one at the source."
    />
  );
}

function factsOf({ scheme, caller, ...addressed }: NonNullable<Inbound>): readonly Fact[] {
  const url = senderUrl(addressed);
  return [
    { name: "URL", value: <IdText id={url} what="URL" /> },
    { name: "Scheme", value: <code>{scheme}</code> },
    ...(caller === null ? [] : [{ name: "Caller", value: caller }]),
  ];
}
