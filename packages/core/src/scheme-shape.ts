import type { RecordShape, Shape, TextShape } from "./shape/shape.ts";

const HOUR_MS = 3_600_000;

/** Long enough for any header in use, short enough to read. */
const MAX_HEADER_NAME_CHARACTERS = 64;
const header = {
  kind: "text",
  // Narrower than RFC 9110's token: letters, digits and hyphens, so that no name means anything to JavaScript.
  pattern: "^[A-Za-z][A-Za-z0-9-]*$",
  maxLength: MAX_HEADER_NAME_CHARACTERS,
} as const satisfies TextShape;

const pointer = {
  kind: "text",
  pattern: "^(/([^~/]|~[01])*)+$",
  maxLength: 256,
} as const satisfies TextShape;

const eventType = { kind: "text", pattern: "^[!-~]+$", maxLength: 128 } as const satisfies TextShape;
const visibleText = { kind: "text", pattern: "^[ -~]+$", maxLength: 64 } as const satisfies TextShape;
const yes = { kind: "constant", values: [true] } as const satisfies Shape;

const part = {
  kind: "choice",
  on: "part",
  of: [
    {
      kind: "record",
      required: { part: { kind: "constant", values: ["literal"] }, text: visibleText },
      optional: {},
    },
    {
      kind: "record",
      required: {
        part: { kind: "constant", values: ["timestamp"] },
        header,
        format: { kind: "constant", values: ["iso8601", "unix-seconds", "unix-milliseconds"] },
        // A day: a longer window is no window.
        toleranceMs: { kind: "integer", min: 0, max: 24 * HOUR_MS },
      },
      optional: {},
    },
    {
      kind: "record",
      required: { part: { kind: "constant", values: ["id"] }, header },
      optional: { without: { kind: "text", pattern: "^[!-~]+$", maxLength: 8 } },
    },
    {
      kind: "record",
      required: { part: { kind: "constant", values: ["method", "url", "body"] } },
      optional: {},
    },
  ],
} as const satisfies Shape;

const atMostOnce = { min: 0, max: 1 } as const;

const message = {
  kind: "record",
  required: {
    parts: {
      kind: "list",
      of: part,
      min: 1,
      max: 16,
      counts: {
        on: "part",
        of: {
          body: { min: 1, max: 1 },
          timestamp: atMostOnce,
          id: atMostOnce,
          method: atMostOnce,
          url: atMostOnce,
        },
      },
    },
  },
  optional: { escape: { kind: "constant", values: ["cgi"] } },
} as const satisfies Shape;

const key = {
  kind: "record",
  required: { encoding: { kind: "constant", values: ["utf8", "hex", "base64"] } },
  optional: {
    stripPrefix: visibleText,
    minBytes: { kind: "integer", min: 1, max: 64 },
    derive: { kind: "list", of: { kind: "constant", values: ["sha256-hex"] }, min: 1, max: 4 },
  },
} as const satisfies Shape;

const signature = {
  kind: "record",
  required: { header, encoding: { kind: "constant", values: ["hex", "hex-any-case", "base64"] } },
  optional: {
    prefix: { kind: "text", pattern: "^[!-~]+$", maxLength: 32 },
    list: {
      kind: "record",
      required: {
        separator: { kind: "constant", values: [",", " "] },
        maxEntries: { kind: "integer", min: 2, max: 64 },
      },
      optional: { allowsBlanks: yes, skipsOtherTags: yes },
    },
  },
} as const satisfies Shape;

const macProof = {
  kind: "record",
  required: {
    kind: { kind: "constant", values: ["mac"] },
    algorithm: { kind: "constant", values: ["hmac-sha256", "hmac-sha1"] },
    key,
    message,
    signature,
  },
  optional: { append: { kind: "text", pattern: "^([0-9a-f]{2})+$", maxLength: 16 }, signsResponses: yes },
} as const satisfies Shape;

const secretHeaderProof = {
  kind: "record",
  required: { kind: { kind: "constant", values: ["secret-header"] }, header },
  optional: {},
} as const satisfies Shape;

/** The scheme language, version 1: the one description that its check and its JSON Schema are made from. */
export const schemeShape = {
  kind: "record",
  required: {
    version: { kind: "constant", values: [1] },
    id: { kind: "text", pattern: "^[a-z0-9]+(-[a-z0-9]+)*$", maxLength: 64 },
    name: visibleText,
    documentation: {
      kind: "list",
      of: {
        kind: "record",
        required: {
          url: { kind: "text", pattern: "^https://[!-~]+$", maxLength: 512 },
          checked: { kind: "text", pattern: "^\\d{4}-\\d\\d-\\d\\d$", maxLength: 10 },
        },
        optional: {},
      },
      min: 1,
      max: 16,
    },
    proof: { kind: "choice", on: "kind", of: [macProof, secretHeaderProof] },
    event: {
      kind: "record",
      required: {
        type: {
          kind: "record",
          required: { default: eventType },
          optional: {
            pointer,
            shapes: {
              kind: "list",
              of: { kind: "record", required: { has: pointer, type: eventType }, optional: {} },
              min: 1,
              max: 16,
            },
          },
        },
      },
      optional: { idPointer: pointer, visible: { kind: "list", of: pointer, min: 1, max: 32 } },
    },
    answer: {
      kind: "record",
      required: { refused: { kind: "constant", values: [401, 403] } },
      optional: {
        accepted: {
          kind: "record",
          required: {
            status: { kind: "constant", values: [200] },
            echo: {
              kind: "list",
              of: {
                kind: "record",
                required: { field: { kind: "text", pattern: "^[a-z][a-z0-9_]*$", maxLength: 64 }, pointer },
                optional: {},
              },
              min: 1,
              max: 8,
            },
          },
          optional: {},
        },
      },
    },
  },
  optional: {
    notes: {
      kind: "list",
      of: { kind: "text", pattern: "^[^\\u0000-\\u001f]+$", maxLength: 512 },
      min: 1,
      max: 32,
    },
    caller: { kind: "record", required: { header }, optional: {} },
  },
} as const satisfies RecordShape;
