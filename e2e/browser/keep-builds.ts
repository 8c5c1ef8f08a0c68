import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

/** Shops of one run share the builds of their web pages, see `openShop`. @returns what removes them afterwards */
export default async function keepBuilds(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), "donut-states-builds-"));
  process.env.KEPT_BUILDS = folder;
  return () => rm(folder, { recursive: true, force: true });
}
