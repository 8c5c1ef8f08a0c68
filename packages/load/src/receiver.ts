// The other end of the connections, in its own process so that its work is not counted: it accepts what is posted to
// them, and reads the board as browsers do when told to (`{url, times}`).
import { Agent, createServer, get } from "node:http";

const readersAtOnce = 50;

const server = createServer((request, response) => {
  request.resume().on("end", () => response.end());
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" ? address?.port : undefined });
});

process.on("message", async ({ url, times }: { url: string; times: number }) => {
  const agent = new Agent({ keepAlive: true, maxSockets: readersAtOnce });
  let left = times;
  const reader = async () => {
    while (left-- > 0) await read(url, agent);
  };
  await Promise.all(Array.from({ length: readersAtOnce }, reader));
  agent.destroy();
  process.send?.({ read: times });
});
process.on("disconnect", () => process.exit());

function read(url: string, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => response.resume().on("end", resolve)).on("error", reject);
  });
}
