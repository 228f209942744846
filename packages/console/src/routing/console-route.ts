import { createRoute, redirect } from "@tanstack/react-router";
import { isSessionOver } from "../api/session-over.ts";
import { sessionQuery } from "../api/session.ts";
import { ConsoleFrame } from "../shell/console-frame.tsx";
import { FailedScreen } from "../shell/failed-screen.tsx";
import { MissingScreen } from "../shell/missing-screen.tsx";
import { PendingScreen } from "../shell/pending-screen.tsx";
import { rootRoute } from "./root-route.ts";

/** The parent of every screen for whoever is signed in. Others are sent to sign in, and back afterwards. */
export const consoleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/console",
  beforeLoad: async ({ context: { queries }, location }) => {
    try {
      await queries.ensureQueryData(sessionQuery);
    } catch (error) {
      if (!isSessionOver(error)) throw error;
      // oxlint-disable-next-line typescript/only-throw-error -- the router takes redirects as what is thrown
      throw redirect({ to: "/console/sign-in", search: { back: location.href } });
    }
  },
  component: ConsoleFrame,
  pendingComponent: PendingScreen,
  errorComponent: FailedScreen,
  notFoundComponent: MissingScreen,
});
