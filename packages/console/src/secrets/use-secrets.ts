import type { UseMutationResult, UseQueryResult } from "@tanstack/react-query";
import type { Answer } from "../api/answer-types.ts";
import type { CallOf } from "../api/call-route.ts";
import { useAct } from "../api/use-act.ts";
import { useAnswer } from "../api/use-answer.ts";
import { secretRoutes } from "./secret-owner.ts";
import type { SecretOwner } from "./secret-owner.ts";

export type Secret = Answer<"listSourceSecrets">["items"][number];
export type Rotation = Answer<"rotateSourceSecret">;
export interface RotationInput {
  readonly value?: string;
  readonly overlapHours: number;
}

/** The secrets of an owner, newest first; never their values. */
export function useSecrets({ kind, params }: SecretOwner): UseQueryResult<Answer<"listSourceSecrets">> {
  // The three routes differ in whom they name, which the owner's own kind decides.
  const call = { params } as unknown as CallOf<"listSourceSecrets">;
  return useAnswer(secretRoutes[kind].list as "listSourceSecrets", call);
}

/** Adds a secret. The typed or made one is in the mutation alone, which is forgotten with its dialog. */
export function useRotation(owner: SecretOwner): {
  readonly act: UseMutationResult<Rotation, Error, CallOf<"rotateSourceSecret">>;
  readonly rotate: (body: RotationInput) => void;
} {
  const { list, rotate } = secretRoutes[owner.kind];
  const act = useAct(rotate as "rotateSourceSecret", {
    changes: [list, "getSource", "getEndpoint", "getConnection"],
  });
  return {
    act,
    rotate: (body) => act.mutate({ params: owner.params, body } as unknown as CallOf<"rotateSourceSecret">),
  };
}

/** Revokes a secret at once and wipes it. */
export function useErasure(
  owner: SecretOwner,
  onDone: () => void,
): {
  readonly act: UseMutationResult<Answer<"eraseSourceSecret">, Error, CallOf<"eraseSourceSecret">>;
  readonly erase: (secret: string) => void;
} {
  const { list, erase } = secretRoutes[owner.kind];
  const act = useAct(erase as "eraseSourceSecret", {
    changes: [list, "getSource", "getEndpoint", "getConnection"],
    onDone,
  });
  return {
    act,
    erase: (secret) =>
      act.mutate({ params: { ...owner.params, secret } } as unknown as CallOf<"eraseSourceSecret">),
  };
}
