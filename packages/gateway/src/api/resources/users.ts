import { ApiRefusal } from "../api-refusal.ts";
import type { Handlers } from "../handler.ts";

export function userHandlers(): Handlers<
  | "listUsers"
  | "createUser"
  | "getUser"
  | "updateUser"
  | "disableUser"
  | "enableUser"
  | "resetUserPassword"
  | "deleteUser"
> {
  return {
    listUsers: () => ({ items: [], next: null }),
    createUser: () => {
      throw new ApiRefusal("unavailable");
    },
    getUser: none,
    updateUser: none,
    disableUser: none,
    enableUser: none,
    resetUserPassword: none,
    deleteUser: none,
  };
}

function none(): never {
  throw new ApiRefusal("not_found");
}
