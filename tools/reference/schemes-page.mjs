import { schemes } from "../../packages/core/dist/schemes/index.js";
import { code, page, section } from "./markdown.mjs";

export function schemesPage() {
  const sections = Object.values(schemes).map((scheme) =>
    section(
      `${scheme.name} (\`${scheme.id}\`)`,
      `Documents: ${scheme.documentation.map(link).join(" · ")}`,
      "```json\n" + JSON.stringify(withoutDocumentation(scheme), null, 2) + "\n```",
    ),
  );
  return page(
    "Schemes",
    `How each sender signs, as the data that verifies and signs. The language is described by ${code("countersign/scheme.schema.json")}.`,
    ...sections,
  );
}

/** @param {{ url: string, checked: string, note?: string }} entry */
function link(entry) {
  return `<${entry.url}> (read ${entry.checked})`;
}

/** @param {import("countersign").Scheme} scheme */
function withoutDocumentation(scheme) {
  return Object.fromEntries(Object.entries(scheme).filter(([key]) => key !== "documentation"));
}
