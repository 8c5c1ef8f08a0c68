import { readFile } from "node:fs/promises";

const graphFile = new URL("../../../graph.json", import.meta.url);

/**
 * Points the shop's code in this process at a database; `links` is merged into `Resource`. Call it before importing
 * that code: its clients read the environment when they are created.
 */
export async function pointAt(databaseUrl: string, links: Record<string, unknown> = {}): Promise<void> {
  const { graph } = JSON.parse(await readFile(graphFile, "utf8")) as { graph: { tables: { name: string }[] } };
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: databaseUrl,
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "bench",
    AWS_SECRET_ACCESS_KEY: "bench",
    SST_RESOURCES_JSON: JSON.stringify({
      App: { name: "donut-states", stage: "bench" },
      ...Object.fromEntries(graph.tables.map(({ name }) => [name, { name }])),
      ...links,
    }),
  });
}
