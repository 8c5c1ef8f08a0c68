import { startMessaging } from "../start.ts";

export interface Engine {
  url: string;
  stop(): Promise<void>;
}

/**
 * Starts the engine under test. With `FAUXQS_PLAIN=1` that is fauxqs as it is published: the tests that then fail are
 * those of what is mended here.
 */
export async function startEngine(dataDir: string): Promise<Engine> {
  if (process.env.FAUXQS_PLAIN !== "1") {
    return startMessaging({ port: 0, dataDir, region: "us-east-1", accountId: "000000000000" });
  }
  const { startFauxqs } = await import("fauxqs");
  const server = await startFauxqs({ port: 0, dataDir, logger: false });
  return { url: `http://127.0.0.1:${server.port}`, stop: () => server.stop() };
}
