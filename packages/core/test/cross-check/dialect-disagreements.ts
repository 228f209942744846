import { NOW_MS } from "../support/scheme-cases.ts";
import type { Disagreement } from "./disagreement.ts";
import { headerOf } from "./header-of.ts";
import type { Peer, Sent } from "./peer.ts";
import { NOW_SECONDS, sentBy } from "./sent-by.ts";

const TOLERANCE_SECONDS = 300;
const MAX_SIGNATURES = 16;
const MAX_ID_CHARACTERS = 256;
const PLAIN_NUMBER = /^[1-9]\d*$/;
const VISIBLE_ASCII = /^[!-~]*$/;
/** An entry of this version as it must be written, or one of another version. */
const ENTRY = /^(?:v1,[A-Za-z0-9+/]{43}=|(?!v1,)[a-z0-9]{1,16},[!-~]+)$/;

/** Every way in which this library is stricter than the peers that share the code of the reference implementation. */
export function dialectDisagreements(peer: Peer): readonly Disagreement[] {
  const header = (sent: Sent, name: string): string => headerOf(sent, `${peer.headerPrefix}${name}`) ?? "";
  const entries = (sent: Sent): readonly string[] => header(sent, "signature").split(" ");
  const now = String(NOW_SECONDS);
  return [
    {
      name: "a time that is not a plain number",
      reason: "the peer reads digits as far as they go and signs the number: many texts share one signature",
      code: "malformed_timestamp",
      applies: (sent) => !PLAIN_NUMBER.test(header(sent, "timestamp")),
      examples: [`${now}abc`, `${now}.9`, ` ${now}`, `+${now}`, `0${now}`].map((time) =>
        sentBy(peer, { time }),
      ),
    },
    {
      name: "a time less than a second too old",
      reason: "the peer drops the fraction of its clock, so its window is up to a second longer",
      code: "stale",
      applies: (sent) => NOW_MS - Number(header(sent, "timestamp")) * 1000 > TOLERANCE_SECONDS * 1000,
      examples: [sentBy(peer, { seconds: NOW_SECONDS - TOLERANCE_SECONDS })],
    },
    {
      name: "an id with a full stop",
      reason: "the full stop also separates id, time and body: two readings could share one signature",
      code: "malformed_signature",
      applies: (sent) => header(sent, "id").includes("."),
      examples: [sentBy(peer, { id: "msg.1" })],
    },
    {
      name: `an id of more than ${MAX_ID_CHARACTERS} characters`,
      reason: "an id is kept to know repeats by, so it has a bound",
      code: "malformed_signature",
      applies: (sent) => header(sent, "id").length > MAX_ID_CHARACTERS,
      examples: [sentBy(peer, { id: "m".repeat(MAX_ID_CHARACTERS + 1) })],
    },
    {
      name: "an id with blanks or other than ASCII",
      reason: "a header brings bytes, and programs on the way differ in what they make of these",
      code: "malformed_signature",
      applies: (sent) => !VISIBLE_ASCII.test(header(sent, "id")),
      examples: [sentBy(peer, { id: "msg 1" }), sentBy(peer, { id: "msg_é" }), sentBy(peer, { id: "msg_Ł" })],
    },
    {
      name: "text behind a second comma of an entry",
      reason: "no grammar has it, and it is not signed: a repeat could be made to look new",
      code: "malformed_signature",
      applies: (sent) => entries(sent).some((entry) => entry.split(",").length > 2),
      examples: [sentBy(peer, { signatures: (right) => `${right},anything` })],
    },
    {
      name: "an entry that is no signature beside a right one",
      reason: "a list is read by its grammar as a whole before anything is hashed",
      code: "malformed_signature",
      applies: (sent) => entries(sent).some((entry) => !ENTRY.test(entry)),
      examples: [
        sentBy(peer, { signatures: (right) => `${right}  v1,short` }),
        sentBy(peer, { signatures: (right) => `v1 ${right}` }),
      ],
    },
    {
      name: `a list of more than ${MAX_SIGNATURES} signatures`,
      reason: "work on a request that nobody has vouched for has a bound",
      code: "too_many_signatures",
      applies: (sent) => entries(sent).length > MAX_SIGNATURES,
      examples: [
        sentBy(peer, {
          signatures: (right) =>
            Array<string>(MAX_SIGNATURES + 1)
              .fill(right)
              .join(" "),
        }),
      ],
    },
    {
      name: "a header twice, in two spellings",
      reason: "which of the two counts is anybody's guess: a proxy and the peer may differ",
      code: "repeated_header",
      applies: ({ headers }) => {
        const names = Object.keys(headers).map((name) => name.toLowerCase());
        return new Set(names).size < names.length;
      },
      examples: [sentBy(peer, { headers: { [`${peer.headerPrefix}ID`]: "msg_2" } })],
    },
    {
      name: "a body that is not UTF-8 and is not the one that was signed",
      reason:
        "the peer turns bytes into text first: FF and FE become the same character and share a signature",
      code: "no_match",
      applies: ({ body }) => !Buffer.from(body.toString()).equals(body),
      examples: [sentBy(peer, { body: Buffer.of(0xff), sentBody: Buffer.of(0xfe) })],
    },
  ];
}
