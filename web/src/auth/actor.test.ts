import { expect, test } from "vitest";
import { actorOf, can } from "./actor.ts";

test.each([
  ["an operator", ["operators"], ["operator"], { look: true, change: true }],
  ["a viewer", ["viewers"], ["viewer"], { look: true, change: false }],
  ["somebody in both groups", ["viewers", "operators"], ["operator", "viewer"], { look: true, change: true }],
  ["a customer", undefined, [], { look: false, change: false }],
  ["somebody in groups of others", ["Operators", "bakers"], [], { look: false, change: false }],
])("what %s may do", (_, groups, roles, { look, change }) => {
  const actor = actorOf({ email: "mina@example.com", name: "Mina", "cognito:groups": groups });
  expect(actor).toEqual({ name: "Mina", email: "mina@example.com", roles });
  expect([can(actor, "look"), can(actor, "change")]).toEqual([look, change]);
});

test("without a name, the e-mail address is shown", () => {
  expect(actorOf({ email: "mina@example.com" }).name).toBe("mina@example.com");
});
