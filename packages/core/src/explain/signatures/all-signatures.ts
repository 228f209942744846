import type { MacProof } from "../../scheme.ts";
import { type Evidence, headerValues } from "../evidence.ts";
import { lookAlikes } from "../inspections/header-suspicions.ts";
import { shownName } from "../read-headers.ts";
import type { Claim } from "../search/hypothesis.ts";
import { readSignatures } from "./read-signatures.ts";
import type { ReceivedSignature } from "./received-signature.ts";

/** Headers in which other senders and versions have their signatures. */
const SIGNATURE_NAME = /signature|hmac|digest|(?:^|-)sig(?:-|$)/;
/** Headers with other names that are read. */
const MAX_OTHER_HEADERS = 4;

/** Every signature in the request: under the scheme's name, and under names like it. */
export function allSignatures(evidence: Evidence, proof: MacProof): readonly ReceivedSignature[] {
  const { header } = proof.signature;
  const values = headerValues(evidence, header);
  const repeated: readonly Claim[] =
    values.length > 1 ? [{ code: "C30", how: `"${header}" occurs ${values.length} times` }] : [];
  const own = values.flatMap((value) =>
    readSignatures({ name: header.toLowerCase(), value }, proof, repeated),
  );
  const isMissing = values.length === 0;
  const alike = lookAlikes(evidence, header);
  const other = evidence.headers.map(({ name }) => name).filter((name) => SIGNATURE_NAME.test(name));
  const names = Array.from(new Set([...alike, ...other])).filter((name) => name !== header.toLowerCase());
  const renamed = names.slice(0, MAX_OTHER_HEADERS).flatMap((name) => {
    const where = isMissing ? "the scheme has" : "the scheme reads";
    const claim: Claim = {
      code: "C29",
      how: `the signature stands in ${shownName(name)}, where ${where} "${header}"`,
    };
    return headerValues(evidence, name).flatMap((value) => readSignatures({ name, value }, proof, [claim]));
  });
  return [...own, ...renamed];
}
