import fc from "fast-check";
import { expect, test } from "vitest";
import { type StopMail, stopMail } from "./stop-mail.ts";

const content: StopMail = {
  productId: "glazed",
  since: "2026-11-20T03:04:00.000Z",
  expectedAt: "2026-11-20T03:05:00.000Z",
  campaigns: [{ name: { en: "Good morning", ko: "굿모닝" }, channel: "Instagram" }],
  url: "https://ads.example/stop?token=a.b",
};

test("it says in both languages what is short, since when, until when, and which ads to stop", () => {
  const { subject, text, html } = stopMail(content);
  expect(subject).toContain("Original Glazed");
  expect(subject).toContain("오리지널 글레이즈드");
  for (const body of [text, html])
    for (const part of [
      "12:04",
      "12:05",
      "오후 12:04",
      "오후 12:05",
      "Good morning (Instagram)",
      "굿모닝 (Instagram)",
      content.url,
    ])
      expect(body).toContain(part);
});

test("it says so if the factory has promised nothing yet", () => {
  const { text } = stopMail({ ...content, expectedAt: undefined });
  expect(text).toContain("the factory has not said yet");
  expect(text).toContain("공장에서 아직 알려 주지 않았어요");
});

test("names are escaped in the HTML", () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      const { html } = stopMail({ ...content, campaigns: [{ name: { en: name, ko: name }, channel: "<script>" }] });
      expect(html).not.toContain("<script>");
      expect(html.match(/<\w/g)?.length).toBe(stopMail(content).html.match(/<\w/g)?.length);
    }),
  );
});
