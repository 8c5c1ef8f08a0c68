import { expect, test } from "vitest";
import { checkEndpoint, ownServicesIn } from "./endpoint.ts";

const own = ["http://localhost:4007"];

test.each([
  "https://fcm.googleapis.com/fcm/send/abc:def",
  "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
  "https://wns2-par02p.notify.windows.com/w/?token=BQ%3d",
  "https://web.push.apple.com/QOab",
  "http://localhost:4007/push/abc",
])("%s is a push service's", (endpoint) => {
  expect(checkEndpoint(endpoint, own).status).toBe("allowed");
});

test.each([
  ["http://fcm.googleapis.com/fcm/send/a", "must begin with https"],
  ["https://fcm.googleapis.com:8443/fcm/send/a", "must not name a port"],
  ["https://user:secret@fcm.googleapis.com/a", "must not hold a user name"],
  ["https://user@fcm.googleapis.com/a", "must not hold a user name"],
  ["https://fcm.googleapis.com@127.0.0.1/a", "must not hold a user name"],
  ["https://127.0.0.1/a", "no push service"],
  ["https://2130706433/a", "no push service"],
  ["https://[::1]/a", "no push service"],
  ["https://169.254.169.254/latest/meta-data", "no push service"],
  ["https://example.com/a", "no push service"],
  ["https://fcm.googleapis.com.example.com/a", "no push service"],
  ["https://evilfcm.googleapis.com/a", "no push service"],
  ["https://notify.windows.com/a", "no push service"],
  ["https://evil-notify.windows.com/a", "no push service"],
  ["https://web.push.apple.com./a", "no push service"],
  ["https://fcm.googleapis.com/a#b", "must not have a fragment"],
  ["http://localhost:4001/push/abc", "must begin with https"],
  ["https://localhost:4007/push/abc", "must not name a port"],
  ["http://127.0.0.1:4007/push/abc", "must begin with https"],
  ["http://a@localhost:4007/push/abc", "must not hold a user name"],
  ["file:///etc/passwd", "must begin with https"],
  ["data:text/plain,a", "must begin with https"],
  ["fcm.googleapis.com", "is not an address"],
  ["", "is not an address"],
])("%s is refused", (endpoint, why) => {
  expect(checkEndpoint(endpoint, own)).toEqual({ status: "refused", reason: expect.stringContaining(why) });
});

test("a deployment's own push services are the origins it names, or none", () => {
  expect(ownServicesIn("none")).toEqual([]);
  expect(ownServicesIn("")).toEqual([]);
  expect(ownServicesIn("https://push.example.com/x, http://localhost:4007")).toEqual([
    "https://push.example.com",
    "http://localhost:4007",
  ]);
  expect(ownServicesIn("data:text/plain,a")).toEqual([]);
});
