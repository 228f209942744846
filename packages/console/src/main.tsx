import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createQueryClient } from "./api/query-client.ts";
import { HotkeyTable } from "./hotkeys/hotkey-table.ts";
import { HotkeyContext } from "./hotkeys/use-hotkeys.ts";
import { createConsoleRouter } from "./routing/create-console-router.ts";
import { ConsoleTheme } from "./theme/console-theme.tsx";

const element = document.getElementById("root");
if (element === null) throw new Error("index.html has no element with the id root");

const hotkeys = new HotkeyTable();
globalThis.addEventListener("keydown", (event) => hotkeys.press(event));

const queries = createQueryClient({ onSessionOver });
const router = createConsoleRouter(queries);

/** To the sign-in, and afterwards back to where one was. */
function onSessionOver(): void {
  const { pathname, href } = router.state.location;
  if (pathname === "/console/sign-in") return;
  queries.clear();
  void router.navigate({ to: "/console/sign-in", search: { back: href } });
}

createRoot(element).render(
  <StrictMode>
    <ConsoleTheme>
      <QueryClientProvider client={queries}>
        <HotkeyContext value={hotkeys}>
          <RouterProvider router={router} />
        </HotkeyContext>
      </QueryClientProvider>
    </ConsoleTheme>
  </StrictMode>,
);
