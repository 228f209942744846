declare module "virtual:routes" {
  import type { RouteTable } from "@countersign/contract/slim-client";

  export const routes: RouteTable;
}
