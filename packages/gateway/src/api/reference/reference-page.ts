import { createHash } from "node:crypto";
import { problemCodes, problemsOf, routeEntries } from "@countersign/contract";
import type { RouteShape } from "@countersign/contract";
import { openapiDocument } from "@countersign/contract/openapi";
import { escapeHtml } from "./escape-html.ts";

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h2 { margin-top: 2.5rem; } code, pre { font-family: ui-monospace, monospace; font-size: .9em; }
pre { padding: .75rem; overflow: auto; border: 1px solid #8886; border-radius: .4rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid #8884; }
nav ul { columns: 2; } .access { opacity: .8; }
`;

/** What a browser may do with the page: apply its style, which it knows by hash, and nothing else. */
export const referencePagePolicy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

interface Operation {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly description?: string;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: unknown }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: unknown }>> }>
  >;
}

/** The whole API as one page without scripts: every route, what it takes, answers and refuses, and every schema. */
export function referencePage(version: string): string {
  const document = openapiDocument(version);
  const paths = document["paths"] as Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  const { schemas } = document["components"] as { readonly schemas: Readonly<Record<string, unknown>> };
  const sections = routeEntries.map(([name, route]) => {
    const operation = paths[route.path]?.[route.method.toLowerCase()];
    return operation === undefined ? "" : routeSection(name, route, operation);
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Countersign API ${escapeHtml(version)}</title><style>${STYLE}</style></head><body>
<h1>Countersign API</h1>
<p>Version ${escapeHtml(version)}. The same as data: <a href="/api/v1/openapi.json">openapi.json</a>. Calls carry an API key: <code>Authorization: Bearer csk_…</code></p>
<nav aria-label="Routes"><ul>${routeEntries.map(([name, route]) => `<li><a href="#${name}"><code>${escapeHtml(`${route.method} ${route.path}`)}</code></a></li>`).join("")}</ul></nav>
<main>${sections.join("\n")}
<h2 id="problems">Problems</h2>${problemTable()}
<h2 id="schemas">Schemas</h2>${Object.entries(schemas)
    .map(([name, schema]) => `<h3 id="schema-${name}">${escapeHtml(name)}</h3>${code(schema)}`)
    .join("\n")}
</main></body></html>
`;
}

function routeSection(name: string, route: RouteShape, operation: Operation): string {
  const access =
    route.access === "anyone" ? "Needs no API key." : `For the roles ${route.access.join(", ")}.`;
  const { parameters = [], requestBody, responses } = operation;
  const rows = parameters.map(
    (parameter) =>
      `<tr><td><code>${escapeHtml(parameter.name)}</code></td><td>${parameter.in}${parameter.required ? ", required" : ""}</td><td>${escapeHtml(parameter.description ?? "")}</td></tr>`,
  );
  const body = requestBody?.content["application/json"]?.schema;
  const answer = responses[String(route.answer.status)]?.content?.["application/json"]?.schema;
  return [
    `<section aria-labelledby="${name}"><h2 id="${name}"><code>${escapeHtml(`${route.method} ${route.path}`)}</code></h2>`,
    `<p>${escapeHtml(route.summary)}</p><p class="access">${access}</p>`,
    rows.length === 0 ? "" : `<table><tbody>${rows.join("")}</tbody></table>`,
    body === undefined ? "" : `<h3>Body</h3>${code(body)}`,
    `<h3>Answer ${route.answer.status}</h3>${answer === undefined ? "" : code(answer)}`,
    `<p>Problems: ${problemsOf(route)
      .map((problem) => `<a href="#problem-${problem}"><code>${problem}</code></a>`)
      .join(", ")}</p></section>`,
  ].join("\n");
}

function problemTable(): string {
  const rows = Object.entries(problemCodes).map(
    ([name, { status, meaning, remedy }]) =>
      `<tr id="problem-${name}"><td><code>${name}</code></td><td>${status}</td><td>${escapeHtml(meaning)} ${escapeHtml(remedy)}</td></tr>`,
  );
  return `<table><thead><tr><th>code</th><th>status</th><th>meaning, and what to do</th></tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

function code(value: unknown): string {
  return `<pre><code>${escapeHtml(JSON.stringify(value, undefined, 2))}</code></pre>`;
}
