import { Agent, type IncomingMessage, type Server, type ServerResponse, request as send } from "node:http";
import { pipeline } from "node:stream/promises";
import { createLocalServer } from "../../http/local-server.ts";
import { problem } from "../../http/problem.ts";

/**
 * A guard in front of the engine, which would answer any web page: it lets through only requests from programs on this
 * machine. The system's own calls do not come this way.
 */
export function createFront(enginePort: number): Server {
  const agent = new Agent({ keepAlive: true });
  const server = createLocalServer((request, response) => pass(request, response, { port: enginePort, agent }));
  return server.on("close", () => agent.destroy());
}

async function pass(
  request: IncomingMessage,
  response: ServerResponse,
  engine: { port: number; agent: Agent },
): Promise<void> {
  const { method, url: path, headers } = request;
  const passed = send({ ...engine, host: "127.0.0.1", method, path, headers });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    passed.once("response", resolve).once("error", reject);
  });
  try {
    const [answer] = await Promise.all([answered, pipeline(request, passed)]);
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    await pipeline(answer, response);
  } catch (error) {
    if (response.headersSent || request.destroyed) return void response.destroy();
    const { headers: problemHeaders, body } = problem(
      502,
      `DynamoDB's engine does not answer: ${(error as Error).message}`,
    );
    response.writeHead(502, problemHeaders).end(body);
  }
}
