/** How a person without a mouse comes to a screen, and in which further states it is looked at. */
export interface ScreenStory {
  /**
   * What is pressed, from the overview on: keys, each after the one before, or the name of a link or button that Tab goes to
   * and Enter presses. Between two steps the screen may load.
   */
  readonly steps: readonly (string | { readonly press: string })[];
  /** Queries behind the path by the name of their picture: empty lists, open dialogs, the steps of a wizard. */
  readonly states?: Readonly<Record<string, string>>;
}

/** The first row of the list that a place shows. */
const firstOf = (place: string): ScreenStory["steps"] => [place, "j", "Enter"];

/**
 * Every screen behind the sign-in, by the path of its route. Its parts need no entry: `]` finds them.
 * A route that is missing here fails the stories.
 */
export const screenStories: Readonly<Record<string, ScreenStory>> = {
  "/console/overview": { steps: ["g o"] },
  "/console/inbox": { steps: ["g i"], states: { none: "?source=nobody" } },
  "/console/events/$event": { steps: firstOf("g i") },
  "/console/deliveries": { steps: ["g d"], states: { none: "?state=failed" } },
  "/console/deliveries/$delivery": { steps: firstOf("g d") },
  "/console/quarantine": { steps: ["g q"], states: { none: "?source=schedule" } },
  "/console/quarantine/$quarantined": { steps: firstOf("g q") },
  "/console/live": { steps: ["g l"] },
  "/console/sources": { steps: ["g s"] },
  "/console/sources/$source": { steps: firstOf("g s") },
  "/console/sources/new": {
    steps: ["g s", { press: "New source…" }],
    states: {
      details: "?step=details&scheme=zentact",
      url: "?step=url&source=insight",
      wait: "?step=wait&source=insight",
    },
  },
  "/console/endpoints": { steps: ["g e"] },
  "/console/endpoints/$endpoint": { steps: firstOf("g e") },
  "/console/connections": { steps: ["g c"] },
  "/console/connections/$connection": { steps: firstOf("g c") },
  "/console/replays": { steps: ["g r"], states: { new: "?new=on&source=nabla&since=1h" } },
  "/console/replays/$replay": { steps: firstOf("g r") },
  "/console/playground": { steps: ["g p"] },
  "/console/schemes": { steps: ["g h"] },
  "/console/schemes/$scheme": { steps: firstOf("g h") },
  "/console/schemes/new": { steps: ["g h", { press: "New scheme…" }] },
  "/console/schemes/$scheme/edit": { steps: [...firstOf("g h"), { press: "Edit…" }] },
  "/console/audit": { steps: ["g a"], states: { entry: "?action=event.*&entry=1" } },
  "/console/settings": { steps: ["g t"] },
};

/** The screens for whoever is not signed in: what leads there is an address. */
export const entranceRoutes: readonly string[] = ["/setup", "/console/sign-in", "/console/welcome"];
