import type { AnswerOf, Routes } from "@countersign/contract";
import type { Client } from "@countersign/contract/client";
import { apiAction } from "../../api/api-action.ts";
import { addSecretOwnerOptions, readSecretOwner, secretOwnerWords } from "../../api/secret-owner.ts";
import type { SecretOwner, SecretOwnerOptions } from "../../api/secret-owner.ts";
import { readHours } from "../../arguments/read-hours.ts";
import { formatValue } from "../../output/format-value.ts";
import { print, printJson, talk } from "../../output/print.ts";
import { readSecret } from "../../secrets/read-secret.ts";
import { warnOfLiterals } from "../../secrets/warn-of-literals.ts";

interface RotateOptions extends SecretOwnerOptions {
  readonly value?: string;
  readonly overlap?: string;
}

interface RotationBody {
  readonly value?: string;
  readonly overlapHours?: number;
}

/** `countersign secrets rotate` */
export const rotateSecret = apiAction<RotateOptions>({
  name: "secrets rotate",
  summary: "Adds a new secret, prints it, and lets the older ones end after the overlap.",
  addOptions: (command) =>
    addSecretOwnerOptions(command)
      .option(
        "--value <reference>",
        "the other side's new secret: env:NAME, file:PATH or stdin (default: a random one)",
      )
      .option(
        "--overlap <time>",
        "how long the older ones stay good, such as 24h or 3d; 0 revokes them (default: 24h)",
      ),
  run: async ({ client, options, isJson, environment }) => {
    const owner = readSecretOwner(options);
    const given = options.value === undefined ? undefined : await readSecret(options.value, environment);
    warnOfLiterals(given === undefined ? [] : [given]);
    const rotation = await rotate(client, owner, {
      ...(given !== undefined && { value: given.value }),
      ...(options.overlap !== undefined && { overlapHours: readHours(options.overlap, "--overlap") }),
    });
    // A secret that the other side made is known there: showing it again would only spread it.
    const { value, ...rest } = rotation;
    if (isJson) await printJson(given === undefined ? rotation : rest);
    else if (given === undefined) await print(`${value}\n`);
    talk(`Secret ${rotation.name} is in force.${endsOf(rotation)}`);
    if (given === undefined) talk("Give it to the other side now; it is never shown again.");
    talk(
      `Next: countersign secrets list ${secretOwnerWords(owner)}, which says when an older one is safe to retire.`,
    );
  },
});

type Rotation = AnswerOf<Routes["rotateSourceSecret"]>;

function endsOf({ retiring }: Rotation): string {
  return retiring.map(({ name, notAfter }) => ` ${name} is good until ${formatValue(notAfter)}.`).join("");
}

function rotate(client: Client, owner: SecretOwner, body: RotationBody): Promise<Rotation> {
  if (owner.kind === "endpoint") return client.call("rotateEndpointSecret", { params: owner.params, body });
  if (owner.kind === "caller") return client.call("rotateCallerSecret", { params: owner.params, body });
  return client.call("rotateSourceSecret", { params: owner.params, body });
}
