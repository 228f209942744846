import type { AnswerOf, BodyOf, Routes } from "@countersign/contract";
import type { SecretDocument } from "../../config/configuration.ts";
import { generateSecret } from "../../secrets/generate-secret.ts";
import { rotateSecrets } from "../../secrets/rotate-secrets.ts";
import type { AnswerToRemember } from "../../store/access/access-store.ts";
import type { ApiParts } from "../api-parts.ts";
import { ApiRefusal } from "../api-refusal.ts";
import type { Caller, Handlers } from "../handler.ts";
import { isoTime } from "../iso-time.ts";
import { editSecrets } from "./edit-secrets.ts";
import { findOwner } from "./secret-owner.ts";
import type { OwnerPath } from "./secret-owner.ts";
import { showSecretsOf } from "./show-secret.ts";
import type { ShownSecret } from "./show-secret.ts";

const HOUR_MS = 3_600_000;

type SecretRoute =
  | "listSourceSecrets"
  | "rotateSourceSecret"
  | "eraseSourceSecret"
  | "listCallerSecrets"
  | "rotateCallerSecret"
  | "eraseCallerSecret"
  | "listEndpointSecrets"
  | "rotateEndpointSecret"
  | "eraseEndpointSecret";

type ShownRotation = AnswerOf<Routes["rotateSourceSecret"]>;

interface RotationRequest {
  readonly params: OwnerPath;
  readonly body: BodyOf<Routes["rotateSourceSecret"]>;
  readonly caller: Caller;
  readonly remember: (
    answer: (secrets: readonly SecretDocument[]) => ShownRotation,
  ) => AnswerToRemember<readonly SecretDocument[]> | undefined;
}

interface ErasureRequest {
  readonly params: OwnerPath & { readonly secret: string };
  readonly caller: Caller;
}

/** Rotation and its end; sources, callers and endpoints alike. */
export function secretHandlers(
  parts: Pick<ApiParts, "store" | "settings" | "applyChanges" | "now">,
): Handlers<SecretRoute> {
  const { store, now } = parts;

  const list = async ({
    params,
    caller,
  }: {
    readonly params: OwnerPath;
    readonly caller: Caller;
  }): Promise<{ items: ShownSecret[] }> => {
    const { organizationId } = caller;
    const owner = findOwner(await store.resources.read(organizationId), params);
    return { items: showSecretsOf(owner, await store.resources.listSecrets(organizationId), now()) };
  };

  const rotate = async (request: RotationRequest): Promise<ShownRotation> => {
    const { params, body, caller, remember } = request;
    const secrets = await editSecrets(parts, {
      caller,
      owner: params,
      apply: (present, { scheme, keyEncoding }) => {
        const value = body.value ?? generateSecret(scheme, keyEncoding);
        return rotateSecrets(present, { value, now: now(), overlapMs: body.overlapHours * HOUR_MS });
      },
      action: "secret.rotate",
      facts: ([made]) => ({ secret: made?.name ?? "", overlapHours: body.overlapHours }),
      checksFirst: true,
      remember: remember(showRotation),
    });
    return showRotation(secrets);
  };

  const erase = async ({ params, caller }: ErasureRequest): Promise<{ items: ShownSecret[] }> => {
    await editSecrets(parts, {
      caller,
      owner: params,
      apply: (present) => {
        const left = present.filter(({ name }) => name !== params.secret);
        if (left.length === present.length) throw new ApiRefusal("not_found");
        return left;
      },
      action: "secret.erase",
      facts: () => ({ secret: params.secret }),
      checksFirst: false,
    });
    return list({ params, caller });
  };

  return {
    listSourceSecrets: list,
    rotateSourceSecret: rotate,
    eraseSourceSecret: erase,
    listCallerSecrets: list,
    rotateCallerSecret: rotate,
    eraseCallerSecret: erase,
    listEndpointSecrets: list,
    rotateEndpointSecret: rotate,
    eraseEndpointSecret: erase,
  };
}

/** The answer to a rotation: the only one that ever holds a secret's value. */
function showRotation([made, ...retiring]: readonly SecretDocument[]): ShownRotation {
  if (made === undefined) throw new Error("a rotation makes a secret");
  return {
    name: made.name,
    value: made.value,
    retiring: retiring.map(({ name, notAfter = 0 }) => ({ name, notAfter: isoTime(notAfter) })),
  };
}
