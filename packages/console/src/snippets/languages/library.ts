import { signsPart } from "../../senders/signs-part.ts";
import { joinLines } from "../join-lines.ts";
import type { Lines } from "../join-lines.ts";
import { notes } from "../proof-writer.ts";
import type { SnippetInput } from "../snippet-input.ts";

/** How a framework takes a verifier: what it imports, and what it does with it. */
interface Framework {
  readonly path: string;
  readonly imports: readonly string[];
  readonly lines: readonly string[];
}

const HANDLED = [
  "({ verdict, body }) => {",
  "  // Store it before this returns: the sender is answered then.",
  "  console.log(`${verdict.eventType} ${verdict.eventId}, ${body.length} bytes`);",
  "}",
];

const frameworks = {
  express: {
    path: "server.mjs",
    imports: ['import { expressWebhook } from "countersign/express";', 'import express from "express";'],
    lines: [
      "export const app = express();",
      "// Before any body parser: it would take the bytes.",
      `app.post("/webhooks", expressWebhook({ verifier }, ${HANDLED.join("\n")}));`,
    ],
  },
  fastify: {
    path: "server.mjs",
    imports: ['import { fastifyWebhook } from "countersign/fastify";', 'import { fastify } from "fastify";'],
    lines: [
      "export const app = fastify();",
      "// A plugin, so that its content type parser is its own.",
      `app.register(fastifyWebhook({ path: "/webhooks", verifier }, ${HANDLED.join("\n")}));`,
    ],
  },
  next: {
    path: "app/webhooks/route.js",
    imports: ['import { nextWebhook } from "countersign/next";'],
    lines: [
      'export const runtime = "nodejs";',
      "",
      `export const POST = nextWebhook({ verifier }, ${HANDLED.join("\n")});`,
    ],
  },
} as const satisfies Readonly<Record<string, Framework>>;

/** Gives the writer of snippets for a framework, on our own library. */
export function library(framework: keyof typeof frameworks): (input: SnippetInput) => string {
  const { path, imports, lines } = frameworks[framework];
  return (input) => {
    const { scheme, isBuiltIn } = input;
    const name = isBuiltIn ? camelCase(scheme.id) : "scheme";
    return joinLines([
      `// ${path}`,
      `import { createVerifier${isBuiltIn ? "" : ", parseScheme"} } from "countersign";`,
      ...imports,
      isBuiltIn && `import { ${name} } from "countersign/schemes/${scheme.id}";`,
      "",
      !isBuiltIn && [`const scheme = parseScheme(${JSON.stringify(scheme, undefined, 2)});`, ""],
      ...verifierOf(name, input),
      "",
      ...lines,
      "",
    ]);
  };
}

function verifierOf(name: string, input: SnippetInput): Lines {
  const { scheme, method, keyEncoding, toleranceMs } = input;
  const isUrlSigned = signsPart(scheme, "url");
  const isSimple = scheme.caller === undefined;
  return [
    `// ${notes.secrets}`,
    "const keys = [process.env.WEBHOOK_SECRET, process.env.WEBHOOK_SECRET_OLD]",
    "  .filter((secret) => secret)",
    "  .map((secret) => ({ secret }));",
    `const verifier = createVerifier(${name}, {`,
    isSimple
      ? "  keys,"
      : '  callers: [{ id: "sender", organization: "own", apiKey: process.env.WEBHOOK_API_KEY, keys }],',
    keyEncoding !== undefined && `  keyEncoding: ${JSON.stringify(keyEncoding)},`,
    toleranceMs !== undefined && signsPart(scheme, "timestamp") && `  toleranceMs: ${toleranceMs},`,
    signsPart(scheme, "method") && method !== "POST" && `  method: ${JSON.stringify(method)},`,
    isUrlSigned && [`  // ${notes.url}`, "  publicUrl: process.env.WEBHOOK_URL,"],
    "});",
  ];
}

/** The library exports `nabla-connect` as `nablaConnect`. */
function camelCase(id: string): string {
  return id.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
