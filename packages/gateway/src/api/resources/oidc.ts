import { ApiRefusal } from "../api-refusal.ts";
import type { Handlers } from "../handler.ts";

export function oidcHandlers(): Handlers<"startOidc" | "finishOidc"> {
  return { startOidc: none, finishOidc: none };
}

function none(): never {
  throw new ApiRefusal("not_found");
}
