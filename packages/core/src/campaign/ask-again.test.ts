import { stockReplenished } from "@donut/contracts/events/stock";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { BounceNotice } from "../mail/bounce.ts";
import { createEvent } from "../messaging/event.ts";
import { askAgain, mostBounces } from "./ask-again.ts";
import { askToStop } from "./ask-to-stop.ts";
import { claimBounced } from "./bounced-mail.ts";
import { hearOfSupply } from "./hear-of-supply.ts";
import { leaseMs, readMail } from "./mail-record.ts";
import { stopByLink } from "./stop-by-link.ts";
import { announcedAbout, mailAbout, mailLine, newShortage } from "./testing.ts";

const line = mailLine();
const signal = () => AbortSignal.timeout(20_000);
type BounceType = BounceNotice["bounce"]["bounceType"];

/** The bounce of the given mail, or of the last one. */
function bounceOf(
  bounceType: BounceType,
  mail = line.taken.at(-1),
  bounceSubType = bounceType === "Transient" ? "MailboxFull" : "General",
): BounceNotice {
  return {
    eventType: "Bounce",
    bounce: {
      bounceType,
      bounceSubType,
      bouncedRecipients: [{ diagnosticCode: "smtp; 550 5.1.1 <manager@example.com> unknown" }],
      timestamp: new Date().toISOString(),
    },
    mail: { messageId: mail?.messageId ?? "", tags: { shortage: [mail?.shortageId ?? ""] } },
  };
}

let messages = 0;
const newMessage = () => `message-${++messages}`;
const deliver = (notice: BounceNotice, messageId: string) => askAgain(notice, { signal: signal(), messageId });

async function askedOnce() {
  const event = newShortage();
  expect(await askToStop(event, signal())).toEqual({ status: "asked" });
  return event.data.shortageId;
}

test("a full mailbox: the mail is sent again after a pause, and another notice of the same bounce changes nothing", async () => {
  const shortageId = await askedOnce();
  const before = line.taken.length;
  const [notice, message] = [bounceOf("Transient"), newMessage()];
  const first = await deliver(notice, message);
  expect(first).toEqual({ status: "waiting", reason: expect.stringContaining("5.1.1"), retryAfterSeconds: 15 });
  expect(await mailAbout(shortageId)).toMatchObject({ state: "bounced", bounces: 1, lastError: expect.any(String) });
  expect(line.taken).toHaveLength(before);

  expect(await deliver(notice, message)).toEqual({ status: "asked" });
  expect(line.taken).toHaveLength(before + 1);
  expect(await mailAbout(shortageId)).toMatchObject({ state: "sent", bounces: 1, tries: 2 });
  expect(await deliver(notice, newMessage())).toEqual({ status: "overtaken" });
  expect(line.taken).toHaveLength(before + 1);
  expect(await announcedAbout(shortageId, "campaign.mail_bounced")).toHaveLength(1);
});

test("no such mailbox: given up at once, sent again when the dead letter is redriven", async () => {
  const shortageId = await askedOnce();
  const before = line.taken.length;
  const [notice, message] = [bounceOf("Permanent"), newMessage()];
  for (let tries = 0; tries < 3; tries++) expect(await deliver(notice, message)).toMatchObject({ status: "given-up" });
  expect(line.taken).toHaveLength(before);
  expect(await mailAbout(shortageId)).toMatchObject({ state: "bounced", givenUpBy: message });
  // Redelivering the message that the mail was about does not send it either.
  expect(await askToStop({ ...newShortage(), data: { ...newShortage().data, shortageId } }, signal())).toEqual({
    status: "repeated",
  });

  expect(await deliver(notice, newMessage())).toEqual({ status: "asked" });
  expect(line.taken).toHaveLength(before + 1);
  expect(await mailAbout(shortageId)).toMatchObject({ state: "sent", bounces: 0 });
  const [bounced] = await announcedAbout(shortageId, "campaign.mail_bounced");
  expect(bounced?.data).toMatchObject({ kind: "Permanent", triedAgain: false });
  expect(JSON.stringify([bounced, await mailAbout(shortageId)])).not.toContain("manager@example.com");
});

test.each(["General", "MessageTooLarge", "ContentRejected"])(
  "what another mail cannot mend rests at once: Transient %s",
  async (subType) => {
    await askedOnce();
    const before = line.taken.length;
    const notice = bounceOf("Transient", undefined, subType);
    expect(await deliver(notice, newMessage())).toMatchObject({ status: "given-up" });
    expect(line.taken).toHaveLength(before);
  },
);

test("a mailbox that stays full is given up after a few mails", async () => {
  const shortageId = await askedOnce();
  const before = line.taken.length;
  const results = [];
  for (let bounces = 0; bounces < mostBounces; bounces++) {
    const [notice, message] = [bounceOf("Transient"), newMessage()];
    await deliver(notice, message);
    results.push((await deliver(notice, message)).status);
  }
  expect(results).toEqual(["asked", "asked", "given-up"]);
  expect(line.taken).toHaveLength(before + mostBounces - 1);
  expect(await mailAbout(shortageId)).toMatchObject({ state: "bounced", bounces: mostBounces });
});

test("no mail is sent again once the stock is back, nor for an unknown bounce", async () => {
  const event = newShortage("injeolmi");
  await hearOfSupply(event);
  await askToStop(event, signal());
  const [notice, message] = [bounceOf("Transient"), newMessage()];
  await deliver(notice, message);
  await hearOfSupply(
    createEvent(stockReplenished, { productionOrderId: event.data.shortageId, productId: "injeolmi", quantity: 100 }),
  );
  const before = line.taken.length;
  expect(await deliver(notice, message)).toEqual({ status: "overtaken" });
  const unknown = bounceOf("Permanent", { messageId: "unknown", shortageId: "unknown" });
  expect(await deliver(unknown, newMessage())).toEqual({ status: "overtaken" });
  expect(line.taken).toHaveLength(before);
});

test("no mail is sent again for ads that have been stopped meanwhile", async () => {
  const event = newShortage("matcha-ring");
  await hearOfSupply(event);
  await askToStop(event, signal());
  const [notice, message] = [bounceOf("Transient"), newMessage()];
  await deliver(notice, message);
  await stopByLink({ ...event.data, expiresAt: Date.now() + 1 });
  const before = line.taken.length;
  expect(await deliver(notice, message)).toEqual({ status: "overtaken" });
  expect(line.taken).toHaveLength(before);
});

test("sending a mail again is retried until it succeeds", async () => {
  const shortageId = await askedOnce();
  const [notice, message] = [bounceOf("Undetermined"), newMessage()];
  await deliver(notice, message);
  line.mode = "refuses";
  expect(await deliver(notice, message)).toMatchObject({ status: "failed" });
  line.mode = "up";
  expect(await deliver(notice, message)).toEqual({ status: "asked" });
  expect(await mailAbout(shortageId)).toMatchObject({ state: "sent" });
});

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("bounce" as const),
      type: fc.constantFrom<BounceType>("Transient", "Transient", "Permanent"),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("again" as const), times: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("stock" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("crash" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("wait" as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("ses" as const), mode: fc.constantFrom("up", "refuses", "loses-answers") }),
  },
);

test("duplicates, crashes and losses: at most one more mail for each bounce, within each shortage's limit", {
  timeout: 180_000,
}, async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      Object.assign(line, { mode: "up", taken: [], lost: 0 });
      const event = newShortage();
      const { shortageId } = event.data;
      await askToStop(event, signal());
      const notices: { notice: BounceNotice; message: string }[] = [];
      const deliverAll = async (times: number) => {
        for (const { notice, message } of notices)
          await Promise.all(Array.from({ length: times }, () => deliver(notice, message)));
      };
      for (const it of steps) {
        if (it.do === "bounce") {
          const bounced = { notice: bounceOf(it.type), message: newMessage() };
          if (!notices.some(({ notice }) => notice.mail.messageId === bounced.notice.mail.messageId))
            notices.push(bounced);
          await deliverAll(it.times);
        }
        if (it.do === "again") await deliverAll(it.times);
        if (it.do === "stock") await askToStop(event, signal());
        if (it.do === "wait") vi.setSystemTime(Date.now() + leaseMs + 1);
        if (it.do === "ses") line.mode = it.mode;
        const record = it.do === "crash" ? await readMail(shortageId) : undefined;
        // Between claiming and sending.
        if (record?.state === "bounced" && !record.givenUpBy) await claimBounced(record);
      }
      line.mode = "up";
      for (let round = 0; round < 3; round++) {
        vi.setSystemTime(Date.now() + leaseMs + 1);
        await deliverAll(1);
      }

      const known = new Set(line.taken.map(({ messageId }) => messageId));
      expect(line.taken.length).toBeLessThanOrEqual(1 + notices.length + line.lost);
      expect(line.taken.length - line.lost).toBeLessThanOrEqual(mostBounces);
      const record = await readMail(shortageId);
      expect(known).toContain(record?.messageId);
      const returned = notices.some(({ notice }) => notice.mail.messageId === record?.messageId);
      expect(record).toMatchObject(returned ? { state: "bounced", givenUpBy: expect.any(String) } : { state: "sent" });
    }),
    { numRuns: 40, endOnFailure: true },
  );
});
