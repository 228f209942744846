import type { MacProof, MessagePart, SchemeData } from "./scheme-data.ts";

/** One step of how a sender proves itself, in plain words. */
export interface SigningStep {
  readonly title: string;
  readonly says: string;
}

/** What a sender does, in order, as somebody would tell a colleague who has to do the same. */
export function signingSteps({ proof }: SchemeData): readonly SigningStep[] {
  if (proof.kind === "secret-header") {
    return [{ title: "Send the secret", says: `as it is, in ${proof.header}. Nothing is signed.` }];
  }
  return [
    { title: "Join", says: `${proof.message.parts.map(partWords).join(", ")}, with nothing between them.` },
    ...(proof.message.escape === "cgi"
      ? [
          {
            title: "Escape",
            says: "the joined bytes as a form does: every byte but A–Z a–z 0–9 - . _ ~ as %XX, the space as +.",
          },
        ]
      : []),
    ...macSteps(proof),
  ];
}

/** The steps after the signed bytes are there. */
export function macSteps({ algorithm, key, append, signature }: MacProof): readonly SigningStep[] {
  return [
    { title: "Make the key", says: keyWords(key) },
    { title: "Compute", says: `${algorithm.toUpperCase()} of those bytes under that key.` },
    ...(append === undefined ? [] : [{ title: "Append", says: `to the result, in hex: ${append}.` }]),
    { title: "Write", says: signatureWords(signature) },
  ];
}

/** What a receiver checks beside the proof, and what it learns; empty words are left out. */
export function receiverChecks({
  proof,
  caller,
  event: { idPointer, type },
  answer,
}: SchemeData): readonly SigningStep[] {
  const parts = proof.kind === "mac" ? proof.message.parts : [];
  const time = parts.find((each) => each.part === "timestamp");
  const id = parts.find((each) => each.part === "id");
  return [
    {
      title: "Age",
      says:
        time === undefined
          ? "No time is signed: a captured request verifies for ever. Whoever receives has to know repeats."
          : `At most ${time.toleranceMs / 1000} s from the receiver's clock, either way.`,
    },
    ...(caller === undefined
      ? []
      : [{ title: "Caller", says: `The API key in ${caller.header} says who calls. It is not signed.` }]),
    {
      title: "Event id",
      says:
        id !== undefined
          ? `The signed header ${id.header}.`
          : idPointer === undefined
            ? "None: the signed bytes themselves tell repeats."
            : `${idPointer} in the body.`,
    },
    { title: "Event type", says: typeWords(type) },
    { title: "Refused with", says: `status ${answer.refused}.` },
  ];
}

const formats = {
  iso8601: "ISO 8601",
  "unix-seconds": "seconds since 1970",
  "unix-milliseconds": "milliseconds since 1970",
} as const;

function partWords(part: MessagePart): string {
  switch (part.part) {
    case "literal":
      return `the text ${JSON.stringify(part.text)}`;
    case "timestamp":
      return `the time exactly as in ${part.header} (${formats[part.format]})`;
    case "id":
      return `the id exactly as in ${part.header}`;
    case "method":
      return "the method in capitals";
    case "url":
      return "the URL exactly as the sender has it";
    case "body":
      return "the body's exact bytes";
  }
}

const decodings = {
  utf8: "the secret's characters as UTF-8",
  hex: "the secret decoded from hex",
  base64: "the secret decoded from base64",
} as const;

function keyWords({ encoding, stripPrefix, derive = [] }: MacProof["key"]): string {
  const prefix = stripPrefix === undefined ? "" : `, without its prefix ${stripPrefix}`;
  const derived = derive.map(() => "; then the lower-case hex text of the SHA-256 of that").join("");
  return `${decodings[encoding]}${prefix}${derived}.`;
}

const encodings = {
  hex: "lower-case hex",
  "hex-any-case": "hex in either case",
  base64: "base64",
} as const;

function signatureWords({ header, encoding, prefix, list }: MacProof["signature"]): string {
  const before = prefix === undefined ? "" : `, after ${prefix}`;
  const several =
    list === undefined
      ? ""
      : `; up to ${list.maxEntries} of them with a ${list.separator === "," ? "comma" : "space"} between`;
  return `it in ${header} as ${encodings[encoding]}${before}${several}.`;
}

function typeWords({ pointer, shapes = [], default: otherwise }: SchemeData["event"]["type"]): string {
  const known = [
    ...(pointer === undefined ? [] : [`${pointer} in the body`]),
    ...shapes.map(({ has, type }) => `${type} where the body has ${has}`),
  ];
  return known.length === 0 ? `always ${otherwise}.` : `${known.join(", else ")}, else ${otherwise}.`;
}
