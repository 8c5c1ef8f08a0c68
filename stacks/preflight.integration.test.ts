import { preflight } from "@donut/offline/preflight/preflight";
import { expect, test } from "vitest";
import { root } from "./test/committed-graph.ts";

/** 35 letters, which makes SST shorten the names of functions and roles. */
const longestStage = "a-stage-with-a-name-of-35-letters-x";

/** The only setting that a deploy requires and this test cannot know: stacks/mail.ts refuses to deploy without it. */
const setForADeploy = "Senders of mails have a domain that can be owned";

const code = "Code of a function, unzipped (bytes)";

/** Bytes that a cold start may load: raise it only for functions that call another AWS service, or most of them. */
const budget = { api: 500_000, other: 420_000 };
const larger: Record<string, number> = {
  OrderLineFunction: 580_000,
  QueuesFunction: 560_000,
  AdMailBounceQueueConsumer: 480_000,
  AdStopQueueConsumer: 480_000,
  AlertMailQueueConsumer: 480_000,
  OrderMailQueueConsumer: 480_000,
  WaitingTickQueueConsumer: 440_000,
  WishMailQueueConsumer: 480_000,
};

test.each(["production", longestStage])(
  "AWS takes all that the stacks make in the stage %s",
  { timeout: 600_000 },
  async (stage) => {
    const findings = await preflight(root, stage);
    expect(findings.length).toBeGreaterThan(1_000);
    const broken = findings.filter(({ fits, limit }) => !fits && limit !== setForADeploy);
    const text = broken.map(
      ({ limit, subject, found, allowed, source }) =>
        `${limit}: ${subject} has ${found}, allowed: ${allowed} (${source})`,
    );
    expect(text).toEqual([]);

    const heavy = findings.filter(({ limit, subject, found }) => {
      const usual = /(?<!Socket)Function$/.test(subject) ? budget.api : budget.other;
      return limit === code && Number(found) > (larger[subject] ?? usual);
    });
    expect(heavy.map(({ subject, found }) => `${subject} has ${found}`)).toEqual([]);
  },
);
