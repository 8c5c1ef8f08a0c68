import { startMessaging } from "../start.ts";

export interface Engine {
  url: string;
  /** For a process: whether it has ended. */
  ended?: Promise<void>;
  stop(): Promise<void>;
}

export function startEngine(dataDir: string): Promise<Engine> {
  return startMessaging({ port: 0, dataDir, region: "us-east-1", accountId: "000000000000" });
}
