import { expect, test } from "vitest";
import { latinKeyOf } from "./key.ts";

test.each([
  [{ key: "j", code: "KeyJ" }, "j"],
  [{ key: "?", code: "Slash" }, "?"],
  [{ key: "Escape", code: "Escape" }, "Escape"],
  // A Dvorak keyboard: what is written on the key counts, not its place.
  [{ key: "j", code: "KeyC" }, "j"],
  [{ key: "ㅓ", code: "KeyJ" }, "j"],
  [{ key: "Process", code: "KeyX" }, "x"],
  [{ key: "Process", code: "Slash" }, "Process"],
])("%j is %s", (event, key) => {
  expect(latinKeyOf(event)).toBe(key);
});
