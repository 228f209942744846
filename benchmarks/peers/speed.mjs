// How long a peer and Countersign take for the same requests.
import { race } from "../race.mjs";
import { countersign, requestFor } from "./contestants.mjs";

const KIBIBYTE = 1024;
const SIZES_KIB = [1, 10, 256];
const OPTIONS = { rounds: 75, warmUpMs: 400, sliceMs: 5 };

/** JSON of exactly this many bytes. One long text, because what is compared is verifying, not parsing. */
function bodyOf(kibibytes) {
  const withoutNote = JSON.stringify({ id: "evt_1", type: "benchmark", note: "" }).length;
  const note = "x".repeat(kibibytes * KIBIBYTE - withoutNote);
  return Buffer.from(JSON.stringify({ id: "evt_1", type: "benchmark", note }));
}

function spoilt(signature) {
  const index = 10;
  const other = signature[index] === "a" ? "b" : "a";
  return signature.slice(0, index) + other + signature.slice(index + 1);
}

function runnerOf(contestant, dialect, { body, isRight, parsesAfterwards }) {
  const made = contestant.create(dialect.secret);
  const text = body.toString();
  const seconds = Math.floor(Date.now() / 1000);
  const signatures = (right) => [isRight ? right : spoilt(right)];
  const request = requestFor(contestant, dialect, { secret: dialect.secret, body, seconds, signatures });
  const verify = (prepared) => contestant.verify(made, prepared);
  const once = contestant.prepare(made, request, "text");
  return {
    name: `${contestant.name}, ${isRight ? "right" : "wrong"} signature`,
    expected: isRight,
    isAsync: contestant.isAsync,
    // A Request can be read once; anything else serves for every call.
    prepare: once instanceof Request ? () => contestant.prepare(made, request, "text") : () => once,
    run: contestant.isAsync
      ? async (prepared) => (await verify(prepared)) === true
      : (prepared) => {
          try {
            const isAccepted = verify(prepared);
            if (isAccepted && parsesAfterwards) JSON.parse(text);
            return isAccepted;
          } catch (error) {
            if (contestant.isRefusal(error)) return false;
            throw error;
          }
        },
  };
}

/**
 * One row for each size of body. Where the peer parses what it accepts, so does Countersign beside it, but for the
 * comparison of its own refusing with its own accepting.
 */
export async function speedOf(peer, dialect) {
  const ours = countersign(dialect);
  const rows = [];
  for (const kibibytes of SIZES_KIB) {
    const body = bodyOf(kibibytes);
    const { nanoseconds, ratio } = await race(
      [
        runnerOf(peer, dialect, { body, isRight: true }),
        runnerOf(peer, dialect, { body, isRight: false }),
        runnerOf(ours, dialect, { body, isRight: true, parsesAfterwards: peer.parsesBody }),
        runnerOf(ours, dialect, { body, isRight: false }),
        runnerOf(ours, dialect, { body, isRight: true }),
      ],
      OPTIONS,
    );
    rows.push({
      kibibytes,
      peerNs: nanoseconds[0],
      oursNs: nanoseconds[2],
      peerToOurs: ratio(0, 2),
      peerRefusing: ratio(1, 0),
      oursRefusing: ratio(3, 4),
      peerToOursRefusing: ratio(1, 3),
    });
  }
  return rows;
}
