import type { Store } from "../store/store.ts";

/** Whether nobody has a way in yet: no API key and no user, of any organization. */
export async function needsSetup({ access, users }: Pick<Store, "access" | "users">): Promise<boolean> {
  return !(await access.hasApiKeys()) && !(await users.hasUsers());
}
