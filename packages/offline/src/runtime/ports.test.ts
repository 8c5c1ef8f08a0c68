import { expect, test } from "vitest";
import { portsFrom } from "./ports.ts";

test("the ports are the documented ones, and two variables change them", () => {
  expect(portsFrom({})).toMatchObject({ web: 3000, apis: 4000, dynamodb: 4001, messaging: 4002, lambda: 4005 });
  expect(portsFrom({ PORT: "3100" })).toMatchObject({ web: 3100, apis: 4000 });
  expect(portsFrom({ OFFLINE_PORT: "5000" })).toMatchObject({ web: 3000, apis: 5000, dynamodb: 5001, lambda: 5005 });
});

test.each(["abc", "0", "-1", "3.5", "65536", "99999"])("the port %j is refused with its variable's name", (text) => {
  expect(() => portsFrom({ OFFLINE_PORT: text })).toThrow(`OFFLINE_PORT is "${text}": it must be a port number`);
});

test("the two have no port in common", () => {
  for (const port of ["4000", "4008"]) {
    expect(() => portsFrom({ PORT: port })).toThrow(`PORT is ${port}, and OFFLINE_PORT takes 4000 to 4008`);
  }
  expect(portsFrom({ PORT: "4009" })).toMatchObject({ web: 4009 });
});

test("a port that browsers do not connect to is refused", () => {
  expect(() => portsFrom({ PORT: "6000" })).toThrow("PORT is 6000: browsers refuse port 6000");
  expect(() => portsFrom({ OFFLINE_PORT: "4040" })).toThrow("OFFLINE_PORT is 4040: browsers refuse port 4045");
});
