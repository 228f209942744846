import type { AnswerOf, Routes } from "@countersign/contract";
import type { MasterKeyRotator } from "../../secrets/master-key-rotator.ts";
import type { ApiParts } from "../api-parts.ts";
import type { Handlers } from "../handler.ts";

export function masterKeyHandlers({
  masterKey,
}: Pick<ApiParts, "masterKey">): Handlers<"getMasterKey" | "rotateMasterKey"> {
  return {
    getMasterKey: () => show(masterKey),

    rotateMasterKey: async ({ caller }) => {
      await masterKey.start(caller.actor);
      return show(masterKey);
    },
  };
}

async function show(masterKey: MasterKeyRotator): Promise<AnswerOf<Routes["getMasterKey"]>> {
  const { nextFingerprint, progress, ...facts } = await masterKey.facts();
  return { ...facts, nextFingerprint: nextFingerprint ?? null, progress: progress ?? null };
}
