import { createHash } from "node:crypto";
import { join } from "node:path";
import { everyRole } from "@countersign/contract";
import type { Role } from "@countersign/contract";
import type { SettingKey } from "@countersign/gateway";
import { startTestGateway } from "../../flows/support/test-gateway.ts";
import type { TestGateway } from "../../flows/support/test-gateway.ts";
import { openBuiltStore } from "../../support/built-store.ts";
import { temporaryDirectory } from "../../support/temporary-directory.ts";

/** Two organizations with a key of each role, and north's keys that are no longer in force. */
export interface ApiWorld extends AsyncDisposable {
  readonly url: string;
  readonly running: TestGateway;
  readonly dataDirectory: string;
  readonly north: Readonly<Record<Role, string>>;
  readonly south: Readonly<Record<Role, string>>;
  readonly revoked: string;
  readonly expired: string;
}

const actor = { kind: "gateway", name: "test" } as const;

/** A text with the form of a key, the same for the same name. */
export function keyText(name: string): string {
  return `csk_${createHash("sha256").update(name).digest("base64url")}`;
}

/** A real gateway on a store that holds all of these. */
export async function startApiWorld(
  flags: Readonly<Partial<Record<SettingKey, string | boolean>>> = {},
): Promise<ApiWorld> {
  const directory = await temporaryDirectory("api");
  const dataDirectory = join(directory.path, "data");
  try {
    await seed(dataDirectory);
    const running = await startTestGateway({ flags: { data: dataDirectory, ...flags } });
    return {
      url: running.gateway.adminUrl ?? running.url,
      running,
      dataDirectory,
      north: keysOf("north"),
      south: keysOf("south"),
      revoked: keyText("revoked"),
      expired: keyText("expired"),
      [Symbol.asyncDispose]: async () => {
        await running[Symbol.asyncDispose]();
        await directory[Symbol.asyncDispose]();
      },
    };
  } catch (error) {
    await directory[Symbol.asyncDispose]();
    throw error;
  }
}

function keysOf(organization: string): Readonly<Record<Role, string>> {
  const entries = everyRole.map((role) => [role, keyText(`${organization} ${role}`)] as const);
  return Object.fromEntries(entries) as Record<Role, string>;
}

async function seed(dataDirectory: string): Promise<void> {
  const { mkdir } = await import("node:fs/promises");
  await mkdir(dataDirectory, { mode: 0o700 });
  await using store = await openBuiltStore(dataDirectory);
  const add = async (
    name: string,
    { organizationId, role, expiresAt }: { organizationId: number; role: Role; expiresAt?: number },
  ): Promise<void> => {
    const keyHash = createHash("sha256").update(keyText(name)).digest();
    const key = { organizationId, name, role, keyHash, ...(expiresAt !== undefined && { expiresAt }) };
    const result = await store.access.createApiKey(actor, key);
    if (result.outcome !== "created") throw new Error(`no key ${name}`);
    if (name === "revoked") await store.access.revokeApiKey(actor, result.apiKey);
  };
  for (const organization of ["north", "south"]) {
    const { id: organizationId } = await store.organizations.ensure(actor, organization);
    for (const role of everyRole) await add(`${organization} ${role}`, { organizationId, role });
    if (organization !== "north") continue;
    await add("revoked", { organizationId, role: "admin" });
    await add("expired", { organizationId, role: "admin", expiresAt: 1 });
  }
}
