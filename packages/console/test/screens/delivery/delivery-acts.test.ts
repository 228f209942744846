import { expect, test } from "vitest";
import { deliveryActions, isAllowed } from "../../../../gateway/src/store/deliveries/delivery-actions.ts";
import { deliveryActs, isActNow } from "../../../src/screens/delivery/delivery-acts.ts";
import { deliveryStateChoices } from "../../../src/screens/deliveries/delivery-filters.ts";

const actions = Object.keys(deliveryActions) as (keyof typeof deliveryActions)[];
const states = Object.keys(deliveryStateChoices) as (keyof typeof deliveryStateChoices)[];

test.each(actions)("offers %s from the states from which the gateway does it", (action) => {
  const act = deliveryActs.find(({ route }) => route === `${action}Delivery`);
  if (act === undefined) throw new Error("there is no such act");
  const offered = states.filter((state) => isActNow(act, state));
  expect(offered).toEqual(states.filter((state) => isAllowed(action, state)));
});
