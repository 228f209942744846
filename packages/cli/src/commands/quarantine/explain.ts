import type { AnswerOf, Routes } from "@countersign/contract";
import { apiAction } from "../../api/api-action.ts";
import { formatColumns } from "../../output/format-columns.ts";
import { print, printJson, talk } from "../../output/print.ts";
import { printable } from "../../output/printable.ts";

type Explanation = AnswerOf<Routes["explainQuarantined"]>;

/** A proof or a remedy is a sentence or two. */
const MAX_SENTENCE = 500;

/** `countersign quarantine explain` */
export const explainQuarantined = apiAction({
  name: "quarantine explain",
  summary: "Searches for the cause of a refusal, as of the time when the request was received.",
  arguments: { "<request>": "its id: qua_…" },
  run: async ({ client, args: [quarantined = ""], isJson }) => {
    const explanation = await client.call("explainQuarantined", { params: { quarantined } });
    if (isJson) return await printJson(explanation);
    await print(formatExplanation(explanation));
    talk("Once it is mended: countersign quarantine reverify, then countersign quarantine release.");
  },
});

function formatExplanation({ verdict, conclusion, findings, tried }: Explanation): string {
  const rows = [
    ["verdict", verdict.ok ? "accepted now" : (verdict.code ?? "refused")],
    ["found", conclusion],
    ...findings.flatMap(({ certainty, code, title, proof, remedy }) => [
      [certainty, `${code} ${title}`],
      ["proof", proof],
      ["fix", remedy],
    ]),
    ["tried", `${tried} signatures`],
  ];
  return formatColumns(rows.map((row) => row.map((text) => printable(text, MAX_SENTENCE))));
}
