/**
 * Questions that every contestant is asked, each by sending it something and looking at what it does: nothing in the
 * answers is written by hand. An answer is what `ask` returns; undefined where the question has no meaning.
 */
import { inspect } from "node:util";
import { requestFor } from "./contestants.mjs";

const HOUR_SECONDS = 3600;
const MARKER = "Jane-Roe-1970";
const INSPECT_DEPTH = 6;

const json = Buffer.from(JSON.stringify({ id: "evt_1", type: "probe", patient: MARKER }));

function nowSeconds() {
  return Math.floor(Date.now() / 1000);
}

/** What a contestant does with a message (see `dialects.mjs`; `sentBody` arrives instead of the signed body): `{ outcome, evidence }`. */
async function send({ contestant, dialect }, { options, sentBody, ...changes }) {
  const message = { secret: dialect.secret, body: json, seconds: nowSeconds(), ...changes };
  let made;
  try {
    made = contestant.create(message.secret, options);
  } catch (error) {
    return { outcome: `throws when it is made (${nameOf(error)})`, evidence: error };
  }
  const signed = requestFor(contestant, dialect, message);
  try {
    const prepared = contestant.prepare(made, { ...signed, body: sentBody ?? message.body }, "bytes");
    const result = await contestant.verify(made, prepared);
    return { outcome: result === true ? "accepts" : "refuses", evidence: result };
  } catch (error) {
    const outcome = contestant.isRefusal(error) ? "refuses" : `throws ${nameOf(error)}`;
    return { outcome, evidence: error };
  }
}

function nameOf(error) {
  return error.code ?? error.constructor.name;
}

function wrong(right) {
  const at = 10;
  return right.slice(0, at) + (right[at] === "a" ? "b" : "a") + right.slice(at + 1);
}

function showsBody({ outcome, evidence }) {
  const text = `${evidence?.message} ${inspect(evidence, { depth: INSPECT_DEPTH, maxStringLength: null })}`;
  const shown = Buffer.from(text).includes(MARKER) ? "with the body in it" : "without the body";
  return outcome.startsWith("accepts") ? outcome : `${outcome}, ${shown}`;
}

const outcomeOf = async (who, message) => (await send(who, message)).outcome;
const whereTimeIsSigned = ({ dialect }) => dialect.signsTime;
const whereThereIsAList = ({ dialect }) => dialect.hasList;
const whereToleranceCanBeSet = ({ dialect, contestant }) => dialect.signsTime && contestant.hasTolerance;
const always = () => true;

/**
 * The questions. `control` is what every contestant must do, or the comparison itself is broken.
 *
 * @type {{ question: string, applies: Function, ask: Function, control?: string }[]}
 */
export const probes = [
  {
    question: "a right signature",
    applies: always,
    control: "accepts",
    ask: (who) => outcomeOf(who, {}),
  },
  {
    question: "a wrong signature",
    applies: always,
    control: "refuses",
    ask: (who) => outcomeOf(who, { signatures: (right) => [wrong(right)] }),
  },
  {
    question: "signed an hour ago",
    applies: whereTimeIsSigned,
    control: "refuses",
    ask: (who) => outcomeOf(who, { seconds: nowSeconds() - HOUR_SECONDS }),
  },
  {
    question: "signed an hour from now",
    applies: whereTimeIsSigned,
    ask: (who) => outcomeOf(who, { seconds: nowSeconds() + HOUR_SECONDS }),
  },
  {
    question: "the time written with letters behind it, signed without",
    applies: whereTimeIsSigned,
    ask: (who) => outcomeOf(who, { timeText: `${nowSeconds()}abc` }),
  },
  {
    question: "tolerance NaN, signed an hour ago",
    applies: whereToleranceCanBeSet,
    ask: (who) =>
      outcomeOf(who, { options: { toleranceSeconds: NaN }, seconds: nowSeconds() - HOUR_SECONDS }),
  },
  {
    question: "tolerance −5, signed an hour ago",
    applies: whereToleranceCanBeSet,
    ask: (who) => outcomeOf(who, { options: { toleranceSeconds: -5 }, seconds: nowSeconds() - HOUR_SECONDS }),
  },
  {
    question: "a signature cut short",
    applies: always,
    ask: (who) => outcomeOf(who, { signatures: (right) => [right.slice(0, -4)] }),
  },
  {
    question: "a signature of the right length in other letters than ASCII",
    applies: always,
    ask: (who) => outcomeOf(who, { signatures: (right) => ["é".repeat(right.length)] }),
  },
  {
    question: "two signatures, the second right",
    applies: whereThereIsAList,
    ask: (who) => outcomeOf(who, { signatures: (right) => [wrong(right), right] }),
  },
  {
    question: "two signatures, the first right",
    applies: whereThereIsAList,
    ask: (who) => outcomeOf(who, { signatures: (right) => [right, wrong(right)] }),
  },
  {
    question: "an empty secret, and a signature under the empty key",
    applies: always,
    ask: (who) => outcomeOf(who, { secret: "" }),
  },
  {
    question: "the secret whsec_ alone, and a signature under the empty key",
    applies: ({ dialect }) => dialect.emptySecrets.includes("whsec_"),
    ask: (who) => outcomeOf(who, { secret: "whsec_" }),
  },
  {
    question: "the byte FF, which is no UTF-8, under the signature of the character U+FFFD",
    applies: always,
    ask: (who) =>
      outcomeOf(who, {
        body: Buffer.from('{"name":"\ufffd"}'),
        sentBody: Buffer.from('{"name":"\xff"}', "latin1"),
      }),
  },
  {
    question: "a right signature over the byte FF",
    applies: always,
    ask: (who) => outcomeOf(who, { body: Buffer.from('{"name":"\xff"}', "latin1") }),
  },
  {
    question: "a right signature over a body with $& in it",
    applies: always,
    ask: (who) => outcomeOf(who, { body: Buffer.from('{"price":"$& $1 $$"}') }),
  },
  {
    question: "a right signature over a body that is not JSON",
    applies: always,
    ask: async (who) => showsBody(await send(who, { body: Buffer.from(MARKER) })),
  },
  {
    question: "a right signature over no bytes at all",
    applies: always,
    ask: (who) => outcomeOf(who, { body: Buffer.alloc(0) }),
  },
  {
    question: "what a refusal carries",
    applies: always,
    ask: async (who) => showsBody(await send(who, { signatures: (right) => [wrong(right)] })),
  },
];

/** Every question's answers: `{ question, answers: (string | undefined)[] }`, in the order of the contestants. */
export async function answersOf(contestants, dialect) {
  const rows = [];
  for (const { question, applies, ask, control } of probes) {
    const answers = [];
    for (const contestant of contestants) {
      const who = { contestant, dialect };
      const answer = applies(who) ? await ask(who) : undefined;
      if (control !== undefined && answer !== undefined && answer !== control) {
        throw new Error(`${contestant.name} ${answer} ${question} of ${dialect.id}: it is not used rightly`);
      }
      answers.push(answer);
    }
    if (answers.some((answer) => answer !== undefined)) rows.push({ question, answers });
  }
  return rows;
}
