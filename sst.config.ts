/// <reference path="./.sst/platform/config.d.ts" />

/**
 * ## Donut-States
 *
 * An online donut shop that never loses a message. This file and `stacks/` are the only description of the
 * system: `sst deploy` makes it on AWS, `npm start` runs the same thing on one machine (packages/offline).
 *
 * - Stacks: one file per capability, in the order in which they know of each other. The console comes after
 *   all that it watches.
 * - Queues: made by `stacks/helpers/pipeline.ts` only, with dead-letter queue, consumer and alarm.
 * - Links: narrowed by `stacks/helpers/access.ts` to the actions a function uses.
 *
 * After a change here or in `stacks/`, `npm run synth` brings `graph.json` and `sst-env.d.ts` up to date.
 */
export default $config({
  app(input) {
    const production = input.stage === "production";
    return {
      name: "donut-states",
      home: "aws",
      // What SST's own components are made for.
      providers: { aws: "7.20.0" },
      removal: production ? "retain" : "remove",
      protect: production,
      // One sst-env.d.ts, at the root, serves all packages.
      types: { ignore: ["packages", "web", "e2e"] },
    };
  },
  async run() {
    const { lean } = await import("./stacks/helpers/bundling.ts");
    $transform(sst.aws.Function, (args) => {
      args.runtime ??= "nodejs24.x";
      args.architecture ??= "arm64";
      args.memory ??= "512 MB";
      args.timeout ??= "10 seconds";
      args.logging ??= { retention: "1 month", format: "json" };
      args.nodejs ??= lean;
    });

    await import("./stacks/messaging.ts");
    await import("./stacks/journey.ts");
    await import("./stacks/waiting-room-data.ts");
    await import("./stacks/order-queue.ts");
    const { salesApi } = await import("./stacks/sales.ts");
    await import("./stacks/order-mail.ts");
    await import("./stacks/factory.ts");
    await import("./stacks/restock.ts");
    await import("./stacks/wishes.ts");
    await import("./stacks/ads.ts");
    await import("./stacks/marketing.ts");
    await import("./stacks/customers.ts");
    await import("./stacks/shopify.ts");
    await import("./stacks/lab.ts");
    await import("./stacks/waiting-room.ts");
    await import("./stacks/repair.ts");
    await import("./stacks/alerts.ts");
    await import("./stacks/push.ts");
    await import("./stacks/console.ts");
    const { web } = await import("./stacks/web.ts");
    return { web: web.url, sales: salesApi.url };
  },
});
