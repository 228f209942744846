import type { Answer } from "../../api/answer-types.ts";
import type { Fact } from "../../parts/facts.tsx";
import { IdText } from "../../parts/id-text.tsx";
import { Timestamp } from "../../parts/timestamp.tsx";
import type { SchemeData } from "../../senders/scheme-data.ts";
import { coveredWords } from "../../senders/scheme-facts.ts";

/** What stands above the parts of a scheme. */
export function schemeFacts(scheme: Answer<"getScheme">, data: SchemeData): readonly Fact[] {
  const { id, managedBy, version, createdAt } = scheme;
  return [
    { name: "Id", value: <IdText id={id} what="id of the scheme" /> },
    { name: "Signs", value: coveredWords(data) },
    ...(createdAt === undefined ? [] : [{ name: "Made", value: <Timestamp at={createdAt} /> }]),
    ...(version === undefined ? [] : [{ name: "Version", value: version }]),
    {
      name: "Managed by",
      value:
        managedBy === undefined
          ? "Countersign: the same everywhere"
          : managedBy === "file"
            ? "the configuration file: read-only here"
            : "API and console",
    },
  ];
}
