import { expect, test } from "vitest";
import { parseWeekdays } from "../../../src/config/file/parse-weekdays.ts";

test.each([
  ["mon-fri", [1, 2, 3, 4, 5]],
  ["sat,sun", [6, 7]],
  ["fri-mon", [1, 5, 6, 7]],
  ["wed", [3]],
  ["mon-sun", [1, 2, 3, 4, 5, 6, 7]],
  ["tue,mon-wed", [1, 2, 3]],
])("%s is read", (text, days) => {
  expect(parseWeekdays(text)).toEqual(days);
});

test.each(["", "Mon", "mo-fr", "mon-", "-fri", "mon-tue-wed", "mon, tue", "mon,", "everyday"])(
  "%j is refused",
  (text) => {
    expect(parseWeekdays(text)).toBeUndefined();
  },
);
